package dev.sallyport.llm.answer;

/// What becomes of a proposed call.
public sealed interface Ruling {

    record Released() implements Ruling {}

    /// @param reason for the agent to read: no secret
    record Blocked(String rule, String reason, String requestId) implements Ruling {

        /// In the place of the call.
        String notice(ProposedCall call) {
            return "[the call of tool `" + call.tool() + "` was denied: " + reason + " (rule " + rule + ", request "
                    + requestId + ")]";
        }
    }
}
