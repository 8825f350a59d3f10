package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.app.cli.work.History.Learned;
import dev.sallyport.app.cli.work.History.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "learn",
        description =
                "Proposes a purpose from what a workload was permitted and did: YAML to be reviewed and pasted, with what"
                        + " was seen beside each line and what was left out. Applies nothing. Ends with 1 when there is"
                        + " nothing to propose.",
        footer = {
            "  sallyport learn --workload support/agent",
            "  sallyport learn --workload support/agent --since 7d --name answer-tickets",
            "  sallyport learn --workload support/agent copy/trail > proposal.yaml"
        })
public final class LearnCommand implements Callable<Integer> {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,62}");

    private final Shell shell;

    @Mixin
    private final GatewayOptions gateway;

    @Option(
            names = "--workload",
            paramLabel = "NAME",
            required = true,
            description = "As it is counted (support/agent), or its subject.")
    private String workload = "";

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "",
            description = "From a moment (2026-01-31T12:00:00Z) or a time ago (10m, 2h, 3d) on.")
    private String since = "";

    @Option(names = "--target", paramLabel = "NAME", defaultValue = "", description = "Only what it did there.")
    private String target = "";

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "learned",
            description = "Of the proposed purpose. Default: ${DEFAULT-VALUE}.")
    private String name = "";

    @Parameters(
            paramLabel = "TRAIL",
            arity = "0..1",
            description = "The folder of the trail, or a copy of it. Default: the gateway's.")
    private @Nullable Path trail;

    @Mixin
    private final BookOptions book = new BookOptions();

    public LearnCommand(Shell shell) {
        this.shell = shell;
        this.gateway = new GatewayOptions(shell);
    }

    @Override
    public Integer call() throws CommandFailure, IOException {
        if (!NAME.matcher(name).matches())
            throw new CommandFailure(
                    ExitCode.USAGE, "--name takes letters, digits, `-` and `_`, at most 63: `" + name + "`");
        Book read = trail == null ? book.of(gateway.places()) : book.of(trail);
        Wish wish = new Wish(workload, Moments.of(since, shell.clock().instant()), target, name);
        Learned learned = shell.work().history().learn(read, wish);
        shell.console().line(learned.yaml().stripTrailing());
        learned.notes().forEach(shell.console()::note);
        if (learned.sessions() == 0) shell.console().note("no session of this workload stands in the trail");
        return (learned.empty() ? ExitCode.REFUSED : ExitCode.OK).number();
    }
}
