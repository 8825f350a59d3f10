package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "intent",
        description = "Measures how long the engine of door two takes, by the length of the conversation.",
        footer = {"  sallyport bench intent", "  sallyport bench intent --rounds 10 --assert"})
public final class BenchIntentCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    public BenchIntentCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        return new MeasuredView(shell.work().bench().intent(options.plan(1), shell.console()::note), options)
                .show(shell.console());
    }
}
