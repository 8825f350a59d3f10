package dev.sallyport.app.bench;

import dev.sallyport.app.bench.Pgbench.Entrance;
import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.cli.work.ExitCode;
import dev.sallyport.app.cli.work.Progress;
import dev.sallyport.app.demo.DemoFolder;
import dev.sallyport.testkit.identity.PlatformIssuer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Everything that a measurement needs: database, platform, PgBouncer if it is there, the gateway.
final class BenchStage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(5);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final BenchDatabase database;
    private final PlatformIssuer platform;
    private final @Nullable PgBouncer pgbouncer;
    private final GatewayProcess gateway;
    private final Pgbench pgbench;
    private final Path folder;

    private BenchStage(Path program, Optional<Path> pooler, int sessions, Progress progress, InstantSource clock)
            throws IOException, SQLException, InterruptedException {
        boolean set = false;
        try {
            progress.step("starting PostgreSQL and filling pgbench's tables");
            DemoFolder files = opened(DemoFolder.create());
            folder = files.path();
            files.writeCertificate();
            database = opened(BenchDatabase.start(files.path(), sessions));
            pgbench = new Pgbench(program, files.path());
            pgbench.fill(database.port());
            database.makeAccounts();
            platform = opened(PlatformIssuer.start(clock));
            writeFiles(files);
            pgbouncer = pooler.isPresent() ? opened(PgBouncer.start(pooler.get(), database, files.path())) : null;
            gateway = opened(
                    GatewayProcess.start(files.configuration(), files.path().resolve("gateway.log")));
            progress.step("the gateway runs as process " + gateway.child().pid());
            Await.until(this::gatewayAnswers, PATIENCE, "the gateway lets nobody read: it must");
            set = true;
        } finally {
            if (!set) close();
        }
    }

    /// @throws CommandFailure when pgbench is not installed
    static BenchStage set(int sessions, Progress progress, InstantSource clock)
            throws CommandFailure, IOException, SQLException, InterruptedException {
        Programs programs = Programs.ofThisMachine();
        Path pgbench = programs.find("pgbench")
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.REFUSED,
                        "pgbench was not found: install it (Debian, Ubuntu: apt-get install postgresql-contrib)"));
        return new BenchStage(pgbench, programs.find("pgbouncer"), sessions, progress, clock);
    }

    private void writeFiles(DemoFolder folder) throws IOException {
        folder.writePrivate("bench-admin", BenchDatabase.GATEWAY + ":" + database.password());
        folder.writePrivate("sallyport.yaml", BenchConfiguration.yaml(platform.issuer(), database.port()));
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    /// In the order in which they are run.
    List<Way> ways(Cell cell) {
        List<Way> ways = new ArrayList<>();
        if (!cell.tls()) ways.add(Way.DIRECT);
        if (pgbouncer != null) ways.add(Way.PEER);
        ways.add(Way.GATEWAY);
        return ways;
    }

    Run run(Cell cell, Way way, Duration length) throws IOException, InterruptedException {
        Run run = pgbench.run(cell, length, entrance(way), between(way));
        if (way == Way.GATEWAY) awaitQuiet();
        return run;
    }

    void awaitQuiet() throws IOException, InterruptedException {
        Await.until(this::quiet, LONG_PATIENCE, "the leases of a round are not gone: they must be");
    }

    /// Sessions of pgjdbc.
    Openings openings(Way way, boolean tls) {
        Entrance entrance = entrance(way);
        return new Openings("jdbc:postgresql://127.0.0.1:" + entrance.port() + "/" + entrance.database(), () -> {
            Entrance now = entrance(way);
            Properties properties = new Properties();
            properties.setProperty("user", now.user());
            properties.setProperty("password", now.password());
            properties.setProperty("sslmode", tls ? "require" : "disable");
            properties.setProperty("loginTimeout", "60");
            return properties;
        });
    }

    /// Kilobytes that the gateway holds. Empty where nobody tells.
    OptionalLong gatewayMemory() throws IOException, InterruptedException {
        return Memory.held(gateway.child(), folder);
    }

    private Entrance entrance(Way way) {
        return switch (way) {
            case DIRECT -> direct(database.port(), BenchDatabase.DATABASE);
            case PEER -> direct(pgbouncer == null ? 0 : pgbouncer.port(), "bench");
            case GATEWAY -> new Entrance(gateway.port(), BenchConfiguration.TARGET, token(), BenchConfiguration.TARGET);
        };
    }

    private Entrance direct(int port, String name) {
        return new Entrance(port, BenchDatabase.CLIENT, database.password(), name);
    }

    private @Nullable Child between(Way way) {
        return switch (way) {
            case DIRECT -> null;
            case PEER -> pgbouncer == null ? null : pgbouncer.child();
            case GATEWAY -> gateway.child();
        };
    }

    /// A new one for each run: they are good for some minutes.
    private String token() {
        return platform.token("system:serviceaccount:bench:pgbench")
                .audience(BenchConfiguration.AUDIENCE)
                .sign();
    }

    private boolean quiet() throws IOException {
        try {
            return database.quiet();
        } catch (SQLException e) {
            throw new IOException("the bench's database failed", e);
        }
    }

    private boolean gatewayAnswers() throws IOException {
        if (!gateway.child().alive())
            throw new IOException("the gateway ended: " + gateway.child().lastWords());
        Properties properties = new Properties();
        properties.setProperty("user", BenchConfiguration.TARGET);
        properties.setProperty("password", token());
        properties.setProperty("sslmode", "disable");
        properties.setProperty("loginTimeout", "20");
        String url = "jdbc:postgresql://127.0.0.1:" + gateway.port() + "/" + BenchConfiguration.TARGET;
        try (Connection connection = DriverManager.getConnection(url, properties);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT abalance FROM pgbench_accounts WHERE aid = 1")) {
            return rows.next();
        } catch (SQLException _) {
            return false;
        }
    }

    boolean pools() {
        return pgbouncer != null;
    }

    String serverVersion() throws SQLException {
        return database.version();
    }

    /// Backwards.
    @Override
    public void close() throws IOException {
        IOException failure = null;
        for (AutoCloseable next = opened.poll(); next != null; next = opened.poll()) {
            try {
                next.close();
            } catch (Exception e) {
                failure = new IOException("the bench left something behind", e);
            }
        }
        if (failure != null) throw failure;
    }
}
