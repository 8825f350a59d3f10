package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "postgres",
        description =
                "Runs pgbench directly, through PgBouncer when it is installed, and through the gateway with decisions and trail on,"
                        + " in turns, and prints the ratios.",
        footer = {"  sallyport bench postgres", "  sallyport bench postgres --clients 32 --rounds 7 --json"})
public final class BenchPostgresCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    public BenchPostgresCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        return new MeasuredView(shell.work().bench().postgres(options.plan(), shell.console()::note), options)
                .show(shell.console());
    }
}
