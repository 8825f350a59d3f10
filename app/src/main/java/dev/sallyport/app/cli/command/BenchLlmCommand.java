package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "llm",
        description =
                "Streams answers of a model directly and through the gateway in turns, and prints how much later a token comes.",
        footer = {"  sallyport bench llm", "  sallyport bench llm --rounds 3 --seconds 5 --json figures.json"})
public final class BenchLlmCommand implements Callable<Integer> {

    private final Shell shell;

    @Mixin
    private final BenchOptions options = new BenchOptions();

    public BenchLlmCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        return new MeasuredView(shell.work().bench().llm(options.plan(1), shell.console()::note), options)
                .show(shell.console());
    }
}
