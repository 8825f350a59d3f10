package dev.sallyport.app.demo;

import dev.sallyport.app.wiring.Sallyport;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `sallyport exec`, as a process of its own, around a command that is a process of its own too.
public record ExecCall(Sallyport gateway, DemoFolder folder) {

    private static final int PATIENCE_SECONDS = 90;
    private static final List<String> KEPT = List.of("PATH", "HOME", "TMPDIR", "LANG");

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    static final String CLASSES = System.getProperty("java.class.path", "");

    /// @param proof what the platform gave
    /// @param environment of the command, besides what exec puts there
    record Order(
            String purpose, List<String> targets, String proof, List<String> command, Map<String, String> environment) {
        Order {
            targets = List.copyOf(targets);
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /// @param exit -1 when it did not end in time
    /// @param output both of its outputs
    public record Ended(int exit, String output) {}

    Ended run(Order order) throws IOException, InterruptedException {
        folder.writePrivate("proof.token", order.proof());
        Path output = Files.createTempFile(folder.path(), "exec", ".out");
        ProcessBuilder builder = new ProcessBuilder(words(order))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(order.environment());
        Process process = builder.start();
        try {
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return new Ended(ended ? process.exitValue() : -1, Files.readString(output));
        } finally {
            // SIGTERM goes on to the command
            process.destroy();
        }
    }

    private List<String> words(Order order) {
        List<String> words = new ArrayList<>(List.of(
                JAVA,
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                CLASSES,
                "dev.sallyport.app.Main",
                "exec",
                "--gateway",
                "https://localhost:" + gateway.sessionAddress().orElseThrow().port(),
                "--postgres",
                "localhost:" + gateway.address().port(),
                "--ca",
                folder.certificate().toString(),
                "--purpose",
                order.purpose(),
                "--proof",
                "file:" + folder.path().resolve("proof.token")));
        order.targets().forEach(target -> words.addAll(List.of("--target", target)));
        words.add("--");
        words.addAll(order.command());
        return words;
    }
}
