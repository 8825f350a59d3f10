package dev.sallyport.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// PgBouncer in session mode on a free port of loopback, logging in to the same server as the same
/// client does directly. It refuses to run as root: then it runs as `nobody`, and so do its files.
final class PgBouncer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String NOBODY = "nobody";

    private static final String INI = """
            [databases]
            bench = host=127.0.0.1 port=SERVER dbname=postgres
            [pgbouncer]
            listen_addr = 127.0.0.1
            listen_port = OWN
            unix_socket_dir =
            pool_mode = session
            default_pool_size = 500
            max_client_conn = 1000
            auth_type = scram-sha-256
            auth_file = FOLDER/users.txt
            server_tls_sslmode = disable
            client_tls_sslmode = allow
            client_tls_cert_file = FOLDER/server.crt
            client_tls_key_file = FOLDER/server.key
            """;

    private final Child child;
    private final Path folder;
    private final int port;

    private PgBouncer(Child child, Path folder, int port) {
        this.child = child;
        this.folder = folder;
        this.port = port;
    }

    /// @param certificates holds `server.crt` and `server.key`
    static PgBouncer start(Path program, BenchDatabase database, Path certificates)
            throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("sallyport-pgbouncer-");
        int port = Ports.free();
        boolean root = System.getProperty("user.name", "").equals("root");
        fill(folder, database, port, certificates);
        if (root) giveAway(folder);
        List<String> command = new ArrayList<>(List.of(program.toString()));
        if (root) command.addAll(List.of("-u", NOBODY));
        command.add(folder.resolve("pgbouncer.ini").toString());
        PgBouncer started = new PgBouncer(Child.service(command, certificates.resolve("pgbouncer.log")), folder, port);
        try {
            Await.until(started::answersOrDied, PATIENCE, "PgBouncer does not answer: it must");
            if (!started.child.alive()) throw new IOException("PgBouncer did not start: " + started.child.lastWords());
            return started;
        } catch (IOException | InterruptedException | RuntimeException e) {
            started.close();
            throw e;
        }
    }

    private static void fill(Path folder, BenchDatabase database, int port, Path certificates) throws IOException {
        Files.writeString(
                folder.resolve("pgbouncer.ini"),
                INI.replace("SERVER", String.valueOf(database.port()))
                        .replace("OWN", String.valueOf(port))
                        .replace("FOLDER", folder.toString()));
        Files.writeString(
                folder.resolve("users.txt"), "\"" + BenchDatabase.CLIENT + "\" \"" + database.password() + "\"\n");
        for (String file : List.of("server.crt", "server.key")) {
            Files.copy(certificates.resolve(file), folder.resolve(file));
        }
    }

    private static void giveAway(Path folder) throws IOException {
        UserPrincipal nobody =
                folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY);
        for (Path file : files(folder)) Files.setOwner(file, nobody);
        Files.setOwner(folder, nobody);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private boolean answersOrDied() {
        return !child.alive() || Ports.answers(port);
    }

    Child child() {
        return child;
    }

    int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        child.close();
        for (Path file : files(folder)) Files.delete(file);
        Files.delete(folder);
    }
}
