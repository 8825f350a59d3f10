package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;

/// OpenAI's Responses, not streamed.
final class ResponsesAnswer implements WholeAnswer.Parts {

    private final JsonNode output;
    private final List<ProposedCall> calls = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();

    ResponsesAnswer(JsonNode response, Heard heard) throws BrokenAnswerException {
        Shapes.exact(response, "answer");
        this.output = Shapes.list(response, "output");
        for (int i = 0; i < output.size(); i++) look(output.get(i), i, heard);
    }

    private void look(JsonNode item, int place, Heard heard) {
        heard.named(Json.string(item, "id"));
        if (AnswerParts.harmlessItem(Json.string(item, "type"))) {
            heard.part();
            for (JsonNode part : item.path("content")) heard.said(Json.string(part, "text"));
            return;
        }
        calls.add(AnswerParts.item(item));
        places.add(place);
    }

    @Override
    public List<ProposedCall> calls() {
        return calls;
    }

    @Override
    public void replace(List<Ruling> rulings) {
        for (int i = 0; i < rulings.size(); i++) {
            if (!(rulings.get(i) instanceof Ruling.Blocked no)) continue;
            int place = places.get(i);
            ((ArrayNode) output).set(place, Message.whole(output.get(place), no.notice(calls.get(i))));
        }
    }
}
