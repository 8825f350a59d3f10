package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.MalformedMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/// Replaces the values of masked fields, wherever in a structured answer they stand. Text that is JSON
/// is masked inside;
/// in any other text, and in what is no text at all, nobody can say where a field's value stands, so it
/// is withheld.
final class Masking {

    static final String MASK = "***";
    static final String WITHHELD = "[withheld: it may hold masked fields, and is not structured]";

    private final Set<String> fields;
    private final Json json;

    Masking(Set<String> fields, Json json) {
        this.fields = fields;
        this.json = json;
    }

    boolean any() {
        return !fields.isEmpty();
    }

    /// Changes the tree in place.
    void mask(JsonNode tree) {
        if (tree instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> each : object.properties()) {
                if (fields.contains(each.getKey())) each.setValue(TextNode.valueOf(MASK));
                else mask(each.getValue());
            }
        } else if (tree instanceof ArrayNode array) {
            array.forEach(this::mask);
        }
    }

    String masked(String text) {
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
