package dev.sallyport.app.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where PostgreSQL's programs lie: on the `PATH`, where Debian puts them, and in `/usr/sbin`.
///
/// @param path as the environment says it
/// @param debian holds a folder for each version of PostgreSQL
public record Programs(String path, Path debian, Path system) {

    public static Programs ofThisMachine() {
        return new Programs(
                System.getenv().getOrDefault("PATH", ""), Path.of("/usr/lib/postgresql"), Path.of("/usr/sbin"));
    }

    public Optional<Path> find(String name) throws IOException {
        return Stream.of(onPath(), versions(), List.of(system))
                .flatMap(List::stream)
                .map(folder -> folder.resolve(name))
                .filter(file -> isItself(file, name))
                .findFirst();
    }

    private List<Path> onPath() {
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList();
    }

    /// Newest first.
    private List<Path> versions() throws IOException {
        List<Path> versions = new ArrayList<>();
        if (!Files.isDirectory(debian)) return versions;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(debian, "[0-9]*")) {
            folders.forEach(versions::add);
        }
        versions.sort(Comparator.comparingInt(Programs::number).reversed());
        return versions.stream().map(version -> version.resolve("bin")).toList();
    }

    private static int number(Path version) {
        String digits = version.getFileName().toString().replaceAll("\\D.*", "");
        return digits.length() > 4 ? 0 : Integer.parseInt(digits);
    }

    /// Debian links the names to a wrapper that may lead nowhere.
    private static boolean isItself(Path file, String name) {
        try {
            return Files.isExecutable(file) && file.toRealPath().endsWith(name);
        } catch (IOException _) {
            return false;
        }
    }
}
