package dev.sallyport.authmethods.aws;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How STS is reached.
///
/// @param endpoint where requests are sent instead of the host that they were signed for, such as a VPC endpoint; null
///     for that host
/// @param timeout for one call, from the look-up of the name to the last byte received
/// @param maxAnswer bytes
/// @param maxCalls at the same time; others wait, within the time-out
public record StsAccess(@Nullable URI endpoint, Duration timeout, int maxAnswer, int maxCalls) {

    /// The signed host, 5 s, 64 KiB, 32.
    public static final StsAccess DEFAULT = new StsAccess(null, Duration.ofSeconds(5), 64 * 1024, 32);
}
