package dev.sallyport.testkit.model;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How Anthropic's Messages tell a reply. Stateless.
public final class MessagesDialect {

    private static final int PIECE = 9;

    private MessagesDialect() {}

    public static String whole(String model, ModelReply reply) {
        List<Object> content = new ArrayList<>();
        if (!reply.words().isEmpty()) content.add(Map.of("type", "text", "text", reply.words()));
        for (ModelReply.Call call : reply.calls()) content.add(use(call, parsed(call.arguments())));
        Map<String, Object> message = message(model, content, reply.input(), reply.output());
        message.put("stop_reason", reason(reply));
        return JSONObjectUtils.toJSONString(message);
    }

    private static Map<String, Object> parsed(String arguments) {
        try {
            Map<String, Object> read = JSONObjectUtils.parse(arguments);
            return read == null ? Map.of() : read;
        } catch (ParseException damaged) {
            return Map.of();
        }
    }

    /// Whole events, the last one included.
    public static List<String> events(String model, ModelReply reply) {
        List<String> events = new ArrayList<>();
        Map<String, Object> message = message(model, List.of(), reply.input(), 1);
        events.add(event("message_start", Map.of("message", message)));
        events.add(event("ping", Map.of()));
        int index = 0;
        if (!reply.words().isEmpty()) words(index++, reply.words(), events);
        for (ModelReply.Call call : reply.calls()) call(index++, call, events);
        Map<String, Object> delta = new LinkedHashMap<>();
        delta.put("stop_reason", reason(reply));
        delta.put("stop_sequence", null);
        events.add(event("message_delta", Map.of("delta", delta, "usage", Map.of("output_tokens", reply.output()))));
        events.add(event("message_stop", Map.of()));
        return events;
    }

    private static void words(int index, String words, List<String> events) {
        events.add(event("content_block_start", Map.of("index", index, "content_block", text(""))));
        for (String piece : ModelReply.pieces(words, PIECE)) {
            Map<String, Object> delta = Map.of("type", "text_delta", "text", piece);
            events.add(event("content_block_delta", Map.of("index", index, "delta", delta)));
        }
        events.add(event("content_block_stop", Map.of("index", index)));
    }

    private static void call(int index, ModelReply.Call call, List<String> events) {
        events.add(event("content_block_start", Map.of("index", index, "content_block", use(call, Map.of()))));
        for (String piece : ModelReply.pieces(call.arguments(), PIECE)) {
            Map<String, Object> delta = Map.of("type", "input_json_delta", "partial_json", piece);
            events.add(event("content_block_delta", Map.of("index", index, "delta", delta)));
        }
        events.add(event("content_block_stop", Map.of("index", index)));
    }

    private static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

    private static Map<String, Object> use(ModelReply.Call call, Map<String, Object> input) {
        Map<String, Object> use = new LinkedHashMap<>();
        use.put("type", "tool_use");
        use.put("id", call.id());
        use.put("name", call.tool());
        use.put("input", input);
        return use;
    }

    private static Map<String, Object> message(String model, List<Object> content, int input, int output) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("id", "msg_scripted");
        message.put("type", "message");
        message.put("role", "assistant");
        message.put("model", model);
        message.put("content", content);
        message.put("stop_reason", null);
        message.put("stop_sequence", null);
        message.put("usage", Map.of("input_tokens", input, "output_tokens", output));
        return message;
    }

    private static String reason(ModelReply reply) {
        return reply.calls().isEmpty() ? "end_turn" : "tool_use";
    }

    private static String event(String type, Map<String, Object> fields) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("type", type);
        data.putAll(fields);
        return "event: " + type + "\ndata: " + JSONObjectUtils.toJSONString(data) + "\n\n";
    }
}
