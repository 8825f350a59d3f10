package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.text.SafeText;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Whereabouts.Places;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "reveal",
        description = "Opens what a record holds sealed (statements with sensitive values). Needs the sealing key.",
        footer = "  sallyport trail reveal s-5f0c-7")
public final class TrailRevealCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Parameters(paramLabel = "REQUEST", description = "The request id.")
    private String request = "";

    public TrailRevealCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        Places places = gateway.places();
        String revealed = shell.work()
                .trail()
                .reveal(places.trail(), places.keys(), request)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.REFUSED, "no record of this request is in the trail: `" + request + "`"));
        shell.console().line(SafeText.ofJsonLine(revealed));
        return ExitCode.OK.number();
    }
}
