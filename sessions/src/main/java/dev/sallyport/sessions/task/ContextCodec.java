package dev.sallyport.sessions.task;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.sessions.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Contexts as they lie in the store.
final class ContextCodec {

    private ContextCodec() {}

    static byte[] write(PromptContext context) {
        ObjectNode json = Json.object();
        ArrayNode turns = json.putArray("turns");
        for (Turn turn : context.turns()) {
            turns.addObject()
                    .put("role", turn.role())
                    .put("text", turn.text())
                    .put("source", turn.source())
                    .put("tier", turn.tier().name());
        }
        return Json.bytes(json);
    }

    /// @throws IOException when it is damaged
    static PromptContext read(byte[] bytes) throws IOException {
        List<Turn> turns = new ArrayList<>();
        try {
            for (JsonNode turn : Json.read(bytes).path("turns")) {
                turns.add(new Turn(
                        turn.path("role").asText(),
                        turn.path("text").asText(),
                        turn.path("source").asText(),
                        Tier.valueOf(turn.path("tier").asText())));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("a task's context is damaged", e);
        }
        return new PromptContext(turns);
    }
}
