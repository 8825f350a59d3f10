package dev.sallyport.app.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.app.cli.work.History.Difference;
import dev.sallyport.app.history.Again.Plain;
import dev.sallyport.trail.line.Verdicts;
import dev.sallyport.trail.recall.RecalledDecision;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A decision against its record, bit for bit: both as the trail writes them.
final class Comparing {

    private static final List<String> FIELDS =
            List.of("verdict", "rule", "reason", "limit", "patienceMs", "masks", "charges", "evidence");

    private final ObjectMapper mapper = new ObjectMapper();

    Again of(Decision decision, RecalledDecision recorded) throws IOException {
        JsonNode again = mapper.readTree(Verdicts.json(decision));
        List<Difference> different = new ArrayList<>();
        for (String field : FIELDS) {
            JsonNode before = recorded.record().json().path(field);
            JsonNode after = again.path(field);
            if (!before.equals(after)) different.add(difference(recorded, field, before, after));
        }
        if (different.isEmpty()) return Plain.AGREES;
        return isSealed(recorded, different) ? Plain.AGREES_BUT_SEALED : new Again.Differs(different);
    }

    private static Difference difference(RecalledDecision recorded, String field, JsonNode before, JsonNode after) {
        return new Difference(recorded.record().seq(), recorded.record().request(), field, shown(before), shown(after));
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) return "nothing";
        return value.isTextual() ? value.textValue() : value.toString();
    }

    /// The note of what was not understood is sealed; everything that follows from it but its words is
    /// the same.
    private static boolean isSealed(RecalledDecision recorded, List<Difference> different) {
        return !recorded.open()
                && different.stream()
                        .allMatch(d -> d.field().equals("reason") || d.field().equals("evidence"))
                && different.stream().allMatch(d -> unworded(d.recorded()).equals(unworded(d.again())));
    }

    /// Without the words that a sealed note adds.
    private static String unworded(String text) {
        return text.replaceAll("not understood, so it cannot be allowed: .*?(?=; this was denial |$)", "not understood")
                .replaceAll(
                        "\"signal\":\"not-understood\",\"what\":\"(\\\\.|[^\"\\\\])*\"",
                        "\"signal\":\"not-understood\"");
    }
}
