package dev.sallyport.llm.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.sallyport.llm.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was decided about the items of one Responses answer. An item is known by all that a client could act on. For
/// one thread.
final class ResponseItems {

    private record Decided(ProposedCall call, Ruling ruling) {}

    private final Heard heard;
    private final Map<String, Decided> decided = new HashMap<>();

    ResponseItems(Heard heard) {
        this.heard = heard;
    }

    void ruled(JsonNode item, ProposedCall call, Ruling ruling) {
        decided.put(key(item), new Decided(call, ruling));
        heard.ruled(call, ruling);
    }

    /// Those that ask the client for something and were not judged yet.
    List<JsonNode> unjudged(JsonNode output) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode item : output) {
            boolean harmless = AnswerParts.harmlessItem(Json.string(item, "type"));
            if (!harmless && !decided.containsKey(key(item))) found.add(item);
        }
        return found;
    }

    /// Puts messages in the place of what was denied.
    ///
    /// @return whether there was any
    boolean replace(JsonNode output) {
        boolean changed = false;
        for (int i = 0; i < output.size(); i++) {
            Decided about = decided.get(key(output.get(i)));
            if (about != null && about.ruling() instanceof Ruling.Blocked no) {
                ((ArrayNode) output).set(i, Message.whole(output.get(i), no.notice(about.call())));
                changed = true;
            }
        }
        return changed;
    }

    private static String key(JsonNode item) {
        ProposedCall call = AnswerParts.item(item);
        return String.join(
                "\0", Json.string(item, "type"), Json.string(item, "id"), call.id(), call.tool(), call.arguments());
    }
}
