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
    /// @param course what should follow, with what a judge said
    /// @param score in thousandths: from 0, nothing speaks against it, to 1000; above 500 it should be stopped. The
    ///     engine's, whatever a judge said
    /// @param rule the hard rule that decided, or the reader's name
    /// @param why the evidence against it, the strongest first
    /// @param said the judge's own words, or why there are none: from outside, one short harmless line
    record Intent(Course course, int score, String rule, List<String> why, Judge judge, String said) implements Signal {
        public Intent {
            why = List.copyOf(why);
        }

        /// As the engine alone sees it.
        public Intent(Course course, int score, String rule, List<String> why) {
            this(course, score, rule, why, Judge.NOT_CONFIGURED, "");
        }

        /// After a judge was asked, or could have been.
        public Intent judged(Course then, List<String> reasons, Judge answer, String words) {
            return new Intent(then, score, rule, reasons, answer, words);
        }

        /// What a judge said, who is asked where the engine doubts.
        public enum Judge {
            NOT_CONFIGURED,
            /// The engine had no doubt.
            NOT_ASKED,
            CONSISTENT,
            INCONSISTENT,
            UNSURE,
            UNAVAILABLE;

            public boolean wasAsked() {
                return this != NOT_CONFIGURED && this != NOT_ASKED;
            }
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

    /// Whether a model proposed what now happens, where models speak through this gateway at all.
    ///
    /// @param tool as the model called it, one short harmless line; empty where nobody proposed it
    /// @param request the request in which the proposal was let through; empty where nobody knows
    record Proposed(Match match, String tool, String request) implements Signal {

        public static final Proposed BY_NOBODY = new Proposed(Match.NOBODY, "", "");

        public enum Match {
            /// The model proposed exactly this, or a call whose values are those of the action.
            MODEL,
            /// The model proposed the same tool, with other values.
            OTHERWISE,
            NOBODY
        }
    }

    /// Observe mode: what door two would have decided.
    record Suspended(String rule, String reason) implements Signal {}

    /// The gateway itself stopped it: trail not writable, session over, hold expired, cancelled.
    record Operational(String what) implements Signal {}
}
