package dev.sallyport.postgres;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.postgres.target.Grant;
import dev.sallyport.postgres.target.LeaseSettings;
import dev.sallyport.postgres.target.TargetSettings;
import dev.sallyport.postgres.target.TimeLimits;
import dev.sallyport.postgres.target.WitnessSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// A real PostgreSQL with a small CRM, whose log (every statement) can be read. One per test class.
public final class TestServer implements AutoCloseable {

    /// The embedded server trusts whoever comes from this machine unless told otherwise, so the tests ask for SCRAM.
    private static final String HBA =
            "host all postgres all trust\nhost all all all scram-sha-256\nlocal all all trust\n";

    private static final List<String> CRM = List.of(
            "CREATE TABLE customers (id int PRIMARY KEY, email text UNIQUE NOT NULL, name text, ssn text)",
            "CREATE TABLE tickets (id serial PRIMARY KEY, customer_id int REFERENCES customers, status text, note text)",
            "CREATE TABLE payroll (id int PRIMARY KEY, salary int)",
            "CREATE SCHEMA hr",
            "CREATE TABLE hr.people (id int PRIMARY KEY, name text, grade int)",
            "CREATE FUNCTION hr.raise(int, numeric) RETURNS int LANGUAGE sql AS 'SELECT $1'",
            "REVOKE EXECUTE ON FUNCTION hr.raise(int, numeric) FROM PUBLIC",
            "INSERT INTO customers SELECT i, 'c' || i || '@example.test', 'Customer ' || i, '000-' || i"
                    + " FROM generate_series(1, 100) i",
            "INSERT INTO tickets (customer_id, status, note) SELECT i, 'open', 'n' FROM generate_series(1, 100) i",
            "INSERT INTO payroll SELECT i, i * 1000 FROM generate_series(1, 10) i",
            "INSERT INTO hr.people SELECT i, 'P' || i, i FROM generate_series(1, 10) i",
            "ANALYZE");

    private final int port;
    private final Closeable server;
    private final Path log;

    private TestServer(int port, Closeable server, Path log) {
        this.port = port;
        this.server = server;
        this.log = log;
    }

    /// The PostgreSQL 15 of this machine's distribution, before whose 16 a CREATEROLE account was almost a
    /// superuser.
    public static TestServer startFifteen(Path folder) throws Exception {
        InstalledPostgres fifteen = InstalledPostgres.start("15", folder, HBA);
        TestServer started = new TestServer(fifteen.port(), fifteen, folder.resolve("server.log"));
        started.sql(CRM.toArray(String[]::new));
        return started;
    }

    public static TestServer start(Path folder) throws IOException, SQLException {
        Path log = folder.resolve("server.log");
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("log_statement", "all")
                .setServerConfig("log_min_duration_statement", "0")
                .setServerConfig("log_line_prefix", "@@%a@@")
                .setServerConfig("max_prepared_transactions", "5")
                .setServerConfig("max_connections", "200")
                .setDataDirectoryCustomizer(data -> write(data.toPath().resolve("pg_hba.conf"), HBA))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        TestServer started = new TestServer(server.getPort(), server, log);
        started.sql(CRM.toArray(String[]::new));
        return started;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /// The whole of what the server logged so far.
    public String log() throws IOException {
        return Files.readString(log);
    }

    public Connection superuser() throws SQLException {
        return connect("postgres", "postgres", "");
    }

    public Connection connect(String database, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/" + database, properties);
    }

    public void sql(String... statements) throws SQLException {
        sqlIn("postgres", statements);
    }

    public void sqlIn(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database, "postgres", "");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public List<String> column(String query) throws SQLException {
        try (Connection connection = superuser()) {
            return column(connection, query);
        }
    }

    public static List<String> column(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /// Roles that look like leases.
    public List<String> leases() throws SQLException {
        return column("SELECT rolname FROM pg_roles WHERE rolname ~ '^sallyport_.*_[0-9]+_' ORDER BY 1");
    }

    public TargetSettings target(String instance, Map<String, List<String>> roles) {
        return target("postgres", "", instance, port(), roles);
    }

    public static TargetSettings target(
            String admin, String password, String instance, int port, Map<String, List<String>> roles) {
        Map<String, List<Grant>> grants = new TreeMap<>();
        roles.forEach((role, lines) -> grants.put(
                role,
                lines.stream()
                        .map(l -> Grant.parse("targets.crm.roles." + role, l))
                        .toList()));
        LeaseSettings leases = LeaseSettings.defaults(instance);
        return new TargetSettings(
                "crm",
                "127.0.0.1",
                port,
                "postgres",
                new TargetSettings.Admin(admin, Secret.of(password), Duration.ofSeconds(2), Duration.ofSeconds(5)),
                new TargetSettings.Tls(TargetSettings.Tls.Mode.DISABLE, null),
                List.of("public"),
                grants,
                Map.of("customers", List.of("ssn")),
                new LeaseSettings(
                        leases.kind(),
                        leases.prefix(),
                        instance,
                        leases.maxAge(),
                        leases.idle(),
                        leases.connections(),
                        leases.statementTimeout(),
                        leases.idleInTransactionTimeout(),
                        leases.expiredGrace(),
                        Duration.ofSeconds(5),
                        leases.warm()),
                new TimeLimits(
                        leases.statementTimeout(),
                        leases.idleInTransactionTimeout(),
                        Duration.ofSeconds(40),
                        Duration.ofMinutes(10),
                        leases.maxAge()),
                true,
                TargetSettings.DEFAULT_MAX_STATEMENT,
                WitnessSettings.OFF,
                TargetSettings.DEFAULT_HEARD);
    }

    public static LeaseRequest request(String role, Envelope envelope, Instant notAfter) {
        Access access = new Access("access[0]", role, Mode.ENFORCE, envelope, notAfter);
        Workload workload = new Workload("pods", "agent-1", "agent", new TreeMap<>(), notAfter);
        Purpose purpose = new Purpose("resolve-ticket", "", Purpose.Declarer.RULE);
        return new LeaseRequest(
                new Session("s1", workload, List.of(), "crm", purpose, access, notAfter, notAfter), notAfter);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
