package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Cell;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.text.Table;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.History.Change;
import dev.sallyport.app.cli.work.History.Replayed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description =
                "Decides the trail's actions again under another configuration and shows what would change: what would be"
                        + " denied, permitted or held. Changes nothing. Ends with 0 whatever would change.",
        footer = {
            "  sallyport replay --config next.yaml state/trail",
            "  sallyport replay --config next.yaml --since 30d state/trail",
            "  sallyport replay --config next.yaml --json state/trail"
        })
public final class ReplayCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(
            names = {"-c", "--config"},
            paramLabel = "NEW",
            required = true,
            description = "The configuration to try.")
    private Path configuration = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "",
            description = "Show what would change from a moment (2026-01-31T12:00:00Z) or a time ago (10m, 2h, 3d) on.")
    private String since = "";

    @Parameters(paramLabel = "TRAIL", description = "The folder of the trail, or a copy of it.")
    private Path trail = Path.of("");

    @Mixin
    private final BookOptions book = new BookOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public ReplayCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Replayed replayed = shell.work()
                .history()
                .replay(
                        book.of(trail),
                        configuration,
                        Moments.of(since, shell.clock().instant()));
        if (json) shell.console().json(json(replayed));
        else print(replayed, shell.console());
        return ExitCode.OK.number();
    }

    private static void print(Replayed replayed, Console console) {
        console.line(Style.FAINT, SafeText.of(replayed.verified()));
        console.line("");
        long changed = replayed.decided() - replayed.same();
        console.line(Shapes.count(replayed.decided(), "decision") + " made again: " + replayed.same() + " the same, "
                + changed + " would change");
        if (!replayed.left().isEmpty()) console.table(RecomputedView.counts(replayed.left()));
        if (replayed.changes().isEmpty()) return;
        console.line("");
        console.table(table(replayed));
    }

    private static Table table(Replayed replayed) {
        Table table = Table.under("TIMES", "BEFORE", "AFTER", "WORKLOAD", "RESOURCE", "RULE", "WHY", "EXAMPLE");
        for (Change change : replayed.changes()) {
            table = table.row(
                    Cell.of(Long.toString(change.number())),
                    Cell.of(change.before(), Shapes.style(change.before())),
                    Cell.of(change.after(), Shapes.style(change.after())),
                    Cell.of(change.workload()),
                    Cell.of(change.resource()),
                    Cell.of(change.rule()),
                    Cell.of(change.reason()),
                    Cell.of(change.example()));
        }
        return table;
    }

    private static ObjectNode json(Replayed replayed) {
        ObjectNode json = Shapes.object()
                .put("verified", replayed.verified())
                .put("decided", replayed.decided())
                .put("same", replayed.same());
        RecomputedView.counts(replayed.left(), json.putArray("left"));
        ArrayNode changes = json.putArray("changes");
        for (Change change : replayed.changes()) {
            changes.addObject()
                    .put("before", change.before())
                    .put("after", change.after())
                    .put("rule", change.rule())
                    .put("workload", change.workload())
                    .put("resource", change.resource())
                    .put("reason", change.reason())
                    .put("number", change.number())
                    .put("example", change.example());
        }
        return json;
    }
}
