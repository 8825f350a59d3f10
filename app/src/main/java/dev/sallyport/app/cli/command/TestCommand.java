package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Stands here for its help text: the launcher takes the command itself, since it needs Maven and no gateway.
@Command(
        name = "test",
        description = "Builds everything and runs every test, with Maven. Its output and exit code are passed on.",
        footer = {
            "  ./sallyport test",
            "  ./sallyport test -pl app -am -Dtest='Table*' -Dsurefire.failIfNoSpecifiedTests=false"
        })
public final class TestCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ARGUMENT", arity = "0..*", description = "Passed on to Maven.")
    @SuppressWarnings("UnusedVariable") // the launcher has passed them on
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws CommandFailure {
        throw new CommandFailure(ExitCode.USAGE, "the launcher runs the tests: call ./sallyport test in the sources");
    }
}
