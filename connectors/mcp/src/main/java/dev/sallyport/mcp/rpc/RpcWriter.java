package dev.sallyport.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// Writes messages anew, so that the other side reads what was judged and nothing else.
public final class RpcWriter {

    private final Json json;

    public RpcWriter(Json json) {
        this.json = json;
    }

    public byte[] bytes(RpcMessage message) {
        return json.write(tree(message));
    }

    /// @param batch whether they go in an array, even if there is only one
    public byte[] bytes(List<RpcMessage> messages, boolean batch) {
        if (!batch && messages.size() == 1) return bytes(messages.getFirst());
        var array = json.object().arrayNode();
        for (RpcMessage message : messages) array.add(tree(message));
        return json.write(array);
    }

    private ObjectNode tree(RpcMessage message) {
        ObjectNode tree = json.object().put("jsonrpc", "2.0");
        return switch (message) {
            case RpcMessage.Request request -> called(tree.<ObjectNode>set("id", request.id()), request);
            case RpcMessage.Notification notification -> called(tree, notification);
            case RpcMessage.Result result ->
                tree.<ObjectNode>set("id", result.id()).set("result", result.result());
            case RpcMessage.Failure failure -> failed(tree, failure);
        };
    }

    private static ObjectNode called(ObjectNode tree, RpcMessage.Call call) {
        tree.put("method", call.method());
        return call.params().isEmpty() ? tree : tree.set("params", call.params());
    }

    /// An error that answers no request in particular has no id at all, as 2026-07-28 wants it.
    private static ObjectNode failed(ObjectNode tree, RpcMessage.Failure failure) {
        if (!failure.id().isNull()) tree.set("id", failure.id());
        return tree.set("error", failure.error());
    }

    /// @param id of the request; null where there is none
    public RpcMessage.Failure failure(JsonNode id, int code, String message) {
        ObjectNode error = json.object().put("code", code).put("message", message);
        return new RpcMessage.Failure(id, error);
    }

    /// For a message whose id could not be read.
    public RpcMessage.Failure failure(int code, String message) {
        return failure(NullNode.getInstance(), code, message);
    }

    /// A denial as an agent can read it and adapt: what, why, by which rule, and under which id it
    /// stands in the trail.
    public RpcMessage.Failure denial(JsonNode id, String rule, String reason, String requestId) {
        RpcMessage.Failure failure =
                failure(id, RpcCode.DENIED, "denied: " + reason + " (rule " + rule + ", request " + requestId + ")");
        failure.error()
                .putObject("data")
                .put("rule", rule)
                .put("reason", reason)
                .put("requestId", requestId);
        return failure;
    }

    /// What nobody denied and what may go well another time: the server is away, slow or busy.
    public RpcMessage.Failure trouble(JsonNode id, String reason, String requestId) {
        RpcMessage.Failure failure = failure(id, RpcCode.INTERNAL_ERROR, reason + " (request " + requestId + ")");
        failure.error().putObject("data").put("reason", reason).put("requestId", requestId);
        return failure;
    }
}
