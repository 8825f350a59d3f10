package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.text.Ansi.Style;
import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.TrailBook.Verified;
import dev.sallyport.app.cli.work.Whereabouts.Places;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "verify",
        description =
                "Proves that no record was changed, removed or added, or says where. A tail that was cut is found with a"
                        + " signed head that was saved elsewhere. Ends with 1 when the trail is broken.",
        footer = {
            "  sallyport trail verify",
            "  sallyport trail verify --head saved-head.json",
            "  sallyport trail verify --json"
        })
public final class TrailVerifyCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Option(
            names = "--head",
            paramLabel = "FILE",
            description = "Signed heads that were saved elsewhere; may be repeated.")
    private List<Path> heads = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    public TrailVerifyCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Places places = gateway.places();
        Verified verified = shell.work().trail().verify(places.trail(), places.keys(), heads);
        if (json) {
            shell.console()
                    .json(Shapes.object()
                            .put("intact", verified.intact())
                            .put("records", verified.records())
                            .put("place", verified.place())
                            .put("words", verified.words()));
        } else {
            shell.console().line(verified.intact() ? Style.GOOD : Style.BAD, SafeText.of(verified.words()));
        }
        return (verified.intact() ? ExitCode.OK : ExitCode.REFUSED).number();
    }
}
