package dev.sallyport.app.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A process of ours: without input, its output in a file, stopped by its handle.
public final class Child implements AutoCloseable {

    private static final Duration FAREWELL = Duration.ofSeconds(40);
    private static final int SHOWN = 600;

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param environment in place of all `PG…` variables
    public static Child start(List<String> command, Map<String, String> environment, Path output) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(output.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new Child(process, output);
    }

    /// As a service manager starts it: in a session of its own, where the system has a program for
    /// that. Linux gives sessions equal shares of a processor, whatever their processes are.
    public static Child service(List<String> command, Path output) throws IOException {
        List<String> own = new ArrayList<>();
        Programs.ofThisMachine().find("setsid").ifPresent(setsid -> own.add(setsid.toString()));
        own.addAll(command);
        return start(own, Map.of(), output);
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /// What it has said so far.
    public String said() throws IOException {
        return Files.readString(output, StandardCharsets.UTF_8);
    }

    /// User and system time of all its threads so far, and of the processes that it started and that still
    /// run; to 10 ms on Linux.
    public Duration cpu() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    /// Waits for its end.
    ///
    /// @throws IOException with its last words when it fails or takes longer than `patience`; it is stopped then
    public String output(Duration patience) throws IOException, InterruptedException {
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IOException("took longer than " + patience.toSeconds() + " s: " + lastWords());
        }
        if (process.exitValue() != 0) throw new IOException("ended with " + process.exitValue() + ": " + lastWords());
        return said();
    }

    public String lastWords() throws IOException {
        String said = said().strip();
        return said.substring(Math.max(0, said.length() - SHOWN));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) process.destroyForcibly();
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
