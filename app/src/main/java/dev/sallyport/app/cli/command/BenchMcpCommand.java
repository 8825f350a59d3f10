package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "mcp",
        description = "Calls a tool directly and through the gateway in turns, and prints the ratios.",
        footer = {"  sallyport bench mcp", "  sallyport bench mcp --clients 16 --json figures.json"})
public final class BenchMcpCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Mixin
    private final BenchClients clients = new BenchClients();

    public BenchMcpCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        return new MeasuredView(
                        shell.work().bench().mcp(options.plan(clients.number()), shell.console()::note), options)
                .show(shell.console());
    }
}
