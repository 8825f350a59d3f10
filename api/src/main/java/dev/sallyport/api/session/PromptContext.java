package dev.sallyport.api.session;

import java.util.List;

/// What was said around the session. Evidence for door two, never a grant (R2).
public record PromptContext(List<Turn> turns) {

    public static final PromptContext EMPTY = new PromptContext(List.of());

    public PromptContext {
        turns = List.copyOf(turns);
    }

    /// @param role `system`, `user`, `assistant`; `call` for a tool call that a model proposed, whose source is the
    ///     tool and whose text is its arguments in JSON; `tool` for what a tool or another target answered
    /// @param source where the text came from: a tool, a record, a file, the user
    /// @param request the request in which the gateway carried it; empty where it did not, or nobody knows
    public record Turn(String role, String text, String source, Tier tier, String request) {

        /// As somebody tells it.
        public Turn(String role, String text, String source, Tier tier) {
            this(role, text, source, tier, "");
        }

        public Turn in(String itsRequest) {
            return new Turn(role, text, source, tier, itsRequest);
        }
    }

    /// How far a turn can be trusted, best first.
    public enum Tier {
        /// The gateway carried it itself, from a target.
        OBSERVED,
        /// Signed by an orchestrator, or a claim of the attestation.
        ATTESTED,
        /// The agent says so.
        DECLARED
    }
}
