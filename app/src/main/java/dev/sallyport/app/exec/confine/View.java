package dev.sallyport.app.exec.confine;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the command sees of the machine's files.
///
/// @param shown besides the system's programs, read-only
/// @param start where it starts: the caller's folder when that is shown, else its home
public record View(List<Path> shown, Path start) {

    private static final List<Path> SYSTEM =
            paths("/usr", "/etc", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32");
    private static final List<Path> NEVER = paths("/proc", "/sys", "/dev", "/run", "/var/run");

    public View {
        shown = List.copyOf(shown);
    }

    /// @param asked of `--show`, relative to `folder`
    /// @param hidden never shown, nor anything that contains or is part of it: the gateway's state
    /// @throws CommandFailure when a path does not exist or must not be shown
    public static View of(List<Path> asked, Path folder, List<Path> hidden) throws CommandFailure {
        List<Path> shown = new ArrayList<>();
        for (Path path : asked) {
            Path real = real(folder.resolve(path));
            refuse(real, NEVER);
            refuse(real, hidden);
            if (SYSTEM.stream().noneMatch(real::startsWith)) shown.add(real);
        }
        Path here = folder.toAbsolutePath().normalize();
        return new View(shown, visible(here, shown) ? here : Room.HOME);
    }

    private static boolean visible(Path path, List<Path> shown) {
        return shown.stream().anyMatch(path::startsWith) || SYSTEM.stream().anyMatch(path::startsWith);
    }

    /// Whether a folder of the caller's PATH exists inside.
    public boolean visible(Path path) {
        return visible(path, shown);
    }

    private static Path real(Path path) throws CommandFailure {
        try {
            return path.toRealPath();
        } catch (IOException _) {
            throw new CommandFailure(ExitCode.USAGE, "--show: no such file or folder: `" + path + "`");
        }
    }

    private static void refuse(Path path, List<Path> never) throws CommandFailure {
        for (Path no : never) {
            if (path.startsWith(no) || no.startsWith(path))
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "--show: would show `" + no + "` to the command, name a smaller folder: `" + path + "`");
        }
    }

    private static List<Path> paths(String... paths) {
        return java.util.Arrays.stream(paths).map(Path::of).toList();
    }
}
