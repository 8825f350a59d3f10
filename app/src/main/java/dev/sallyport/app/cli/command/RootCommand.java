package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.text.Ansi;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `sallyport` itself.
@Command(
        name = "sallyport",
        header = "Stands between AI agents and the systems they act on: may this workload reach this%n"
                + "system at all, and does this action match what it came for?%n",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "  sallyport demo                             see the whole story on this machine",
            "  sallyport check sallyport.yaml             find every problem in a configuration",
            "  sallyport serve -c sallyport.yaml          run the gateway",
            "  sallyport help approve                     how to use one command"
        })
public final class RootCommand implements Runnable {

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this and end.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    public RootCommand(Shell shell) {
        this.shell = shell;
    }

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            scope = ScopeType.INHERIT,
            defaultValue = "auto",
            description = "auto, always or never. auto: on a terminal, unless NO_COLOR is set.")
    void color(Ansi.Choice choice) {
        shell.console().color(choice);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "say which command");
    }
}
