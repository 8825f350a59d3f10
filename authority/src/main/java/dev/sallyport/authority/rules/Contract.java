package dev.sallyport.authority.rules;

import java.time.Duration;
import java.util.List;

/// Door two: what a purpose allows. Lines do not subtract from one another: an operation needs one line that
/// allows it and whose limits hold.
///
/// @param holdPatience how long an action waits for a human
/// @param intent what is done about an action that is not what was asked for
/// @param unusual what is done about an action that its workload never did before
/// @param unproposed what is done about an action that no model proposed, where models speak through the gateway
/// @param containAfter the denial of a session with which it ends, and its workload's others too; `Long.MAX_VALUE` for
///     none
public record Contract(
        String name,
        String description,
        List<Line> allow,
        Otherwise otherwise,
        Duration holdPatience,
        Intent intent,
        Unusual unusual,
        Unproposed unproposed,
        long containAfter) {
    public Contract {
        allow = List.copyOf(allow);
    }

    /// Of a purpose where nobody asks what an action is for.
    public Contract(
            String name,
            String description,
            List<Line> allow,
            Otherwise otherwise,
            Duration holdPatience,
            long containAfter) {
        this(name, description, allow, otherwise, holdPatience, Intent.OFF, Unusual.OFF, Unproposed.OFF, containAfter);
    }

    /// What becomes of what is unusual.
    public enum Unusual {
        /// Nobody looks.
        OFF,
        /// It is evidence and stops nothing.
        WATCH,
        /// It waits for a human.
        HOLD
    }

    /// What becomes of what no model proposed.
    public enum Unproposed {
        /// Nobody looks.
        OFF,
        /// It is evidence and stops nothing.
        WATCH,
        /// It waits for a human.
        HOLD,
        DENY
    }

    /// How the intent engine is followed.
    public enum Intent {
        /// It is not asked.
        OFF,
        /// What it says is evidence and stops nothing.
        WATCH,
        /// What it would stop waits for a human.
        HOLD,
        /// What it is sure of is denied, what it doubts waits for a human.
        DENY
    }

    /// What happens to an operation that no line allows.
    public enum Otherwise {
        DENY,
        HOLD
    }
}
