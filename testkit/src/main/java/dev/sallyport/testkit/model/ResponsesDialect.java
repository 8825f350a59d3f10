package dev.sallyport.testkit.model;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How OpenAI's Responses tell a reply. For one reply on one thread.
public final class ResponsesDialect {

    private static final int PIECE = 8;

    private final String model;
    private final ModelReply reply;
    private final String id;
    private final List<String> events = new ArrayList<>();

    private ResponsesDialect(String model, ModelReply reply, String id) {
        this.model = model;
        this.reply = reply;
        this.id = id;
    }

    public static String whole(String model, ModelReply reply, String id) {
        return JSONObjectUtils.toJSONString(new ResponsesDialect(model, reply, id).response("completed"));
    }

    /// Whole events, the last one included.
    public static List<String> events(String model, ModelReply reply, String id) {
        ResponsesDialect dialect = new ResponsesDialect(model, reply, id);
        dialect.tell();
        return dialect.events;
    }

    private void tell() {
        event("response.created", Map.of("response", begun()));
        event("response.in_progress", Map.of("response", begun()));
        int index = 0;
        if (!reply.words().isEmpty()) words(index++);
        for (ModelReply.Call call : reply.calls()) call(index++, call);
        event("response.completed", Map.of("response", response("completed")));
    }

    private void words(int index) {
        String item = "msg_" + index;
        event(
                "response.output_item.added",
                Map.of("output_index", index, "item", message(item, "in_progress", List.of())));
        content("response.content_part.added", index, item, Map.of("part", part("")));
        for (String piece : ModelReply.pieces(reply.words(), PIECE)) {
            content("response.output_text.delta", index, item, Map.of("delta", piece, "logprobs", List.of()));
        }
        content("response.output_text.done", index, item, Map.of("text", reply.words(), "logprobs", List.of()));
        content("response.content_part.done", index, item, Map.of("part", part(reply.words())));
        Map<String, Object> done = message(item, "completed", List.of(part(reply.words())));
        event("response.output_item.done", Map.of("output_index", index, "item", done));
    }

    private void call(int index, ModelReply.Call call) {
        String item = "fc_" + call.id();
        event("response.output_item.added", Map.of("output_index", index, "item", call(call, "", "in_progress")));
        for (String piece : ModelReply.pieces(call.arguments(), PIECE)) {
            event(
                    "response.function_call_arguments.delta",
                    Map.of("item_id", item, "output_index", index, "delta", piece));
        }
        event(
                "response.function_call_arguments.done",
                Map.of("item_id", item, "output_index", index, "name", call.tool(), "arguments", call.arguments()));
        Map<String, Object> done = call(call, call.arguments(), "completed");
        event("response.output_item.done", Map.of("output_index", index, "item", done));
    }

    private void content(String type, int index, String item, Map<String, Object> more) {
        Map<String, Object> fields = new LinkedHashMap<>(more);
        fields.put("item_id", item);
        fields.put("output_index", index);
        fields.put("content_index", 0);
        event(type, fields);
    }

    private void event(String type, Map<String, Object> fields) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", type);
        data.putAll(fields);
        data.put("sequence_number", events.size());
        events.add("event: " + type + "\ndata: " + JSONObjectUtils.toJSONString(data) + "\n\n");
    }

    private Map<String, Object> begun() {
        Map<String, Object> response = response("in_progress");
        response.put("output", List.of());
        response.put("usage", null);
        return response;
    }

    private Map<String, Object> response(String status) {
        List<Object> output = new ArrayList<>();
        if (!reply.words().isEmpty()) output.add(message("msg_0", "completed", List.of(part(reply.words()))));
        for (ModelReply.Call call : reply.calls()) output.add(call(call, call.arguments(), "completed"));
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("id", id);
        response.put("object", "response");
        response.put("created_at", 1_700_000_000);
        response.put("status", status);
        response.put("error", null);
        response.put("incomplete_details", null);
        response.put("instructions", null);
        response.put("model", model);
        response.put("output", output);
        response.put("parallel_tool_calls", true);
        response.put("tool_choice", "auto");
        response.put("tools", List.of());
        response.put("usage", usage());
        return response;
    }

    private Map<String, Object> usage() {
        return Map.of(
                "input_tokens", reply.input(),
                "input_tokens_details", Map.of("cached_tokens", 0),
                "output_tokens", reply.output(),
                "output_tokens_details", Map.of("reasoning_tokens", 0),
                "total_tokens", reply.input() + reply.output());
    }

    private static Map<String, Object> message(String id, String status, List<Object> content) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", id);
        item.put("type", "message");
        item.put("status", status);
        item.put("role", "assistant");
        item.put("content", content);
        return item;
    }

    private static Map<String, Object> part(String text) {
        return Map.of("type", "output_text", "text", text, "annotations", List.of());
    }

    private static Map<String, Object> call(ModelReply.Call call, String arguments, String status) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("id", "fc_" + call.id());
        item.put("type", "function_call");
        item.put("status", status);
        item.put("call_id", call.id());
        item.put("name", call.tool());
        item.put("arguments", arguments);
        return item;
    }
}
