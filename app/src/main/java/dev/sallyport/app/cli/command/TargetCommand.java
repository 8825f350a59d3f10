package dev.sallyport.app.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "target",
        description = "Prepares the systems that agents act on.",
        synopsisSubcommandLabel = "COMMAND",
        footer = "  sallyport target setup crm")
public final class TargetCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which command");
    }
}
