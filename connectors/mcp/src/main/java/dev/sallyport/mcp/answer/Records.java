package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.rpc.Json;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How many records a reply shows. Servers wrap lists in many ways (a list in an object in an
/// object, a text of JSON in structured content, one JSON per line), and a limit that holds for one
/// of them only is none.
final class Records {

    private static final List<String> BLOCKS = List.of("content", "contents", "messages");

    /// What is counted by itself, or asks and shows nothing.
    private static final Set<String> KNOWN =
            Set.of("content", "contents", "messages", "structuredContent", "completion", "inputRequests");

    private final Json json;

    Records(Json json) {
        this.json = json;
    }

    /// Those of its structured content, or of the JSON that its texts are; one block of content is
    /// one record otherwise. What MCP does not know comes on top.
    long in(ObjectNode result) {
        JsonNode structured = result.path("structuredContent");
        long records = structured.isTextual() || structured.isContainerNode() ? document(structured) : 0;
        JsonNode completion = result.path("completion");
        long blocks = Math.max(completion.path("values").size(), new Counted(json, 0).lists(completion));
        for (String list : BLOCKS) for (JsonNode block : result.path(list)) blocks += block(block);
        return Math.max(records, blocks) + beside(result, KNOWN);
    }

    /// Of an error; one that is a single object only says why, and shows none.
    long ofError(ObjectNode error) {
        return beside(error, Set.of());
    }

    private long beside(ObjectNode holder, Set<String> known) {
        long lists = 0;
        for (Map.Entry<String, JsonNode> each : holder.properties())
            if (!known.contains(each.getKey())) lists += Counted.several(document(each.getValue()));
        return lists;
    }

    private long block(JsonNode block) {
        JsonNode embedded = block.path("resource").path("text");
        long said = new Counted(json, 0).text((embedded.isTextual() ? embedded : block.path("text")).asText(""));
        return Math.max(said, new Counted(json, 0).lists(block));
    }

    private long document(JsonNode tree) {
        return new Counted(json, 0).document(tree);
    }
}
