package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.target.McpTargetSettings;
import java.util.ArrayList;
import java.util.List;

/// What messages of an agent mean, together: a batch is judged whole, forwarded whole, or not at all.
/// What is not understood is an operation of verb UNKNOWN that says why, and so is a call of a tool
/// that is not trusted or whose arguments do not fit its schema: whoever decides denies it, and it
/// stands in the trail.
public final class Meaning {

    private static final int LONGEST_STATEMENT = 16 * 1024;

    private final McpTargetSettings target;
    private final Operations operations;
    private final ToolCalls calls;

    public Meaning(McpTargetSettings target) {
        this.target = target;
        this.operations = new Operations(target);
        this.calls = new ToolCalls(target, operations);
    }

    /// @param tools the server's, as they are known now
    /// @param asked what replies may answer
    public Action of(List<RpcMessage> messages, ToolView tools, Asked asked) {
        List<Operation> found = new ArrayList<>(messages.size());
        Leaves leaves = new Leaves(target.limits().arguments());
        Prints prints = new Prints();
        for (int i = 0; i < messages.size(); i++) {
            RpcMessage message = messages.get(i);
            found.addAll(operations(message, tools, asked));
            leaves.add(messages.size() == 1 ? "" : "[" + i + "]", values(message));
            prints.add(name(message), body(message));
        }
        if (!leaves.complete())
            found.add(
                    operations.unknown("message", "more than " + target.limits().arguments() + " arguments"));
        return new Action(
                Action.Phase.PERFORM, found, leaves.found(), prints.statement(LONGEST_STATEMENT), prints.fingerprint());
    }

    private List<Operation> operations(RpcMessage message, ToolView tools, Asked asked) {
        return switch (message) {
            case RpcMessage.Request request
            when request.method().equals(Methods.TOOLS_CALL) -> calls.of(request.params(), tools);
            case RpcMessage.Request request -> operations.of(request);
            case RpcMessage.Notification notification -> List.of(operations.of(notification));
            case RpcMessage.Reply reply -> List.of(operations.of(reply, asked));
        };
    }

    private static String name(RpcMessage message) {
        return switch (message) {
            case RpcMessage.Call call -> call.method();
            case RpcMessage.Reply _ -> "reply";
        };
    }

    /// What stands in the trail and in the fingerprint.
    private static JsonNode body(RpcMessage message) {
        return switch (message) {
            case RpcMessage.Call call -> Meta.judged(call.params());
            case RpcMessage.Result result -> result.result();
            case RpcMessage.Failure failure -> failure.error();
        };
    }

    /// The arguments of a tool or prompt stand under their own names, everything else under where it
    /// stands.
    private static JsonNode values(RpcMessage message) {
        if (!(body(message) instanceof ObjectNode params) || !(params.get("arguments") instanceof ObjectNode arguments))
            return body(message);
        ObjectNode values = arguments.deepCopy();
        params.properties().forEach(each -> {
            if (!each.getKey().equals("arguments") && !each.getKey().equals("name"))
                values.set("(" + each.getKey() + ")", each.getValue());
        });
        return values;
    }
}
