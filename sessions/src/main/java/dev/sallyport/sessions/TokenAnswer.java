package dev.sallyport.sessions;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The desk's answer.
public sealed interface TokenAnswer {

    /// @param json as RFC 8693 section 2.2.1 has it
    record Issued(ObjectNode json) implements TokenAnswer {
        @Override
        public String toString() {
            return "Issued[]";
        }
    }

    /// @param requestId stands in the trail too
    record Refused(OAuthError error, String requestId) implements TokenAnswer {}
}
