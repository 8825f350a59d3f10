package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;

/// OpenAI's chat completions, not streamed.
final class ChatAnswer implements WholeAnswer.Parts {

    /// @param call as it stands in the answer; of the old API, the field of that name
    private record Place(ObjectNode choice, JsonNode call, ProposedCall proposed) {}

    private final List<Place> places = new ArrayList<>();

    ChatAnswer(JsonNode answer, Heard heard) throws BrokenAnswerException {
        Shapes.exact(answer, "answer");
        for (JsonNode choice : Shapes.list(answer, "choices")) {
            JsonNode message = Shapes.object(choice, "message");
            heard.part();
            heard.said(Json.string(message, "content"));
            if (choice instanceof ObjectNode its) look(its, message);
        }
    }

    private void look(ObjectNode choice, JsonNode message) throws BrokenAnswerException {
        for (JsonNode call : Shapes.list(message, "tool_calls")) {
            boolean free = call.has("custom");
            add(choice, call, Json.string(call, "id"), Shapes.object(call, free ? "custom" : "function"), free);
        }
        JsonNode old = Shapes.object(message, "function_call");
        if (old.isObject()) add(choice, old, "", old, false);
    }

    private void add(ObjectNode choice, JsonNode node, String id, JsonNode call, boolean free) {
        JsonNode input = call.path(free ? "input" : "arguments");
        String arguments = input.isContainerNode() ? Json.plain(input) : input.asText("");
        places.add(new Place(choice, node, new ProposedCall(id, Json.string(call, "name"), arguments, free)));
    }

    @Override
    public List<ProposedCall> calls() {
        return places.stream().map(Place::proposed).toList();
    }

    @Override
    public void replace(List<Ruling> rulings) {
        for (int i = 0; i < rulings.size(); i++) {
            if (rulings.get(i) instanceof Ruling.Blocked no) replace(places.get(i), no);
        }
    }

    private static void replace(Place place, Ruling.Blocked no) {
        ObjectNode message = (ObjectNode) place.choice().path("message");
        String words = Json.string(message, "content");
        message.put("content", (words.isEmpty() ? "" : words + "\n") + no.notice(place.proposed()));
        if (place.call().equals(message.get("function_call"))) message.remove("function_call");
        if (message.get("tool_calls") instanceof ArrayNode calls) {
            removed(calls, place.call());
            if (calls.isEmpty()) message.remove("tool_calls");
        }
        boolean left =
                message.has("tool_calls") || message.path("function_call").isObject();
        if (!left) place.choice().put("finish_reason", "stop");
    }

    private static void removed(ArrayNode calls, JsonNode call) {
        for (int i = 0; i < calls.size(); i++) {
            if (!calls.get(i).equals(call)) continue;
            calls.remove(i);
            return;
        }
    }
}
