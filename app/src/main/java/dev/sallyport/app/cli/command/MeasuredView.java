package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.Bench.Goal;
import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.ExitCode;

/// Figures on a screen.
record MeasuredView(Measured measured, BenchOptions options) {

    int show(Console console) {
        if (options.json) {
            console.json(json());
        } else {
            print(console);
        }
        boolean missed = measured.goals().stream().anyMatch(goal -> !goal.met());
        return (missed && options.asserting ? ExitCode.REFUSED : ExitCode.OK).number();
    }

    private void print(Console console) {
        measured.conditions().forEach(condition -> console.line(Style.FAINT, SafeText.of(condition)));
        measured.sheets().forEach(sheet -> Shapes.sheet(sheet, console));
        if (!measured.goals().isEmpty() && !measured.sheets().isEmpty()) console.line("");
        for (Goal goal : measured.goals()) {
            console.line(
                    goal.met() ? Style.GOOD : Style.BAD,
                    SafeText.of((goal.met() ? "met     " : "missed  ") + goal.name() + ": " + goal.found() + ", wanted "
                            + goal.wanted()));
        }
    }

    private ObjectNode json() {
        ObjectNode json = Shapes.object();
        measured.conditions().forEach(json.putArray("conditions")::add);
        ArrayNode sheets = json.putArray("sheets");
        measured.sheets().forEach(sheet -> sheets.add(Shapes.json(sheet)));
        ArrayNode goals = json.putArray("goals");
        for (Goal goal : measured.goals()) {
            goals.addObject()
                    .put("name", goal.name())
                    .put("wanted", goal.wanted())
                    .put("found", goal.found())
                    .put("met", goal.met());
        }
        return json;
    }
}
