package dev.sallyport.transport.dial;

import java.time.Duration;

/// @param inside what may be dialled although it lies inside
/// @param pin how long a name's addresses stay what they were found to be
/// @param timeout for one look-up
/// @param maxNames pinned at a time; the one that has been there longest makes room
public record DialRules(Inside inside, Duration pin, Duration timeout, int maxNames) {

    public static final Duration DEFAULT_PIN = Duration.ofMinutes(5);
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);
    public static final int DEFAULT_MAX_NAMES = 1024;

    /// With all defaults.
    public DialRules(Inside inside) {
        this(inside, DEFAULT_PIN, DEFAULT_TIMEOUT, DEFAULT_MAX_NAMES);
    }
}
