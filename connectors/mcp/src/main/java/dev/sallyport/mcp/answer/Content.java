package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.rpc.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;

/// The content of a result, as an agent gets to see it: of a tool's (`content`, `structuredContent`), a
/// resource's (`contents`), a prompt's (`messages`), a completion's.
final class Content {

    private static final int LONGEST_TURN = 64 * 1024;
    /// Bytes in Base64, and words of the protocol.
    private static final Set<String> UNTOLD =
            Set.of("data", "blob", "type", "mimeType", "role", "resultType", "cacheScope");

    private Content() {}

    /// Every text in it, wherever it stands; structured content as one text of JSON.
    static void tell(ObjectNode result, Json json, Consumer<String> told) {
        for (Map.Entry<String, JsonNode> each : result.properties()) {
            if (each.getKey().equals("structuredContent"))
                told(new String(json.write(each.getValue()), StandardCharsets.UTF_8), told);
            else texts(each.getKey(), each.getValue(), told);
        }
    }

    /// What the entries of a list say of themselves: a model reads it, and a server can write there
    /// what it likes.
    static String descriptions(ObjectNode list) {
        StringJoiner said = new StringJoiner("\n");
        for (JsonNode entries : list)
            for (JsonNode entry : entries)
                if (entry.path("description").isTextual())
                    said.add(entry.path("name").asText("") + ": "
                            + entry.path("description").textValue());
        return said.length() <= LONGEST_TURN ? said.toString() : said.toString().substring(0, LONGEST_TURN);
    }

    private static void texts(String name, JsonNode tree, Consumer<String> told) {
        if (UNTOLD.contains(name)) return;
        if (tree.isTextual()) told(tree.textValue(), told);
        for (Map.Entry<String, JsonNode> each : tree.properties()) texts(each.getKey(), each.getValue(), told);
        if (tree.isArray()) tree.forEach(each -> texts(name, each, told));
    }

    private static void told(String text, Consumer<String> told) {
        if (!text.isEmpty()) told.accept(text.length() <= LONGEST_TURN ? text : text.substring(0, LONGEST_TURN));
    }
}
