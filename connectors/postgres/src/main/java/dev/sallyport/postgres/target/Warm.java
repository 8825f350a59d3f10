package dev.sallyport.postgres.target;

import java.time.Duration;

/// How many log-ins are kept ready ahead of their sessions (R16).
///
/// @param size for each role and purpose that was used lately; 0 for none
/// @param keep a log-in that waited this long is destroyed, and none is made when nobody came for this long
public record Warm(int size, Duration keep) {

    public static final Warm NONE = new Warm(0, Duration.ZERO);

    public boolean none() {
        return size == 0;
    }
}
