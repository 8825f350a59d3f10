package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.llm.json.Json;
import java.util.List;

/// A message in the place of an item of a Responses answer that was denied.
final class Message {

    private Message() {}

    /// As if the model had said it at the item's place.
    static List<ObjectNode> events(int index, JsonNode denied, String words) {
        ObjectNode added = event("response.output_item.added", index);
        added.set("item", item(denied, "in_progress"));
        ObjectNode begun = content("response.content_part.added", index, denied);
        begun.set("part", part(""));
        ObjectNode delta = content("response.output_text.delta", index, denied);
        delta.put("delta", words).putArray("logprobs");
        ObjectNode text = content("response.output_text.done", index, denied);
        text.put("text", words).putArray("logprobs");
        ObjectNode ended = content("response.content_part.done", index, denied);
        ended.set("part", part(words));
        ObjectNode done = event("response.output_item.done", index);
        done.set("item", whole(denied, words));
        return List.of(added, begun, delta, text, ended, done);
    }

    private static ObjectNode event(String type, int index) {
        return Events.typed(type).put("output_index", index);
    }

    private static ObjectNode content(String type, int index, JsonNode denied) {
        return event(type, index).put("item_id", id(denied)).put("content_index", 0);
    }

    static ObjectNode whole(JsonNode denied, String words) {
        ObjectNode item = item(denied, "completed");
        item.withArray("content").add(part(words));
        return item;
    }

    private static ObjectNode item(JsonNode denied, String status) {
        ObjectNode item = Json.object();
        item.put("id", id(denied)).put("type", "message").put("status", status).put("role", "assistant");
        item.putArray("content");
        return item;
    }

    private static ObjectNode part(String words) {
        ObjectNode part = Json.object().put("type", "output_text").put("text", words);
        part.putArray("annotations");
        return part;
    }

    private static String id(JsonNode denied) {
        return "msg_denied_" + Json.string(denied, "id");
    }
}
