package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "identity",
        description = "Measures how long a token takes to be proved, and how many tasks are opened at the endpoint.",
        footer = {"  sallyport bench identity", "  sallyport bench identity --clients 16 --json identity.json"})
public final class BenchIdentityCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Mixin
    private final BenchClients clients = new BenchClients();

    public BenchIdentityCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        return new MeasuredView(
                        shell.work().bench().identity(options.plan(clients.number()), shell.console()::note), options)
                .show(shell.console());
    }
}
