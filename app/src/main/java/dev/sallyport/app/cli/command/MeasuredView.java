package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Cell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.text.Table;
import dev.sallyport.app.cli.work.Bench.Figures;
import dev.sallyport.app.cli.work.Bench.Goal;
import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Figures on a screen.
record MeasuredView(Measured measured, BenchOptions options) {

    int show(Console console) throws IOException {
        Optional<Path> file = options.file();
        if (file.isPresent()) Files.writeString(file.get(), json().toPrettyString() + "\n");
        if (options.printsJson()) {
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
        Figures figures = measured.figures();
        if (figures != null) print(figures, console);
        if (!measured.goals().isEmpty() && !measured.sheets().isEmpty()) console.line("");
        for (Goal goal : measured.goals()) {
            console.line(
                    goal.met() ? Style.GOOD : Style.BAD,
                    SafeText.of((goal.met() ? "met     " : "missed  ") + goal.name() + ": " + goal.found() + ", wanted "
                            + goal.wanted()));
        }
    }

    private static void print(Figures figures, Console console) {
        console.line("");
        Table table = Table.under("FIGURE", "MEDIAN");
        for (Map.Entry<String, JsonNode> one : json(figures).properties()) {
            if (one.getValue().isNumber())
                table = table.row(Cell.of(one.getKey()), Cell.of(one.getValue().asText()));
        }
        for (Map.Entry<String, JsonNode> one : json(figures).path("ratios").properties()) {
            table = table.row(
                    Cell.of(one.getKey()),
                    Cell.of(one.getValue().isNull() ? "–" : one.getValue().asText()));
        }
        console.table(table);
        figures.notes().forEach(note -> console.line(Style.FAINT, SafeText.of(note)));
    }

    private static ObjectNode json(Figures figures) {
        ObjectNode json = Shapes.object();
        ObjectNode ratios = json.putObject("ratios");
        figures.ratios().forEach((name, ratio) -> ratios.put(name, rounded(ratio, 1000)));
        json.put("added_p50_us", rounded(figures.addedMicros(), 10));
        json.put("cpu_us_per_statement", rounded(figures.cpuMicros(), 10));
        json.put("kb_per_idle_session", rounded(figures.idleKilobytes(), 10));
        figures.notes().forEach(json.putArray("notes")::add);
        return json;
    }

    private static @Nullable Double rounded(@Nullable Double figure, int parts) {
        return figure == null ? null : Math.round(figure * parts) / (double) parts;
    }

    private ObjectNode json() {
        ObjectNode json = Shapes.object();
        Figures figures = measured.figures();
        if (figures != null) json.setAll(json(figures));
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
