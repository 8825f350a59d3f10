package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.MalformedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/// Makes a result anew without the values of masked fields. Structured content and text that is JSON
/// keep everything but
/// those; in any other text, and in what is no text at all, nobody can say where a field's value
/// stands, so it is
/// withheld. What MCP does not know is left out: it could hold anything.
///
/// A field is known by its name: a server that gives it another one shows its value.
final class Masking {

    static final String MASK = "***";
    static final String WITHHELD = "[withheld: it may hold masked fields, and is not structured]";

    private static final Set<String> WORDS = Set.of("type", "mimeType", "role", "resultType", "cacheScope");
    private static final Set<String> NUMBERS = Set.of("isError", "ttlMs", "total", "hasMore");
    private static final Set<String> BLOCKS = Set.of("content", "contents", "messages", "resource");
    private static final Set<String> STRUCTURED = Set.of("structuredContent", "completion", "inputRequests");

    private final Set<String> fields;
    private final String asked;
    private final Json json;

    /// @param asked the URI that was asked for, which may be said again
    Masking(Set<String> fields, String asked, Json json) {
        this.fields = fields;
        this.asked = asked;
        this.json = json;
    }

    /// Of a result, or of a block in it.
    ObjectNode of(ObjectNode given) {
        ObjectNode kept = json.object();
        for (Map.Entry<String, JsonNode> each : given.properties()) {
            JsonNode value = member(each.getKey(), each.getValue());
            if (!value.isMissingNode()) kept.set(each.getKey(), value);
        }
        return kept;
    }

    private JsonNode member(String name, JsonNode value) {
        if (BLOCKS.contains(name)) return blocks(value);
        if (STRUCTURED.contains(name)) return structured(value);
        return switch (name) {
            case "text" -> TextNode.valueOf(text(value.asText()));
            case "data", "blob" -> TextNode.valueOf("");
            case "requestState" -> value;
            case "uri" -> TextNode.valueOf(value.asText().equals(asked) ? asked : WITHHELD);
            default -> {
                boolean word = WORDS.contains(name) && value.asText().matches("[A-Za-z0-9_.+/-]{1,64}");
                boolean number = NUMBERS.contains(name) && (value.isBoolean() || value.isIntegralNumber());
                yield word || number ? value : MissingNode.getInstance();
            }
        };
    }

    private JsonNode blocks(JsonNode value) {
        if (value instanceof ObjectNode object) return of(object);
        ArrayNode kept = json.object().arrayNode();
        for (JsonNode each : value) if (each instanceof ObjectNode object) kept.add(of(object));
        return kept;
    }

    private JsonNode structured(JsonNode value) {
        if (!value.isContainerNode()) return TextNode.valueOf(WITHHELD);
        JsonNode copy = value.deepCopy();
        mask(copy);
        return copy;
    }

    private void mask(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> each : object.properties()) {
                if (fields.contains(each.getKey())) each.setValue(TextNode.valueOf(MASK));
                else mask(each.getValue());
            }
        } else if (tree instanceof ArrayNode array) {
            array.forEach(this::mask);
        }
    }

    private String text(String text) {
        try {
            JsonNode tree = json.read(text.getBytes(StandardCharsets.UTF_8));
            if (!tree.isContainerNode()) return WITHHELD;
            mask(tree);
            return new String(json.write(tree), StandardCharsets.UTF_8);
        } catch (MalformedMessage e) {
            return WITHHELD;
        }
    }
}
