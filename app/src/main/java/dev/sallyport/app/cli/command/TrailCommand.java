package dev.sallyport.app.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "trail",
        description = "Reads the audit log and proves that nobody changed it. Needs no running gateway.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  sallyport trail show --session s-5f0c",
            "  sallyport trail follow",
            "  sallyport trail verify",
            "  sallyport trail recompute copy/trail"
        })
public final class TrailCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which command");
    }
}
