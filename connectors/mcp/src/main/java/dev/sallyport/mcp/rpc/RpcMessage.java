package dev.sallyport.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One message of JSON-RPC 2.0, as MCP narrows it: ids are text or integers, parameters are objects.
public sealed interface RpcMessage {

    /// Either of the two that name a method.
    sealed interface Call extends RpcMessage {
        String method();

        /// Empty when there were none.
        ObjectNode params();
    }

    /// Either of the two that answer.
    sealed interface Reply extends RpcMessage {
        JsonNode id();
    }

    record Request(JsonNode id, String method, ObjectNode params) implements Call {}

    record Notification(String method, ObjectNode params) implements Call {}

    record Result(JsonNode id, JsonNode result) implements Reply {}

    /// @param id JSON null where the other side could not read one
    /// @param error has an integer `code` and a text `message`
    record Failure(JsonNode id, ObjectNode error) implements Reply {}
}
