package dev.sallyport.app.e2e;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// `sallyport exec` as a process of its own, without input.
///
/// @param output what exec and its command say
record ExecRun(Process process, Path output) implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 90;

    /// @param environment besides the test's own
    /// @param options before `--`
    static ExecRun of(
            E2eStage stage, Path folder, Map<String, String> environment, List<String> options, String... command)
            throws IOException {
        Path output = Files.createTempFile(folder, "exec", ".out");
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.sallyport.app.Main",
                "exec",
                "--gateway",
                "https://localhost:"
                        + stage.gateway().sessionAddress().orElseThrow().port(),
                "--postgres",
                "localhost:" + stage.gateway().address().port(),
                "--ca",
                stage.certificate().toString(),
                "--purpose",
                "resolve-ticket",
                "--task",
                "ticket 7"));
        words.addAll(options);
        words.add("--");
        words.addAll(List.of(command));
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        return new ExecRun(builder.start(), output);
    }

    /// -1 when it did not end in time.
    int code() throws InterruptedException {
        return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    String said() throws IOException {
        return Files.readString(output);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
