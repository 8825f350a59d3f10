package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "version",
        description = "Prints which build this is, and which Java runs it.",
        footer = "  sallyport version")
public final class VersionCommand implements Callable<Integer> {

    private final Shell shell;

    public VersionCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() {
        shell.console()
                .line("sallyport " + shell.version() + " on Java "
                        + Runtime.version().feature());
        return ExitCode.OK.number();
    }
}
