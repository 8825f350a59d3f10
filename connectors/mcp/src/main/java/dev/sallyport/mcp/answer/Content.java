package dev.sallyport.mcp.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.mcp.rpc.Json;
import dev.sallyport.mcp.rpc.MalformedMessage;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// The content of a result: of a tool's (`content`, `structuredContent`), a resource's (`contents`), a
/// prompt's
/// (`messages`), a completion's. Masked in place, and every text in it told.
final class Content {

    private static final int LONGEST_TURN = 64 * 1024;

    private final Masking masking;
    private final Json json;
    private final Consumer<String> tell;

    /// @param tell each text, as the agent gets to see it
    Content(Masking masking, Json json, Consumer<String> tell) {
        this.masking = masking;
        this.json = json;
        this.tell = tell;
    }

    void pass(ObjectNode result) {
        result.path("content").forEach(this::block);
        result.path("contents").forEach(this::resource);
        for (JsonNode message : result.path("messages")) {
            if (message.path("content").isArray()) message.path("content").forEach(this::block);
            else block(message.path("content"));
        }
        structured(result, "structuredContent");
        structured(result, "completion");
        words(result.path("description"));
    }

    private void structured(ObjectNode result, String member) {
        JsonNode tree = result.path(member);
        if (tree.isMissingNode()) return;
        if (tree.isContainerNode()) masking.mask(tree);
        else if (masking.any()) result.put(member, Masking.WITHHELD);
        told(new String(json.write(result.path(member)), StandardCharsets.UTF_8));
    }

    /// One content block; an embedded resource is a resource, a link shows what it says of itself.
    private void block(JsonNode block) {
        if (!(block instanceof ObjectNode object)) return;
        switch (object.path("type").asText("")) {
            case "text" -> text(object, "text");
            case "image", "audio" -> binary(object, "data");
            case "resource" -> resource(object.path("resource"));
            default -> {
                if (masking.any()) masking.mask(object);
                words(object);
            }
        }
    }

    private void resource(JsonNode resource) {
        if (!(resource instanceof ObjectNode object)) return;
        text(object, "text");
        binary(object, "blob");
    }

    private void text(ObjectNode in, String member) {
        if (!in.path(member).isTextual()) return;
        String text = in.path(member).textValue();
        String shown = masking.any() ? masking.masked(text) : text;
        in.put(member, shown);
        told(shown);
    }

    private void binary(ObjectNode in, String member) {
        if (in.path(member).isTextual() && masking.any()) in.put(member, "");
    }

    /// Every text in something that has no form of its own here.
    private void words(JsonNode tree) {
        if (tree.isTextual()) told(tree.textValue());
        else tree.forEach(this::words);
    }

    private void told(String text) {
        if (!text.isEmpty()) tell.accept(text.length() <= LONGEST_TURN ? text : text.substring(0, LONGEST_TURN));
    }

    /// How many records a result shows: the elements of its structured content, or of the JSON that its
    /// text is; one
    /// block of content is one record otherwise.
    static long records(JsonNode result, Json json) {
        JsonNode structured = result.path("structuredContent");
        if (structured.isContainerNode()) return elements(structured);
        long records = 0;
        for (String list : new String[] {"content", "contents", "messages"})
            for (JsonNode block : result.path(list)) records += block(block, json);
        return records + result.path("completion").path("values").size();
    }

    private static long block(JsonNode block, Json json) {
        JsonNode text = block.path("resource").path("text").isTextual()
                ? block.path("resource").path("text")
                : block.path("text");
        if (!text.isTextual()
                || text.textValue().isBlank()
                || "[{".indexOf(text.textValue().stripLeading().charAt(0)) < 0) return 1;
        try {
            return elements(json.read(text.textValue().getBytes(StandardCharsets.UTF_8)));
        } catch (MalformedMessage e) {
            return 1;
        }
    }

    /// An array has its elements; an object those of its longest array, or is one record itself.
    private static long elements(JsonNode tree) {
        if (tree instanceof ArrayNode array) return array.size();
        long longest = 1;
        for (JsonNode each : tree) if (each.isArray()) longest = Math.max(longest, each.size());
        return longest;
    }
}
