package dev.sallyport.testkit.model;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How OpenAI's chat completions tell a reply. Stateless.
public final class ChatDialect {

    private static final int PIECE = 7;

    private ChatDialect() {}

    public static String whole(String model, ModelReply reply) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("role", "assistant");
        message.put("content", reply.words().isEmpty() && !reply.calls().isEmpty() ? null : reply.words());
        message.put("refusal", null);
        if (!reply.calls().isEmpty())
            message.put(
                    "tool_calls", reply.calls().stream().map(ChatDialect::call).toList());
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("message", message);
        choice.put("logprobs", null);
        choice.put("finish_reason", reason(reply));
        Map<String, Object> whole = frame("chat.completion", model);
        whole.put("choices", List.of(choice));
        whole.put("usage", usage(reply));
        return JSONObjectUtils.toJSONString(whole);
    }

    /// Whole events, the last one included.
    ///
    /// @param usage whether the last but one tells the tokens
    public static List<String> events(String model, ModelReply reply, boolean usage) {
        List<String> events = new ArrayList<>();
        Map<String, Object> first = new LinkedHashMap<>();
        first.put("role", "assistant");
        first.put("content", "");
        events.add(chunk(model, first, null));
        for (String piece : ModelReply.pieces(reply.words(), PIECE)) {
            events.add(chunk(model, Map.of("content", piece), null));
        }
        for (int i = 0; i < reply.calls().size(); i++)
            call(model, i, reply.calls().get(i), events);
        events.add(chunk(model, Map.of(), reason(reply)));
        if (usage) {
            Map<String, Object> last = frame("chat.completion.chunk", model);
            last.put("choices", List.of());
            last.put("usage", usage(reply));
            events.add(event(last));
        }
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static void call(String model, int index, ModelReply.Call call, List<String> events) {
        Map<String, Object> start = call(call);
        start.put("index", index);
        start.put("function", new LinkedHashMap<>(Map.of("name", call.tool(), "arguments", "")));
        events.add(chunk(model, Map.of("tool_calls", List.of(start)), null));
        for (String piece : ModelReply.pieces(call.arguments(), PIECE)) {
            Map<String, Object> delta = Map.of("index", index, "function", Map.of("arguments", piece));
            events.add(chunk(model, Map.of("tool_calls", List.of(delta)), null));
        }
    }

    private static Map<String, Object> call(ModelReply.Call call) {
        Map<String, Object> made = new LinkedHashMap<>();
        made.put("id", call.id());
        made.put("type", "function");
        made.put("function", Map.of("name", call.tool(), "arguments", call.arguments()));
        return made;
    }

    private static String chunk(String model, Map<String, Object> delta, @Nullable String reason) {
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("index", 0);
        choice.put("delta", delta);
        choice.put("logprobs", null);
        choice.put("finish_reason", reason);
        Map<String, Object> chunk = frame("chat.completion.chunk", model);
        chunk.put("choices", List.of(choice));
        return event(chunk);
    }

    private static Map<String, Object> frame(String object, String model) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("id", "chatcmpl-scripted");
        frame.put("object", object);
        frame.put("created", 1_700_000_000);
        frame.put("model", model);
        return frame;
    }

    private static Map<String, Object> usage(ModelReply reply) {
        return Map.of(
                "prompt_tokens", reply.input(),
                "completion_tokens", reply.output(),
                "total_tokens", reply.input() + reply.output());
    }

    private static String reason(ModelReply reply) {
        return reply.calls().isEmpty() ? "stop" : "tool_calls";
    }

    private static String event(Map<String, Object> data) {
        return "data: " + JSONObjectUtils.toJSONString(data) + "\n\n";
    }
}
