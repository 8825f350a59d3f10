package dev.sallyport.trail.recall;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import java.util.ArrayList;
import java.util.List;

/// What was said around a session, from its record.
///
/// @param fields of the record
/// @param secrets what stood sealed in it
record ContextRecall(Fields fields, JsonNode secrets) {

    List<Turn> turns() throws MalformedRecord {
        if (secrets.has("text")) return List.of(turn(fields, secrets.path("text")));
        List<Turn> turns = new ArrayList<>();
        JsonNode texts = secrets.path("texts");
        for (JsonNode each : fields.list("turns")) turns.add(turn(fields.in(each), texts.path(turns.size())));
        return turns;
    }

    private static Turn turn(Fields turn, JsonNode text) throws MalformedRecord {
        if (!text.isTextual()) throw turn.wrong("a turn without its text");
        String request = turn.json().path("request").asText("");
        return new Turn(
                turn.text("role"), text.textValue(), turn.text("source"), turn.word("tier", Tier.class), request);
    }
}
