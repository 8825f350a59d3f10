package dev.sallyport.mcp.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads messages strictly: what is neither a call nor a reply, or both, or says more than the two
/// know, is refused.
public final class RpcReader {

    private static final Set<String> CALL = Set.of("jsonrpc", "id", "method", "params");
    private static final Set<String> RESULT = Set.of("jsonrpc", "id", "result");
    private static final Set<String> FAILURE = Set.of("jsonrpc", "id", "error");
    private static final Set<String> PARAMS = Set.of(
            "name",
            "arguments",
            "uri",
            "_meta",
            "ref",
            "argument",
            "context",
            "cursor",
            "task",
            "inputResponses",
            "requestState",
            "requestId",
            "notifications",
            "capabilities",
            "protocolVersion",
            "clientInfo");
    private static final Set<String> PARAMS_FOLDED =
            PARAMS.stream().map(Json::folded).collect(Collectors.toUnmodifiableSet());
    private static final int LONGEST_NAME = 256;

    private final Json json;
    private final int batch;

    /// @param batch messages in one, at most
    public RpcReader(Json json, int batch) {
        this.json = json;
        this.batch = batch;
    }

    /// One message, or a batch of them, in their order.
    ///
    /// @param batch whether they stood in an array; only revision 2025-03-26 has that
    public record Reading(List<RpcMessage> messages, boolean batch) {
        public Reading {
            messages = List.copyOf(messages);
        }
    }

    /// @throws MalformedMessage never with a part of it read
    public Reading read(byte[] bytes) throws MalformedMessage {
        JsonNode tree = json.read(bytes);
        if (!(tree instanceof ArrayNode array)) return new Reading(List.of(message(tree)), false);
        if (array.isEmpty()) throw invalid("a batch holds at least one message");
        if (array.size() > batch) throw invalid("a batch holds at most " + batch + " messages");
        List<RpcMessage> messages = new ArrayList<>(array.size());
        for (JsonNode each : array) messages.add(message(each));
        return new Reading(messages, true);
    }

    /// An empty one.
    public ObjectNode object() {
        return json.object();
    }

    /// @throws MalformedMessage also for a batch
    public RpcMessage one(byte[] bytes) throws MalformedMessage {
        return message(json.read(bytes));
    }

    private RpcMessage message(JsonNode tree) throws MalformedMessage {
        if (!(tree instanceof ObjectNode object)) throw invalid("a message is an object");
        if (!object.path("jsonrpc").isTextual()
                || !object.path("jsonrpc").textValue().equals("2.0"))
            throw invalid("a message says `\"jsonrpc\": \"2.0\"`");
        if (object.has("method")) return call(object);
        return object.has("result") ? result(object) : failure(object);
    }

    private RpcMessage call(ObjectNode object) throws MalformedMessage {
        only(object, CALL);
        JsonNode method = object.get("method");
        if (!method.isTextual() || method.textValue().length() > LONGEST_NAME)
            throw invalid("`method` is a text of at most " + LONGEST_NAME + " characters");
        JsonNode params = object.get("params");
        if (params != null && !params.isObject()) throw invalid("`params` is an object");
        ObjectNode given = params == null ? json.object() : (ObjectNode) params;
        exact(given);
        return object.has("id")
                ? new RpcMessage.Request(id(object), method.textValue(), given)
                : new RpcMessage.Notification(method.textValue(), given);
    }

    /// A server that takes `Name` for `name` must not find one that was not judged.
    private static void exact(ObjectNode params) throws MalformedMessage {
        for (Iterator<String> names = params.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!PARAMS.contains(name) && PARAMS_FOLDED.contains(Json.folded(name)))
                throw invalid("a member of `params` differs from one of MCP's by its case alone");
        }
    }

    private static RpcMessage result(ObjectNode object) throws MalformedMessage {
        only(object, RESULT);
        return new RpcMessage.Result(id(object), object.get("result"));
    }

    private static RpcMessage failure(ObjectNode object) throws MalformedMessage {
        only(object, FAILURE);
        if (!(object.get("error") instanceof ObjectNode error)
                || !error.path("code").isIntegralNumber()
                || !error.path("message").isTextual())
            throw invalid("a message has a `method`, a `result`, or an `error` with `code` and `message`");
        boolean unknown = !object.has("id") || object.get("id").isNull();
        return new RpcMessage.Failure(unknown ? NullNode.getInstance() : id(object), error);
    }

    private static JsonNode id(ObjectNode object) throws MalformedMessage {
        JsonNode id = object.path("id");
        if (id.isTextual() && id.textValue().length() <= LONGEST_NAME) return id;
        if (id.isIntegralNumber() && id.canConvertToLong()) return id;
        throw invalid("`id` is a text of at most " + LONGEST_NAME + " characters, or an integer");
    }

    private static void only(ObjectNode object, Set<String> known) throws MalformedMessage {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); )
            if (!known.contains(names.next())) throw invalid("a message has no members but those of JSON-RPC 2.0");
    }

    private static MalformedMessage invalid(String reason) {
        return new MalformedMessage(RpcCode.INVALID_REQUEST, reason);
    }
}
