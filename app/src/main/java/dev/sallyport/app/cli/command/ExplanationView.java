package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Cell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.text.Table;
import dev.sallyport.app.cli.work.Explain.Effect;
import dev.sallyport.app.cli.work.Explain.Explanation;
import dev.sallyport.app.cli.work.Explain.Step;

/// An explanation on a screen.
record ExplanationView(Explanation explanation) {

    void print(Console console) {
        console.line(Style.HEADING, "understood as");
        if (explanation.operations().isEmpty()) {
            console.line(Style.BAD, "nothing: the statement was not understood");
        } else {
            console.table(effects());
        }
        console.line("");
        console.line(Style.HEADING, "asked");
        console.table(steps());
        console.line("");
        explanation.notes().forEach(note -> console.line(Style.FAINT, "note: " + SafeText.of(note)));
        console.line(
                Shapes.style(explanation.verdict()),
                SafeText.of(explanation.verdict() + " by " + explanation.rule() + ": " + explanation.reason()));
    }

    private Table effects() {
        Table table = Table.under("VERB", "RESOURCE", "FIELDS", "SCOPE", "LABELS");
        for (Effect effect : explanation.operations()) {
            table = table.row(
                    Cell.of(effect.verb()),
                    Cell.of(effect.resource()),
                    Cell.of(effect.fields()),
                    Cell.of(effect.scope()),
                    Cell.of(effect.labels()));
        }
        return table;
    }

    private Table steps() {
        Table table = Table.under("DOOR", "VERDICT", "RULE", "WHY");
        for (Step step : explanation.steps()) {
            table = table.row(
                    Cell.of(step.door()),
                    Cell.of(step.verdict(), Shapes.style(step.verdict())),
                    Cell.of(step.rule()),
                    Cell.of(step.detail()));
        }
        return table;
    }

    ObjectNode json() {
        ObjectNode json = Shapes.object()
                .put("verdict", explanation.verdict())
                .put("rule", explanation.rule())
                .put("reason", explanation.reason());
        ArrayNode operations = json.putArray("operations");
        for (Effect effect : explanation.operations()) {
            operations
                    .addObject()
                    .put("verb", effect.verb())
                    .put("resource", effect.resource())
                    .put("fields", effect.fields())
                    .put("scope", effect.scope())
                    .put("labels", effect.labels());
        }
        ArrayNode steps = json.putArray("steps");
        for (Step step : explanation.steps()) {
            steps.addObject()
                    .put("door", step.door())
                    .put("verdict", step.verdict())
                    .put("rule", step.rule())
                    .put("detail", step.detail());
        }
        explanation.notes().forEach(json.putArray("notes")::add);
        return json;
    }
}
