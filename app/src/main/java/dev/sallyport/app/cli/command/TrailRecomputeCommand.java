package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.History.Recomputed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "recompute",
        description =
                "Decides every recorded action again, from a copy of the trail and the configuration alone, and says what"
                        + " agrees, bit for bit, and what differs. Ends with 1 unless all of it was checked and agrees.",
        footer = {
            "  sallyport trail recompute state/trail",
            "  sallyport trail recompute copy/trail --config copy/sallyport.yaml",
            "  sallyport trail recompute copy/trail -c before.yaml -c after.yaml --json"
        })
public final class TrailRecomputeCommand implements Callable<Integer> {

    private final Shell shell;

    @Parameters(paramLabel = "DIR", description = "The folder of the trail, or a copy of it.")
    private Path trail = Path.of("");

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "A configuration that was in force; may be repeated. Default: $$SALLYPORT_CONFIG, or"
                    + " sallyport.yaml here.")
    private List<Path> configurations = new ArrayList<>();

    @Mixin
    private final BookOptions book = new BookOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public TrailRecomputeCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        List<Path> files = configurations.isEmpty() ? List.of(new GatewayOptions(shell).file()) : configurations;
        Recomputed recomputed = shell.work().history().recompute(book.of(trail), files);
        RecomputedView view = new RecomputedView(recomputed);
        if (json) shell.console().json(view.json());
        else view.print(shell.console());
        return (recomputed.agrees() ? ExitCode.OK : ExitCode.REFUSED).number();
    }
}
