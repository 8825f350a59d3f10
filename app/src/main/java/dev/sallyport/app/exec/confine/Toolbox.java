package dev.sallyport.app.exec.confine;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The programs that a confinement is made with: from the system's folders, never from the caller's PATH,
/// which whoever is to be confined may have written.
///
/// @param paths absolute, by name
public record Toolbox(Map<String, Path> paths) {

    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));
    private static final Map<String, String> NEEDED = Map.ofEntries(
            Map.entry("unshare", "util-linux"),
            Map.entry("setpriv", "util-linux"),
            Map.entry("setsid", "util-linux"),
            Map.entry("mount", "util-linux"),
            Map.entry("umount", "util-linux"),
            Map.entry("pivot_root", "util-linux"),
            Map.entry("ip", "iproute2"),
            Map.entry("sh", "a POSIX shell"),
            Map.entry("mkdir", "coreutils"),
            Map.entry("ln", "coreutils"),
            Map.entry("cp", "coreutils"),
            Map.entry("chmod", "coreutils"),
            Map.entry("rmdir", "coreutils"),
            Map.entry("sleep", "coreutils"));

    public Toolbox {
        paths = Map.copyOf(paths);
    }

    /// @throws CommandFailure when this is no Linux, or says which programs are missing and which
    ///     packages have them
    static Toolbox ofThisSystem() throws CommandFailure {
        if (!System.getProperty("os.name", "").equals("Linux"))
            throw missing("needs Linux's namespaces, this is no Linux");
        return in(FOLDERS);
    }

    static Toolbox in(List<Path> folders) throws CommandFailure {
        Map<String, Path> found = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        new TreeMap<>(NEEDED)
                .forEach((name, from) -> find(folders, name)
                        .ifPresentOrElse(
                                path -> found.put(name, path), () -> missing.add("`" + name + "` (" + from + ")")));
        if (!missing.isEmpty()) throw missing("install what is missing: " + String.join(", ", missing));
        return new Toolbox(found);
    }

    /// @return empty when the system has no such program
    static Optional<Path> find(String name) {
        return find(FOLDERS, name);
    }

    private static Optional<Path> find(List<Path> folders, String name) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    String of(String name) {
        Path path = paths.get(name);
        if (path == null) throw new IllegalArgumentException("no such program is needed: " + name);
        return path.toString();
    }

    static CommandFailure missing(String what) {
        return new CommandFailure(ExitCode.REFUSED, "--confine: " + what + "; nothing was started");
    }
}
