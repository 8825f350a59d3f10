package dev.sallyport.api.decision;

import java.util.List;

/// The evidence of a decision: what was looked at and what it said. Every text is safe to show to the agent.
public sealed interface Signal {

    /// An access rule or role of the baseline.
    record Baseline(String rule, boolean allows, String detail) implements Signal {}

    /// Policies of a policy engine: those that determined the answer and those that failed (a failed one denies).
    record Policies(String engine, boolean allows, List<String> determining, List<String> erroring) implements Signal {
        public Policies {
            determining = List.copyOf(determining);
            erroring = List.copyOf(erroring);
        }
    }

    /// A line of the purpose's contract, or its `otherwise`.
    record Contract(String line, boolean allows, String detail) implements Signal {}

    /// A budget: what it is, how much was used before, how much this action asks for.
    record Volume(String limit, long used, long asked, long allowed) implements Signal {}

    /// A part of the action that was not understood.
    record NotUnderstood(String what) implements Signal {}

    /// A signal that could not be computed. It never permits.
    record NotEvaluated(String what, String why) implements Signal {}

    /// A human released exactly this action.
    record Approved(String holdId, String by) implements Signal {}

    /// Whether the action is what was asked for, as the intent engine sees it.
    ///
    /// @param score in thousandths: from 0, nothing speaks against it, to 1000; above 500 it should be stopped
    /// @param rule the hard rule that decided, or the reader's name
    /// @param why the evidence against it, the strongest first
    record Intent(Course course, int score, String rule, List<String> why) implements Signal {
        public Intent {
            why = List.copyOf(why);
        }

        /// What should follow.
        public enum Course {
            ALLOW,
            /// Somebody should look.
            STEP_UP,
            DENY
        }
    }

    /// What the action's workload never did before, as far as it is known.
    record Unusual(List<String> what) implements Signal {
        public Unusual {
            what = List.copyOf(what);
        }
    }

    /// Observe mode: what door two would have decided.
    record Suspended(String rule, String reason) implements Signal {}

    /// The gateway itself stopped it: trail not writable, session over, hold expired, cancelled.
    record Operational(String what) implements Signal {}
}
