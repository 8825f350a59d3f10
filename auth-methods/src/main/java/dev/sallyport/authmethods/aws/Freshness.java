package dev.sallyport.authmethods.aws;

import java.time.Duration;

/// How long a request and its proof hold.
///
/// @param window how old a signature may be; STS itself takes up to 15 minutes
/// @param skew how far the signer's clock and ours may be apart, on both sides of the window
/// @param validFor how long the proof holds, from the signature's date on; longer than window and skew, at most 1 h
/// @param remembered accepted requests kept until their window ends; when there is no more room, all are refused
public record Freshness(Duration window, Duration skew, Duration validFor, int remembered) {

    /// 5 min, 30 s, 15 min, 100,000.
    public static final Freshness DEFAULT =
            new Freshness(Duration.ofMinutes(5), Duration.ofSeconds(30), Duration.ofMinutes(15), 100_000);
}
