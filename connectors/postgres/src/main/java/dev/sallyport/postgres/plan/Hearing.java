package dev.sallyport.postgres.plan;

import java.time.Duration;
import java.util.Set;

/// How a target's server is heard about statements.
///
/// @param patience for one question, a log-in included
public record Hearing(boolean on, Duration patience, Testimonies testimonies) {

    /// The server is never asked.
    public static Hearing off() {
        return new Hearing(false, Duration.ZERO, new Testimonies(Set.of()));
    }
}
