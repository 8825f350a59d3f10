package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Cell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.Table;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Demo.Played;
import dev.sallyport.app.cli.work.Demo.Scenario;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Starts a PostgreSQL, a platform and the gateway on this machine, lets an agent try what it may and"
                        + " what it may not, and shows what happened. Leaves nothing behind.",
        footer = {"  sallyport demo", "  sallyport demo --json demo.json"})
public final class DemoCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write what happened to a file, as JSON.")
    private @Nullable Path file;

    public DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        Played played = shell.work().demo().play(shell.console()::note);
        if (file != null) Files.writeString(file, json(played).toPrettyString() + "\n");
        print(played, shell.console());
        return (played.asExpected() ? ExitCode.OK : ExitCode.REFUSED).number();
    }

    private static void print(Played played, Console console) {
        Table table = Table.under("", "SCENARIO", "EXPECTED", "ACTUAL", "WHAT THE GATEWAY SAID");
        for (Scenario scenario : played.scenarios()) table = table.row(row(scenario));
        console.table(table);
        console.line("");
        console.line(
                played.trailVerified() ? Style.GOOD : Style.BAD,
                "trail: " + Shapes.count(played.trailRecords(), "record") + ", "
                        + (played.trailVerified() ? "verified" : "NOT verified"));
        console.line(
                played.rolesLeft() == 0 ? Style.GOOD : Style.BAD,
                Shapes.count(played.rolesLeft(), "role") + " left at the target");
        long wrong = played.scenarios().stream().filter(s -> !s.asExpected()).count();
        console.line(
                wrong == 0 ? Style.GOOD : Style.BAD,
                Shapes.count(played.scenarios().size(), "scenario") + ", " + wrong + " not as expected");
    }

    private static Cell[] row(Scenario scenario) {
        boolean right = scenario.asExpected();
        return new Cell[] {
            new Cell(right ? "✓" : "✗", right ? Style.GOOD : Style.BAD),
            Cell.of(scenario.name()),
            Cell.of(scenario.expected()),
            Cell.of(scenario.actual(), Shapes.style(scenario.actual())),
            Cell.of(scenario.reason(), Style.FAINT)
        };
    }

    private static ObjectNode json(Played played) {
        ObjectNode json = Shapes.object();
        ArrayNode scenarios = json.putArray("scenarios");
        for (Scenario scenario : played.scenarios()) {
            scenarios
                    .addObject()
                    .put("name", scenario.name())
                    .put("expected", scenario.expected())
                    .put("actual", scenario.actual())
                    .put("reason", scenario.reason());
        }
        json.putObject("trail").put("verified", played.trailVerified()).put("records", played.trailRecords());
        return json.put("rolesLeft", played.rolesLeft());
    }
}
