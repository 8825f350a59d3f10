package dev.sallyport.app.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A client program that ran to its end, or was ended.
///
/// @param out both of its outputs
record Ran(int exit, String out) {

    private static final Duration LONGEST = Duration.ofSeconds(60);

    /// Without input, with a bare environment and a time-out.
    static Ran of(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "ran", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile());
        builder.environment().clear();
        builder.environment().put("HOME", folder.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
            return new Ran(ended ? process.exitValue() : -1, Files.readString(out));
        } finally {
            process.destroyForcibly();
        }
    }

    /// Skips the test, saying so, where it is not installed.
    static String program(Path folder, String name) throws IOException, InterruptedException {
        Optional<String> found = find(folder, name);
        assumeTrue(found.isPresent(), name + " is not installed on this machine");
        return found.orElseThrow();
    }

    /// Debian's link in the search path may lead to a wrapper that finds no version, so its own folders are tried too.
    static Optional<String> find(Path folder, String program) throws IOException, InterruptedException {
        List<Path> places = new ArrayList<>();
        for (String place : System.getenv().getOrDefault("PATH", "").split(":")) places.add(Path.of(place));
        Path versions = Path.of("/usr/lib/postgresql");
        if (Files.isDirectory(versions)) {
            try (Stream<Path> found = Files.list(versions)) {
                found.map(version -> version.resolve("bin")).forEach(places::add);
            }
        }
        for (Path place : places) {
            Path file = place.resolve(program);
            if (Files.isExecutable(file)
                    && of(folder, Map.of(), file.toString(), "--version").exit() == 0)
                return Optional.of(file.toString());
        }
        return Optional.empty();
    }
}
