package dev.sallyport.authority.rules;

import java.time.Duration;
import java.util.List;

/// Door two: what a purpose allows. Lines do not subtract from one another: an operation needs one line that
/// allows it and whose limits hold.
///
/// @param holdPatience how long an action waits for a human
/// @param containAfter the denial of a session with which it ends, and its workload's others too; `Long.MAX_VALUE` for
///     none
public record Contract(
        String name,
        String description,
        List<Line> allow,
        Otherwise otherwise,
        Duration holdPatience,
        long containAfter) {
    public Contract {
        allow = List.copyOf(allow);
    }

    /// What happens to an operation that no line allows.
    public enum Otherwise {
        DENY,
        HOLD
    }
}
