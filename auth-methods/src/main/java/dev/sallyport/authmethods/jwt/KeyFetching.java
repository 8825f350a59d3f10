package dev.sallyport.authmethods.jwt;

import java.time.Duration;

/// How keys are fetched and how long they are believed.
///
/// @param timeout for one request, from the first byte sent to the last received
/// @param cacheTime after it the keys are fetched again; a key that the issuer withdrew is accepted no longer than
///     this (a file is read again every second instead)
/// @param minInterval between two fetches, whatever tokens ask for: an unknown `kid` triggers at most one
/// @param maxStale how much longer than `cacheTime` old keys serve while the issuer does not answer
/// @param maxDocumentSize bytes of a discovery document or JWK set
public record KeyFetching(
        Duration timeout, Duration cacheTime, Duration minInterval, Duration maxStale, int maxDocumentSize) {

    /// 5 s, 15 min, 10 s, 1 h, 256 KiB.
    public static final KeyFetching DEFAULT = new KeyFetching(
            Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofSeconds(10), Duration.ofHours(1), 256 * 1024);
}
