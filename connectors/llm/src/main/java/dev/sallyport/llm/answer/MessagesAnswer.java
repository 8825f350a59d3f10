package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.List;

/// Anthropic's Messages, not streamed.
final class MessagesAnswer implements WholeAnswer.Parts {

    private final ObjectNode message;
    private final List<ProposedCall> calls = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();

    MessagesAnswer(ObjectNode message, Heard heard) throws BrokenAnswerException {
        this.message = message;
        Shapes.exact(message, "answer");
        JsonNode content = Shapes.list(message, "content");
        for (int i = 0; i < content.size(); i++) look(content.get(i), i, heard);
    }

    private void look(JsonNode block, int place, Heard heard) {
        String type = Json.string(block, "type");
        if (AnswerParts.harmlessBlock(type)) {
            heard.part();
            heard.said(Json.string(block, "text"));
            return;
        }
        calls.add(AnswerParts.block(block, Json.plain(type.equals("tool_use") ? block.path("input") : block)));
        places.add(place);
    }

    @Override
    public List<ProposedCall> calls() {
        return calls;
    }

    @Override
    public void replace(List<Ruling> rulings) {
        ArrayNode content = (ArrayNode) message.path("content");
        boolean left = false;
        for (int i = 0; i < rulings.size(); i++) {
            switch (rulings.get(i)) {
                case Ruling.Released _ -> left = true;
                case Ruling.Blocked no -> content.set(places.get(i), text(no.notice(calls.get(i))));
            }
        }
        if (!left && Json.string(message, "stop_reason").equals("tool_use")) message.put("stop_reason", "end_turn");
    }

    private static ObjectNode text(String words) {
        return Json.object().put("type", "text").put("text", words);
    }
}
