package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.MalformedMessage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// How many records a result shows. Servers wrap lists in many ways (a list in an object in an object,
/// a text of JSON in structured content, one JSON per line), and a limit that holds for one of them
/// only is none.
final class Records {

    private static final int TEXTS_IN_TEXTS = 4;

    private final Json json;

    Records(Json json) {
        this.json = json;
    }

    /// Those of its structured content, or of the JSON that its texts are; one block of content is one record
    /// otherwise.
    long in(JsonNode result) {
        JsonNode structured = result.path("structuredContent");
        long records = structured.isTextual() || structured.isContainerNode() ? all(structured, 0) : 0;
        long blocks = result.path("completion").path("values").size();
        for (String list : List.of("content", "contents", "messages"))
            for (JsonNode block : result.path(list)) blocks += block(block);
        return Math.max(records, blocks);
    }

    private long block(JsonNode block) {
        JsonNode embedded = block.path("resource").path("text");
        return text((embedded.isTextual() ? embedded : block.path("text")).asText(""), 0);
    }

    /// An array has its elements; an object those of its own longest array, or the rows of the longest anywhere below.
    private long all(JsonNode tree, int level) {
        if (tree instanceof ArrayNode array) return array.size();
        long longest = rows(tree, false, level);
        for (JsonNode each : tree) if (each.isArray()) longest = Math.max(longest, each.size());
        return longest;
    }

    /// Objects, and in an array that is in no other one arrays: what is neither can be a mere detail of a record.
    private long rows(JsonNode tree, boolean inArray, int level) {
        if (tree.isTextual()) return text(tree.textValue(), level);
        long own = 0;
        long most = 1;
        for (JsonNode each : tree) {
            if (tree.isArray() && (each.isObject() || (each.isArray() && !inArray))) own++;
            most = Math.max(most, rows(each, inArray || tree.isArray(), level));
        }
        return Math.max(most, own);
    }

    private long text(String text, int level) {
        String stripped = text.strip();
        if (level == TEXTS_IN_TEXTS || !JsonText.looksLikeIt(stripped)) return 1;
        try {
            return all(json.read(stripped.getBytes(StandardCharsets.UTF_8)), level + 1);
        } catch (MalformedMessage e) {
            return lines(stripped);
        }
    }

    private static long lines(String text) {
        return Math.max(1, text.lines().filter(JsonText::looksLikeIt).count());
    }
}
