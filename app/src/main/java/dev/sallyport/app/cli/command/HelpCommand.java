package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        description = "Shows how to use a command.",
        footer = {"  sallyport help", "  sallyport help trail verify"})
public final class HelpCommand implements Callable<Integer> {

    private final Shell shell;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command, and its own command if it has one.")
    private List<String> path = new ArrayList<>();

    public HelpCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        CommandLine at = spec.parent().commandLine();
        for (String name : path) {
            CommandLine next = at.getSubcommands().get(name);
            if (next == null)
                throw new CommandLine.ParameterException(spec.commandLine(), "no such command: `" + name + "`");
            at = next;
        }
        at.usage(shell.console().out());
        return ExitCode.OK.number();
    }
}
