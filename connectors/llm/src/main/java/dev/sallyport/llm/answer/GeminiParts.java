package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// One object of Gemini's `GenerateContentResponse`: a whole answer, or a piece of one that is streamed. Calls stand in
/// it whole; one that would come in pieces (`partialArgs`) is not understood.
final class GeminiParts implements WholeAnswer.Parts {

    private static final Set<String> HARMLESS = Set.of(
            "text",
            "thought",
            "thoughtSignature",
            "inlineData",
            "fileData",
            "executableCode",
            "codeExecutionResult",
            "toolCall",
            "toolResponse",
            "videoMetadata",
            "audioTranscription",
            "partMetadata");

    private record Place(ArrayNode parts, int index, ProposedCall call) {}

    private final List<Place> places = new ArrayList<>();

    GeminiParts(JsonNode answer, Heard heard) throws BrokenAnswerException {
        Shapes.exact(answer, "answer");
        for (JsonNode candidate : Shapes.list(answer, "candidates")) {
            JsonNode parts = Shapes.list(Shapes.object(candidate, "content"), "parts");
            for (int i = 0; i < parts.size(); i++) look((ArrayNode) parts, i, heard);
        }
        JsonNode usage = answer.path("usageMetadata");
        heard.usedSoFar(counted(usage));
        for (JsonNode candidate : answer.path("candidates")) {
            if (Json.has(candidate, "finishReason")) heard.used(counted(usage));
        }
    }

    /// In the words of the other APIs.
    private static JsonNode counted(JsonNode usage) {
        if (!usage.isObject()) return usage;
        long in = usage.path("promptTokenCount").asLong()
                + usage.path("toolUsePromptTokenCount").asLong();
        long out = usage.path("candidatesTokenCount").asLong()
                + usage.path("thoughtsTokenCount").asLong();
        return Json.object().put("input_tokens", in).put("output_tokens", out);
    }

    private void look(ArrayNode parts, int index, Heard heard) throws BrokenAnswerException {
        JsonNode part = parts.get(index);
        if (!part.path("thought").asBoolean()) heard.said(Json.string(part, "text"));
        for (var names = part.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!HARMLESS.contains(name)) {
                places.add(new Place(parts, index, call(name, part.get(name))));
                return;
            }
        }
    }

    private static ProposedCall call(String kind, JsonNode call) throws BrokenAnswerException {
        if (!kind.equals("functionCall")) return new ProposedCall("", kind, Json.plain(call), false);
        Shapes.exact(call, kind);
        boolean pieces =
                Json.has(call, "partialArgs") || call.path("willContinue").asBoolean();
        if (pieces) throw new BrokenAnswerException("a tool call in pieces");
        String args = call.path("args").isObject() ? Json.plain(call.path("args")) : "";
        return new ProposedCall(Json.string(call, "id"), Json.string(call, "name"), args, false);
    }

    @Override
    public List<ProposedCall> calls() {
        return places.stream().map(Place::call).toList();
    }

    @Override
    public void replace(List<Ruling> rulings) {
        for (int i = 0; i < rulings.size(); i++) {
            if (!(rulings.get(i) instanceof Ruling.Blocked no)) continue;
            Place place = places.get(i);
            ObjectNode words = Json.object().put("text", no.notice(place.call()));
            place.parts().set(place.index(), words);
        }
    }
}
