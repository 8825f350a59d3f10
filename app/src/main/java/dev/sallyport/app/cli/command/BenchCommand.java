package dev.sallyport.app.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        description = "Measures on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  sallyport bench postgres",
            "  sallyport bench http",
            "  sallyport bench llm",
            "  sallyport bench mcp",
            "  sallyport bench decide",
            "  sallyport bench intent",
            "  sallyport bench identity"
        })
public final class BenchCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which command");
    }
}
