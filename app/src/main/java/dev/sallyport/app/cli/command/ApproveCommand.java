package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        description =
                "Shows a held action and lets exactly this one through, once. It is decided again at that moment: an approval"
                        + " overrides no limit and not door one. Who asks cannot approve. Needs the role approve.",
        footer = {"  sallyport holds", "  sallyport approve h-7 --reason 'ticket 4711, asked by phone'"})
public final class ApproveCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Parameters(paramLabel = "ID", description = "The held action, as `sallyport holds` lists it.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Stands in the trail.")
    private String reason = "";

    public ApproveCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return new Settlement(shell, gateway.reach(), id, reason).approve();
    }
}
