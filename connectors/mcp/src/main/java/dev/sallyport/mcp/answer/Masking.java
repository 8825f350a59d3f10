package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.MalformedMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes a result anew without the values of masked fields. Structured content and text that is JSON
/// keep everything but those; in any other text, and in what is no text at all, nobody can say where a
/// field's value stands, so it is withheld. What MCP does not know is left out: it could hold anything.
///
/// The same holds for texts in structured content: many servers put there once more what stands in a text.
///
/// A field is known by its name, in whatever case: a server that gives it another one shows its value.
final class Masking {

    static final String MASK = "***";
    private static final TextNode STARS = TextNode.valueOf(MASK);
    static final String WITHHELD = "[withheld: it may hold masked fields, and is not structured]";

    private static final Set<String> WORDS = Set.of("type", "mimeType", "role", "resultType", "cacheScope");
    private static final Set<String> NUMBERS = Set.of("isError", "ttlMs", "total", "hasMore");
    private static final Set<String> BLOCKS = Set.of("content", "contents", "messages", "resource");
    private static final Set<String> STRUCTURED = Set.of("structuredContent", "completion", "inputRequests");

    /// Each level of text in text doubles the backslashes of the one below: nobody means more.
    private static final int TEXTS_IN_TEXTS = 4;

    private final Set<String> fields;
    private final String asked;
    private final Json json;
    private final Set<String> withheld = new HashSet<>();

    /// @param asked the URI that was asked for, which may be said again
    Masking(Set<String> fields, String asked, Json json) {
        this.fields = fields.stream().map(Json::folded).collect(Collectors.toUnmodifiableSet());
        this.asked = asked;
        this.json = json;
    }

    ObjectNode result(ObjectNode given) {
        withhold("", given);
        return of(given);
    }

    /// Texts in which a field may stand anywhere, wherever they are said again.
    private void withhold(String name, JsonNode tree) {
        if (STRUCTURED.contains(name)) return;
        if (name.equals("text")
                && !tree.asText().isBlank()
                && text(tree.asText()).equals(WITHHELD)) withheld.add(tree.asText());
        for (Map.Entry<String, JsonNode> each : tree.properties()) withhold(each.getKey(), each.getValue());
        if (tree.isArray()) tree.forEach(each -> withhold("", each));
    }

    /// Of a result, or of a block in it.
    private ObjectNode of(ObjectNode given) {
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
                boolean word = WORDS.contains(name) && isWord(value);
                boolean number = NUMBERS.contains(name) && (value.isBoolean() || value.isIntegralNumber());
                yield word || number ? value : MissingNode.getInstance();
            }
        };
    }

    static boolean isWord(JsonNode value) {
        return value.asText().matches("[A-Za-z0-9_.+/-]{1,64}");
    }

    private JsonNode blocks(JsonNode value) {
        if (value instanceof ObjectNode object) return of(object);
        ArrayNode kept = json.object().arrayNode();
        for (JsonNode each : value) if (each instanceof ObjectNode object) kept.add(of(object));
        return kept;
    }

    /// A container without the values of fields; what is none is withheld.
    JsonNode structured(JsonNode value) {
        return value.isContainerNode() ? masked(value, 0) : TextNode.valueOf(WITHHELD);
    }

    private JsonNode masked(JsonNode tree, int level) {
        if (tree instanceof ObjectNode object) {
            ObjectNode masked = json.object();
            for (Map.Entry<String, JsonNode> each : object.properties())
                masked.set(each.getKey(), isField(each.getKey()) ? STARS : masked(each.getValue(), level));
            return masked;
        }
        if (tree instanceof ArrayNode array) {
            ArrayNode masked = array.arrayNode();
            array.forEach(each -> masked.add(masked(each, level)));
            return masked;
        }
        return tree.isTextual() ? TextNode.valueOf(value(tree.textValue(), level)) : tree;
    }

    private boolean isField(String name) {
        return fields.contains(Json.folded(name));
    }

    /// A text that looks like JSON and cannot be read in one way is hidden whole.
    private String value(String text, int level) {
        if (withheld.contains(text)) return WITHHELD;
        if (!mayHold(text)) return text;
        if (level == TEXTS_IN_TEXTS) return MASK;
        try {
            JsonNode tree = json.read(text.getBytes(StandardCharsets.UTF_8));
            return new String(json.write(masked(tree, level + 1)), StandardCharsets.UTF_8);
        } catch (MalformedMessage e) {
            return MASK;
        }
    }

    private boolean mayHold(String text) {
        if (!JsonText.looksLikeIt(text.strip())) return false;
        String folded = Json.folded(text);
        return text.contains("\\") || fields.stream().anyMatch(folded::contains);
    }

    String text(String text) {
        try {
            JsonNode tree = json.read(text.getBytes(StandardCharsets.UTF_8));
            return tree.isContainerNode() ? new String(json.write(masked(tree, 0)), StandardCharsets.UTF_8) : WITHHELD;
        } catch (MalformedMessage e) {
            return WITHHELD;
        }
    }
}
