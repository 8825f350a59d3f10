package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;

/// Events whose data is an object that tells its own type, as those of Anthropic and of OpenAI's Responses.
final class Events {

    private Events() {}

    /// @throws BrokenAnswerException for what is not JSON that everyone reads alike, or tells two types
    static ObjectNode json(SseEvent event) throws BrokenAnswerException {
        ObjectNode json = object(event);
        Shapes.exact(json, "event");
        boolean two = !event.type().isEmpty() && !event.type().equals(Json.string(json, "type"));
        if (two) throw new BrokenAnswerException("an event of two types");
        return json;
    }

    static ObjectNode object(SseEvent event) throws BrokenAnswerException {
        return Json.object(event.data())
                .orElseThrow(() -> new BrokenAnswerException("an event that is not JSON that everyone reads alike"));
    }

    static ObjectNode typed(String type) {
        return Json.object().put("type", type);
    }

    static byte[] write(ObjectNode json) {
        return SseEvent.write(Json.string(json, "type"), Json.text(json));
    }
}
