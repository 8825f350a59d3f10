package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.List;

/// Google's Gemini (API reference, `models.streamGenerateContent` with `alt=sse`): every event is an answer of its own
/// with some parts; a call stands whole in one of them.
final class GeminiScript implements Script {

    private final Heard heard;

    GeminiScript(Heard heard) {
        this.heard = heard;
    }

    @Override
    public Step next(SseEvent event) throws BrokenAnswerException {
        ObjectNode json = Events.object(event);
        if (Json.has(json, "error")) return Step.send(event.plain());
        GeminiParts parts = new GeminiParts(json, heard);
        byte[] plain = event.plain();
        List<ProposedCall> calls = parts.calls();
        return calls.isEmpty()
                ? Step.send(plain)
                : new Step.Ask(calls, rulings -> ruled(json, parts, plain, rulings), List.of());
    }

    private List<byte[]> ruled(ObjectNode json, GeminiParts parts, byte[] plain, List<Ruling> rulings) {
        List<ProposedCall> calls = parts.calls();
        for (int i = 0; i < calls.size(); i++) heard.ruled(calls.get(i), rulings.get(i));
        if (rulings.stream().noneMatch(Ruling.Blocked.class::isInstance)) return List.of(plain);
        parts.replace(rulings);
        return List.of(SseEvent.write("", Json.text(json)));
    }

    /// It keeps nothing back but what is being judged.
    @Override
    public long held() {
        return 0;
    }

    @Override
    public List<byte[]> cut(String notice) {
        ObjectNode json = Json.object();
        ObjectNode candidate = json.putArray("candidates").addObject();
        ObjectNode content = candidate.putObject("content").put("role", "model");
        content.putArray("parts").addObject().put("text", notice);
        candidate.put("finishReason", "OTHER").put("index", 0);
        return List.of(SseEvent.write("", Json.text(json)));
    }

    @Override
    public List<byte[]> failed(String message) {
        ObjectNode json = Json.object();
        json.putObject("error").put("code", 500).put("message", message).put("status", "INTERNAL");
        return List.of(SseEvent.write("", Json.text(json)));
    }
}
