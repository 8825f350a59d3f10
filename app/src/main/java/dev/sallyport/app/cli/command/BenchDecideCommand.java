package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "decide",
        description = "Measures how long a decision takes.",
        footer = {"  sallyport bench decide", "  sallyport bench decide --rounds 10 --assert"})
public final class BenchDecideCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Mixin
    private final BenchClients clients = new BenchClients();

    public BenchDecideCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        return new MeasuredView(
                        shell.work().bench().decide(options.plan(clients.number()), shell.console()::note), options)
                .show(shell.console());
    }
}
