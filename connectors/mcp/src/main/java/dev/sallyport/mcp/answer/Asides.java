package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.RpcMessage;
import java.util.Map;
import java.util.Set;

/// What a server says beside its replies, as an agent gets to see it while it waits for one with masks:
/// servers log what they read. As in a result, what MCP does not know is left out, and text that is not
/// JSON is withheld.
public final class Asides {

    /// Words and numbers of the protocol, in notifications of logs and of progress.
    private static final Set<String> WORDS = Set.of("level", "logger");
    private static final Set<String> NUMBERS = Set.of("progress", "total");

    private final Masking masking;
    private final Json json;

    public Asides(Set<String> masked, Json json) {
        this.masking = new Masking(masked, "", json);
        this.json = json;
    }

    public RpcMessage.Notification of(RpcMessage.Notification said) {
        return switch (said.method()) {
            case "notifications/message", "notifications/progress" ->
                new RpcMessage.Notification(said.method(), narrowed(said.params()));
            default -> said;
        };
    }

    /// A question keeps its form: the client could not answer it otherwise.
    public RpcMessage.Request of(RpcMessage.Request asked) {
        return new RpcMessage.Request(asked.id(), asked.method(), (ObjectNode) masking.structured(asked.params()));
    }

    private ObjectNode narrowed(ObjectNode params) {
        ObjectNode kept = json.object();
        for (Map.Entry<String, JsonNode> each : params.properties()) {
            JsonNode value = each.getValue();
            switch (each.getKey()) {
                case "data" -> kept.set("data", value.isTextual() ? text(value) : masking.structured(value));
                case "message" -> kept.set("message", text(value));
                case "progressToken" -> kept.set("progressToken", value);
                default -> {
                    boolean word = WORDS.contains(each.getKey()) && Masking.isWord(value);
                    if (word || (NUMBERS.contains(each.getKey()) && value.isNumber())) kept.set(each.getKey(), value);
                }
            }
        }
        return kept;
    }

    private TextNode text(JsonNode value) {
        return TextNode.valueOf(masking.text(value.asText()));
    }
}
