package dev.sallyport.testkit.model;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How Google's Gemini tells a reply. Stateless.
public final class GeminiDialect {

    private static final int PIECE = 11;

    private GeminiDialect() {}

    public static String whole(String model, ModelReply reply) {
        List<Object> parts = new ArrayList<>();
        if (!reply.words().isEmpty()) parts.add(Map.of("text", reply.words()));
        for (ModelReply.Call call : reply.calls()) parts.add(part(call));
        return JSONObjectUtils.toJSONString(answer(model, parts, reply, true));
    }

    /// Whole events, the last one included.
    public static List<String> events(String model, ModelReply reply) {
        List<String> events = new ArrayList<>();
        for (String piece : ModelReply.pieces(reply.words(), PIECE)) {
            events.add(event(answer(model, List.of(Map.of("text", piece)), reply, false)));
        }
        List<Object> calls = new ArrayList<>();
        for (ModelReply.Call call : reply.calls()) calls.add(part(call));
        if (calls.isEmpty()) calls.add(Map.of("text", ""));
        events.add(event(answer(model, calls, reply, true)));
        return events;
    }

    private static Map<String, Object> part(ModelReply.Call call) {
        return Map.of("functionCall", Map.of("id", call.id(), "name", call.tool(), "args", parsed(call.arguments())));
    }

    private static Map<String, Object> parsed(String arguments) {
        try {
            Map<String, Object> read = JSONObjectUtils.parse(arguments);
            return read == null ? Map.of() : read;
        } catch (ParseException damaged) {
            return Map.of();
        }
    }

    private static Map<String, Object> answer(String model, List<Object> parts, ModelReply reply, boolean last) {
        Map<String, Object> candidate = new LinkedHashMap<>();
        candidate.put("content", Map.of("role", "model", "parts", parts));
        if (last) candidate.put("finishReason", "STOP");
        candidate.put("index", 0);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("candidates", List.of(candidate));
        answer.put(
                "usageMetadata",
                Map.of(
                        "promptTokenCount",
                        reply.input(),
                        "candidatesTokenCount",
                        last ? reply.output() : 1,
                        "totalTokenCount",
                        reply.input() + (last ? reply.output() : 1)));
        answer.put("modelVersion", model);
        answer.put("responseId", "gemini-scripted");
        return answer;
    }

    private static String event(Map<String, Object> data) {
        return "data: " + JSONObjectUtils.toJSONString(data) + "\r\n\r\n";
    }
}
