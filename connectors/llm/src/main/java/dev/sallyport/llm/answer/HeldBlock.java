package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;

/// A block of Anthropic's that asks the client for something, while it comes. For one thread.
final class HeldBlock {

    private final int index;
    private final JsonNode start;
    private final StringBuilder input = new StringBuilder();
    private final List<byte[]> raw = new ArrayList<>();
    private long bytes;

    HeldBlock(int index, JsonNode start, SseEvent event) throws BrokenAnswerException {
        this.index = index;
        this.start = start;
        keep(event);
    }

    private void keep(SseEvent event) throws BrokenAnswerException {
        byte[] plain = event.plain();
        raw.add(plain);
        bytes += plain.length;
    }

    void add(String type, ObjectNode json, SseEvent event) throws BrokenAnswerException {
        if (type.equals("content_block_delta")) {
            JsonNode delta = Shapes.object(json, "delta");
            if (!Json.string(delta, "type").equals("input_json_delta")) {
                throw new BrokenAnswerException("a tool call with other than its input");
            }
            input.append(Json.string(delta, "partial_json"));
        }
        keep(event);
    }

    /// @throws BrokenAnswerException when the start told an input and the deltas another
    ProposedCall call() throws BrokenAnswerException {
        JsonNode told = start.path("input");
        boolean early = !told.isEmpty() || (told.isValueNode() && !told.isNull());
        if (early && !input.isEmpty()) throw new BrokenAnswerException("a tool call with two inputs");
        boolean known = Json.string(start, "type").equals("tool_use");
        if (!known) return AnswerParts.block(start, start.toString() + input);
        return AnswerParts.block(start, early ? Json.plain(told) : input.toString());
    }

    int index() {
        return index;
    }

    long bytes() {
        return bytes;
    }

    List<byte[]> plain() {
        return List.copyOf(raw);
    }
}
