package dev.sallyport.app.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.Console;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.Check.Checked;
import dev.sallyport.app.cli.work.Check.Finding;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description =
                "Finds every problem in a configuration at once, and prints what its rules mean. Opens no connection.",
        footer = {
            "  sallyport check sallyport.yaml",
            "  sallyport check --quiet sallyport.yaml && echo fine",
            "  sallyport check --json sallyport.yaml"
        })
public final class CheckCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(paramLabel = "FILE", description = "The configuration.")
    private Path configuration = Path.of("");

    @Option(
            names = {"-q", "--quiet"},
            description = "Print problems only.")
    private boolean quiet;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public CheckCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Checked checked = shell.work().check().check(configuration);
        if (json) {
            shell.console().json(json(checked));
        } else {
            print(checked);
        }
        return (checked.errors() == 0 ? ExitCode.OK : ExitCode.REFUSED).number();
    }

    private void print(Checked checked) {
        Console console = shell.console();
        checked.findings().forEach(finding -> print(finding, console));
        if (quiet) return;
        checked.resolved().forEach(sheet -> Shapes.sheet(sheet, console));
        if (!checked.resolved().isEmpty()) console.line("");
        long errors = checked.errors();
        String warnings = Shapes.count(checked.findings().size() - errors, "warning");
        console.line(errors == 0 ? Style.GOOD : Style.BAD, Shapes.count(errors, "error") + ", " + warnings);
    }

    private void print(Finding finding, Console console) {
        String place = configuration + (finding.line() > 0 ? ":" + finding.line() + ":" + finding.column() : "");
        String kind = finding.error()
                ? console.ansi().paint(Style.BAD, "error")
                : console.ansi().paint(Style.WAITING, "warning");
        String path = finding.path().isEmpty() ? "" : finding.path() + ": ";
        console.line(SafeText.of(place) + ": " + kind + ": " + SafeText.of(path + finding.message()));
    }

    private static ObjectNode json(Checked checked) {
        ObjectNode json = Shapes.object().put("errors", checked.errors());
        ArrayNode findings = json.putArray("findings");
        for (Finding finding : checked.findings()) {
            findings.addObject()
                    .put("severity", finding.error() ? "error" : "warning")
                    .put("path", finding.path())
                    .put("line", finding.line())
                    .put("column", finding.column())
                    .put("message", finding.message());
        }
        ArrayNode resolved = json.putArray("resolved");
        checked.resolved().forEach(sheet -> resolved.add(Shapes.json(sheet)));
        return json;
    }
}
