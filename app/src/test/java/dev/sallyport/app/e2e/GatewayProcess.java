package dev.sallyport.app.e2e;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `sallyport serve` in a process of its own, that can be killed.
final class GatewayProcess implements AutoCloseable {

    private static final Pattern SERVING = Pattern.compile("serving on \\S+:(\\d+)");

    private final Process process;
    private final Path log;
    private final int port;

    private GatewayProcess(Process process, Path log) throws Exception {
        this.process = process;
        this.log = log;
        boolean serving = false;
        try {
            Await.until(
                    "the gateway serves: " + log,
                    () -> !process.isAlive() || serving().find());
            this.port = announced();
            serving = true;
        } finally {
            if (!serving) process.destroyForcibly();
        }
    }

    /// @param log gets both outputs, behind what is there
    static GatewayProcess serve(Path configuration, Path log) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.sallyport.app.Main",
                        "serve",
                        "-c",
                        configuration.toString())
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log.toFile()))
                .start();
        return new GatewayProcess(process, log);
    }

    private Matcher serving() throws IOException {
        return SERVING.matcher(Files.exists(log) ? Files.readString(log) : "");
    }

    private int announced() throws IOException {
        Matcher serving = serving();
        if (!serving.find()) throw new IOException("the gateway did not start: " + Files.readString(log));
        return Integer.parseInt(serving.group(1));
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    /// SIGKILL: nothing in it gets to run any more.
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /// SIGTERM.
    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) kill();
    }
}
