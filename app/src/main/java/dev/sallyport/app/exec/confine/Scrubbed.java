package dev.sallyport.app.exec.confine;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The command's environment: what is on the list, and nothing else of the caller's.
public final class Scrubbed {

    private static final Set<String> KEPT =
            Set.of("LANG", "LANGUAGE", "TERM", "COLORTERM", "NO_COLOR", "TZ", "COLUMNS", "LINES");
    private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin";

    private Scrubbed() {}

    /// @param caller the whole environment of exec
    /// @param asked names that the caller wants passed on
    /// @throws CommandFailure for a name that would reach into the programs that build the confinement
    public static Map<String, String> of(Map<String, String> caller, List<String> asked, View view)
            throws CommandFailure {
        for (String name : asked) {
            if (name.startsWith("LD_") || name.equals("PATH") || name.equals("ENV"))
                throw new CommandFailure(ExitCode.USAGE, "--env: is never passed on with --confine: `" + name + "`");
        }
        Map<String, String> environment = new TreeMap<>();
        caller.forEach((name, value) -> {
            if (KEPT.contains(name) || name.startsWith("LC_") || asked.contains(name)) environment.put(name, value);
        });
        environment.put("PATH", path(caller.getOrDefault("PATH", ""), view));
        environment.put("HOME", Room.HOME.toString());
        environment.put("USER", "agent");
        environment.put("LOGNAME", "agent");
        environment.put("TMPDIR", "/tmp");
        return environment;
    }

    /// The caller's folders that exist inside, in the caller's order, then the system's.
    private static String path(String caller, View view) {
        return Arrays.stream((caller + ":" + PATH).split(":"))
                .filter(folder -> folder.startsWith("/") && view.visible(Path.of(folder)))
                .distinct()
                .collect(Collectors.joining(":"));
    }
}
