package dev.sallyport.mcp.action;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.rpc.RpcMessage;
import dev.sallyport.mcp.target.McpTargetSettings;
import dev.sallyport.mcp.target.Revision;
import dev.sallyport.mcp.target.ServerAsk;
import java.util.Set;

/// What each side hears of the other's abilities: a server that is not told of sampling does not try
/// it, and a client that is not told of tasks does not either.
public final class Narrowing {

    /// Ways around what is judged here: tasks answer later, under methods of their own; extensions are
    /// unknown.
    private static final Set<String> NOT_UNDERSTOOD = Set.of("tasks", "experimental", "extensions");

    private final McpTargetSettings target;

    public Narrowing(McpTargetSettings target) {
        this.target = target;
    }

    /// What the server is sent of an agent's message.
    public RpcMessage towardsServer(RpcMessage message) {
        return switch (message) {
            case RpcMessage.Request request ->
                new RpcMessage.Request(request.id(), request.method(), params(request.method(), request.params()));
            case RpcMessage.Failure failure -> new RpcMessage.Failure(failure.id(), declined());
            case RpcMessage.Notification notification -> notification;
            case RpcMessage.Result result -> result;
        };
    }

    /// An error is not the place to tell a server something.
    private static ObjectNode declined() {
        return JsonNodeFactory.instance.objectNode().put("code", -1).put("message", "declined");
    }

    private ObjectNode params(String method, ObjectNode params) {
        ObjectNode narrowed = params;
        if (params.path(Meta.MEMBER).get(Meta.CAPABILITIES) instanceof ObjectNode) {
            narrowed = params.deepCopy();
            narrow((ObjectNode) narrowed.path(Meta.MEMBER).path(Meta.CAPABILITIES));
        }
        if (!method.equals(Methods.INITIALIZE)) return narrowed;
        narrowed = params.deepCopy();
        if (narrowed.get("capabilities") instanceof ObjectNode capabilities) narrow(capabilities);
        if (!spoken(narrowed.path("protocolVersion"))) narrowed.put("protocolVersion", newest());
        return narrowed;
    }

    private void narrow(ObjectNode capabilities) {
        capabilities.remove(NOT_UNDERSTOOD);
        for (ServerAsk ask : ServerAsk.values()) if (!target.mayAsk().contains(ask)) capabilities.remove(ask.word());
    }

    /// The server's side of the handshake, or of `server/discover`.
    ///
    /// @return what the client is shown
    public JsonNode towardsClient(JsonNode result) {
        if (!(result instanceof ObjectNode object)) return result;
        ObjectNode shown = object.deepCopy();
        if (shown.get("capabilities") instanceof ObjectNode capabilities) capabilities.remove(NOT_UNDERSTOOD);
        return shown;
    }

    /// Whether the revision of the handshake is one that may be spoken with this server, and not a
    /// modern one, which knows no handshake.
    public boolean spoken(JsonNode revision) {
        return target.revisions().contains(revision.asText("")) && !Revision.modern(revision.asText(""));
    }

    private String newest() {
        return Revision.ALL.stream()
                .filter(revision -> target.revisions().contains(revision) && !Revision.modern(revision))
                .reduce((older, newer) -> newer)
                .orElse(Revision.FIRST);
    }
}
