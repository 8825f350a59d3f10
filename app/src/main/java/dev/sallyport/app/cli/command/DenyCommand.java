package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "deny",
        description = "Refuses a held action. Needs the role approve.",
        footer = {"  sallyport deny h-7", "  sallyport deny h-7 --reason 'not for this ticket'"})
public final class DenyCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Parameters(paramLabel = "ID", description = "The held action, as `sallyport holds` lists it.")
    private String id = "";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Stands in the trail.")
    private String reason = "";

    public DenyCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, InterruptedException {
        return new Settlement(shell, gateway.reach(), id, reason).deny();
    }
}
