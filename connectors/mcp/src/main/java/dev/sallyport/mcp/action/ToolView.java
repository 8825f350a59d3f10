package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What is known of a server's tools when a call is judged.
public interface ToolView {

    Known find(String tool);

    sealed interface Known {

        /// It may be called.
        ///
        /// @param definition as the server gave it
        /// @param annotations the server's own; may be missing
        record Trusted(ObjectNode definition, JsonNode annotations) implements Known {}

        /// It may not.
        ///
        /// @param why for the agent: lower case, no full stop
        record Refused(String why) implements Known {}
    }

    /// Whether arguments fit.
    ///
    /// @return what does not, in words and without values; empty when they do
    String mismatch(ObjectNode definition, JsonNode arguments);
}
