package dev.sallyport.authmethods.spiffe;

import java.time.Duration;

/// How bundles are fetched and how long they are believed.
///
/// @param timeout for one request, from the first byte sent to the last received
/// @param refresh after it a bundle is fetched again, unless its own `spiffe_refresh_hint` says sooner
///     (a file is read again every second instead)
/// @param minInterval between two fetches, whatever SVIDs and hints ask for
/// @param maxStale how long a bundle serves after the last time that its place answered; then nothing
///     is proved by it
/// @param maxDocumentSize bytes of a bundle or revocation list
public record BundleTimes(
        Duration timeout, Duration refresh, Duration minInterval, Duration maxStale, int maxDocumentSize) {

    /// 5 s, 5 min (SPIFFE Trust Domain and Bundle §4.1.2), 10 s, 1 h, 1 MiB.
    public static final BundleTimes DEFAULT = new BundleTimes(
            Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofHours(1), 1 << 20);
}
