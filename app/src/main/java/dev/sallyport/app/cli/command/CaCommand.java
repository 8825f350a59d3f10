package dev.sallyport.app.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "ca",
        description = "The gateway's own certificate authority, for agents that use it as their HTTPS proxy.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"  sallyport ca show > sallyport-ca.pem"})
public final class CaCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which command");
    }
}
