package dev.sallyport.app.cli.command;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.TrailBook.Wanted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import picocli.CommandLine.Option;

/// Which records are wanted.
final class TrailOptions {

    private final Shell shell;

    @Option(names = "--session", paramLabel = "ID", description = "Records of this session; may be repeated.")
    private List<String> sessions = new ArrayList<>();

    @Option(names = "--request", paramLabel = "ID", description = "Records of this request; may be repeated.")
    private List<String> requests = new ArrayList<>();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Records of this kind, such as decided or refused; may be repeated.")
    private List<String> kinds = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            defaultValue = "",
            description = "A moment (2026-01-31T12:00:00Z) or a time ago (10m, 2h, 3d).")
    private String since = "";

    @Option(names = "--json", description = "Print the lines as they stand in the trail.")
    boolean json;

    TrailOptions(Shell shell) {
        this.shell = shell;
    }

    Wanted wanted() throws CommandFailure {
        return new Wanted(
                new HashSet<>(sessions),
                new HashSet<>(requests),
                new HashSet<>(kinds),
                Moments.of(since, shell.clock().instant()));
    }
}
