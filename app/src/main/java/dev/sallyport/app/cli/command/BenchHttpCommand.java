package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "http",
        description =
                "Runs wrk directly, through nginx and through the gateway with decisions and trail on, in turns, then opens"
                        + " sessions that do nothing, and prints the ratios.",
        footer = {"  sallyport bench http", "  sallyport bench http --rounds 7 --seconds 5 --json figures.json"})
public final class BenchHttpCommand implements Callable<Integer> {

    /// The loads are what they are; see the goals.
    private static final int CONNECTIONS = 64;

    private final Shell shell;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    @Mixin
    private final BenchSessions sessions = new BenchSessions();

    public BenchHttpCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        Plan plan = sessions.in(options.plan(CONNECTIONS));
        return new MeasuredView(shell.work().bench().http(plan, shell.console()::note), options).show(shell.console());
    }
}
