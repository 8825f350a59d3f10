package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// An item of a Responses answer that asks the client for something, while it comes. For one thread.
final class HeldItem {

    /// One of its events as it will be sent.
    @SuppressWarnings("ArrayRecordComponent")
    record Part(byte[] raw, ObjectNode json) {}

    private final int index;
    private final JsonNode first;
    private final StringBuilder deltas = new StringBuilder();
    private final List<Part> events = new ArrayList<>();
    private Optional<String> said = Optional.empty();
    private long bytes;

    HeldItem(int index, ObjectNode json, SseEvent event) throws BrokenAnswerException {
        this.index = index;
        this.first = json.path("item");
        keep(json, event);
    }

    private void keep(ObjectNode json, SseEvent event) throws BrokenAnswerException {
        byte[] plain = event.plain();
        events.add(new Part(plain, json));
        bytes += plain.length;
    }

    void add(String type, ObjectNode json, SseEvent event) throws BrokenAnswerException {
        keep(json, event);
        switch (type) {
            case "response.function_call_arguments.delta", "response.custom_tool_call_input.delta" ->
                deltas.append(Json.string(json, "delta"));
            case "response.function_call_arguments.done" -> said = Optional.of(Json.string(json, "arguments"));
            case "response.custom_tool_call_input.done" -> said = Optional.of(Json.string(json, "input"));
            default -> {} // of an item that is judged by its whole
        }
    }

    /// A client may act on the deltas, on what the end of the arguments says, or on the item: they must be one.
    void mustEqual(JsonNode done) throws BrokenAnswerException {
        for (String field : List.of("type", "name", "call_id")) {
            if (!first.path(field).equals(done.path(field))) throw twice();
        }
        String type = Json.string(done, "type");
        if (!type.equals("function_call") && !type.equals("custom_tool_call")) return;
        String whole = AnswerParts.item(done).arguments();
        boolean streamed = deltas.isEmpty() || deltas.toString().equals(whole);
        if (!streamed || !said.orElse(whole).equals(whole)) throw twice();
    }

    private static BrokenAnswerException twice() {
        return new BrokenAnswerException("a tool call that is told twice and differently");
    }

    int index() {
        return index;
    }

    long bytes() {
        return bytes;
    }

    List<Part> events() {
        return List.copyOf(events);
    }
}
