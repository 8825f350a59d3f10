package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Cell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.text.Table;
import dev.sallyport.app.cli.work.History.Count;
import dev.sallyport.app.cli.work.History.Difference;
import dev.sallyport.app.cli.work.History.Recomputed;
import java.util.List;

/// What became of a trail that was decided again, on a screen.
record RecomputedView(Recomputed recomputed) {

    void print(Console console) {
        console.line(Style.FAINT, SafeText.of(recomputed.verified()));
        console.line("");
        console.table(counts(recomputed.counts()));
        if (!recomputed.differences().isEmpty()) {
            console.line("");
            console.table(differences());
        }
        console.line("");
        console.line(recomputed.agrees() ? Style.GOOD : Style.BAD, verdict());
    }

    private String verdict() {
        if (recomputed.agrees()) return "every decision is what its configuration makes of it";
        return recomputed.differences().isEmpty()
                ? "not all of it could be checked"
                : "the trail says something else than its configuration";
    }

    static Table counts(List<Count> counts) {
        Table table = Table.under("DECISIONS", "RESULT", "DETAIL");
        for (Count count : counts) {
            table = table.row(Cell.of(Long.toString(count.number())), Cell.of(count.what()), Cell.of(count.detail()));
        }
        return table;
    }

    private Table differences() {
        Table table = Table.under("SEQ", "REQUEST", "FIELD", "RECORDED", "AGAIN");
        for (Difference difference : recomputed.differences()) {
            table = table.row(
                    Cell.of(Long.toString(difference.seq())),
                    Cell.of(difference.request()),
                    Cell.of(difference.field()),
                    Cell.of(difference.recorded()),
                    Cell.of(difference.again()));
        }
        return table;
    }

    ObjectNode json() {
        ObjectNode json = Shapes.object().put("agrees", recomputed.agrees()).put("verified", recomputed.verified());
        counts(recomputed.counts(), json.putArray("counts"));
        ArrayNode differences = json.putArray("differences");
        for (Difference difference : recomputed.differences()) {
            differences
                    .addObject()
                    .put("seq", difference.seq())
                    .put("request", difference.request())
                    .put("field", difference.field())
                    .put("recorded", difference.recorded())
                    .put("again", difference.again());
        }
        return json;
    }

    static void counts(List<Count> counts, ArrayNode into) {
        for (Count count : counts) {
            into.addObject()
                    .put("what", count.what())
                    .put("detail", count.detail())
                    .put("number", count.number());
        }
    }
}
