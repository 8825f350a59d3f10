package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.Bench.Plan;
import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--sessions",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Idle sessions, for the memory of one. 0: 2000, or 200 when all rounds take less than 50 seconds.")
    private int sessions;

    public BenchHttpCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        Plan plan = options.plan(CONNECTIONS);
        if (sessions > 0) plan = plan.keeping(sessions);
        return new MeasuredView(shell.work().bench().http(plan, shell.console()::note), options).show(shell.console());
    }
}
