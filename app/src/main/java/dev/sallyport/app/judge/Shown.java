package dev.sallyport.app.judge;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.authority.intent.proposal.Call;
import dev.sallyport.authority.intent.proposal.Proposal;
import dev.sallyport.authority.intent.proposal.Turn;
import dev.sallyport.authority.intent.session.Judge.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the judge is shown of a doubt, as JSON of ASCII: whatever a text holds, it ends no string, and it holds no
/// bracket that a server of models could take for the end of a message.
///
/// @param whole false when something of the history, or of the operator's instructions, had to be left out
record Shown(String json, boolean whole) {

    /// A longer text is cut.
    private static final int LONGEST_TEXT = 8_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .characterEscapes(new Escapes())
                    .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                    .build())
            .build();

    /// @param most characters
    /// @return empty when request and action alone are longer
    static Optional<Shown> of(Doubt doubt, int most) {
        Proposal proposal = doubt.proposal();
        ObjectNode data = MAPPER.createObjectNode();
        data.putObject("request")
                .put("tier", doubt.signed() ? "signed" : "declared")
                .put("text", proposal.request());
        call(proposal.call(), data.putObject("proposed"));
        ArrayNode doubts = data.putArray("doubts");
        doubt.judgement().why().forEach(why -> doubts.add(cut(why)));
        data.put("operator", cut(proposal.system()));
        List<JsonNode> history = new ArrayList<>();
        boolean whole = history(proposal.history(), most - text(data).length(), history);
        ArrayNode shown = data.putArray("history");
        history.reversed().forEach(shown::add);
        String json = text(data);
        return json.length() > most
                ? Optional.empty()
                : Optional.of(new Shown(json, whole && proposal.system().length() <= LONGEST_TEXT));
    }

    /// The newest first, as far as there is room.
    private static boolean history(List<Turn> turns, int room, List<JsonNode> shown) {
        boolean whole = true;
        int left = room - "\"history\":[],".length();
        for (Turn turn : turns.reversed()) {
            JsonNode node = node(turn);
            left -= text(node).length() + 1;
            if (left < 0) return false;
            shown.add(node);
            whole &= isWhole(turn);
        }
        return whole;
    }

    private static JsonNode node(Turn turn) {
        ObjectNode node = MAPPER.createObjectNode();
        switch (turn) {
            case Turn.Said said ->
                node.put("role", said.byUser() ? "user" : "agent").put("text", cut(said.text()));
            case Turn.Called called -> call(called.call(), node.put("role", "call"));
            case Turn.Returned returned ->
                node.put("role", "answer")
                        .put("tier", "untrusted")
                        .put("source", cut(returned.tool()))
                        .put("text", cut(returned.text()));
        }
        return node;
    }

    private static boolean isWhole(Turn turn) {
        return switch (turn) {
            case Turn.Said said -> said.text().length() <= LONGEST_TEXT;
            case Turn.Called _ -> true;
            case Turn.Returned returned -> returned.text().length() <= LONGEST_TEXT;
        };
    }

    private static void call(Call call, ObjectNode node) {
        node.put("tool", call.tool()).put("description", call.description());
        ArrayNode arguments = node.putArray("arguments");
        call.arguments()
                .forEach(each -> arguments.addObject().put("name", each.path()).put("value", each.text()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + " (cut)";
    }

    private static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of JSON that cannot be written", e);
        }
    }

    /// Brackets and bars frame messages in the templates of models.
    private static final class Escapes extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            for (char c : "<>|[]{}`".toCharArray()) codes[c] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        @SuppressWarnings("NullAway") // none of its own: the library asks for it only where a code says so
        public SerializableString getEscapeSequence(int ch) {
            return null;
        }
    }
}
