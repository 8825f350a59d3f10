package dev.sallyport.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A PostgreSQL that the distribution installed, in a folder of the test's own. Stopped by its process id.
final class InstalledPostgres implements Closeable {

    private static final int SECONDS = 60;

    private final Process process;
    private final int port;

    private InstalledPostgres(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// @param version such as `15`; a test that asks for one that is not installed is skipped, and says so
    static InstalledPostgres start(String version, Path folder, String hba) throws Exception {
        Path programs = Path.of("/usr/lib/postgresql", version, "bin");
        Assumptions.assumeTrue(Files.isDirectory(programs), "no PostgreSQL " + version + " is installed");
        Path data = Files.createDirectory(folder.resolve("data"));
        File log = folder.resolve("server.log").toFile();
        Process made = run(log, programs.resolve("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-N");
        assertThat(made.waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).as(Files.readString(log.toPath())).isZero();
        Files.writeString(data.resolve("pg_hba.conf"), hba);
        int port = free();
        Process server = run(
                log,
                programs.resolve("postgres"),
                "-D",
                data,
                "-p",
                port,
                "-k",
                folder,
                "-h",
                "127.0.0.1",
                "-c",
                "fsync=off",
                "-c",
                "max_prepared_transactions=5");
        InstalledPostgres started = new InstalledPostgres(server, port);
        started.awaitReady(log.toPath());
        return started;
    }

    /// PostgreSQL does not run as root, so root runs it as nobody in a namespace.
    private static Process run(File log, Object... words) throws IOException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) command.addAll(List.of("unshare", "-U"));
        for (Object word : words) command.add(word.toString());
        return new ProcessBuilder(command)
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log))
                .start();
    }

    private static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path log) throws Exception {
        for (int i = 0; i < SECONDS * 20; i++) {
            if (Files.readString(log).contains("database system is ready to accept connections")) return;
            assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
            Thread.sleep(50);
        }
        close();
        throw new IOException("PostgreSQL did not start: " + Files.readString(log));
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
