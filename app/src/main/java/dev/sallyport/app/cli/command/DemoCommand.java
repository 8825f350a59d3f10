package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.Demo.Act;
import dev.sallyport.app.cli.work.Demo.Played;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description =
                "Starts a PostgreSQL, a platform and the gateway on this machine, lets an agent try what it may and"
                        + " what it may not, and shows what happened. In a second act, which needs node and npm, an"
                        + " agent on unmodified SDKs falls for an instruction in a ticket. Leaves nothing running.",
        footer = {"  sallyport demo", "  sallyport demo --act 2 --json demo.json"})
public final class DemoCommand implements Callable<Integer> {

    private final Shell shell;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write what happened to a file, as JSON.")
    private @Nullable Path file;

    public DemoCommand(Shell shell) {
        this.shell = shell;
    }

    @Option(names = "--act", paramLabel = "N", description = "Play only this act: 1 or 2.")
    private int only;

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        Played played = shell.work().demo().play(acts(), shell.console()::note);
        if (file != null) Files.writeString(file, new PlayedView(played).json().toPrettyString() + "\n");
        new PlayedView(played).print(shell.console());
        return (played.asExpected() ? ExitCode.OK : ExitCode.REFUSED).number();
    }

    private Set<Act> acts() throws CommandFailure {
        return switch (only) {
            case 0 -> EnumSet.allOf(Act.class);
            case 1 -> EnumSet.of(Act.FIRST);
            case 2 -> EnumSet.of(Act.SECOND);
            default -> throw new CommandFailure(ExitCode.USAGE, "--act: there are two, 1 and 2: `" + only + "`");
        };
    }
}
