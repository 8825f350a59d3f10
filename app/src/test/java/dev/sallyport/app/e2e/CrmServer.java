package dev.sallyport.app.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL with a small CRM that logs every statement, and can be stopped and started again on the same port and
/// data. The gateway's account is no superuser.
final class CrmServer implements AutoCloseable {

    static final String GATEWAY = "crm_gateway";
    static final String GATEWAY_PASSWORD = "gateway-pass-7f3a9c51";

    private static final String HBA =
            "host all postgres all trust\nhost all all all scram-sha-256\nlocal all all trust\n";

    private static final List<String> CRM = List.of(
            "SET log_statement = 'none'", // what comes here is the operator's, and has a password in it
            "CREATE TABLE customers (id int PRIMARY KEY, email text UNIQUE NOT NULL, name text NOT NULL, ssn text)",
            "INSERT INTO customers SELECT i, 'customer' || i || '@example.com', 'Customer ' || i, '000-' || i"
                    + " FROM generate_series(1, 2000) AS i",
            "CREATE TABLE tickets (id int PRIMARY KEY, customer_id int NOT NULL, status text NOT NULL, note text NOT NULL)",
            "INSERT INTO tickets SELECT i, i, 'open', '' FROM generate_series(1, 2000) AS i",
            "CREATE TABLE articles (id int PRIMARY KEY, title text NOT NULL, rating numeric, seen timestamptz)",
            "INSERT INTO articles SELECT i, 'Article ' || i, i / 8.0, '2026-01-01Z'::timestamptz + i * interval '1 hour'"
                    + " FROM generate_series(1, 500) AS i",
            "CREATE ROLE crm_gateway LOGIN CREATEROLE PASSWORD '" + GATEWAY_PASSWORD + "'",
            "GRANT CONNECT ON DATABASE postgres TO crm_gateway WITH GRANT OPTION",
            "GRANT USAGE ON SCHEMA public TO crm_gateway WITH GRANT OPTION",
            "GRANT SELECT, UPDATE ON customers, tickets, articles TO crm_gateway WITH GRANT OPTION",
            "ANALYZE");

    private final Path data;
    private final Path log;
    private EmbeddedPostgres server;

    private final @Nullable InstalledPostgres installed;

    private CrmServer(Path folder, @Nullable InstalledPostgres installed) throws IOException {
        this.installed = installed;
        this.data = folder.resolve("database");
        this.log = folder.resolve("database.log");
        this.server = start(0);
    }

    /// @param folder for data and log
    static CrmServer create(Path folder) throws IOException, SQLException {
        return create(folder, null);
    }

    /// @param installed null for the embedded server
    static CrmServer create(Path folder, @Nullable InstalledPostgres installed) throws IOException, SQLException {
        CrmServer created = new CrmServer(folder, installed);
        created.sql(CRM.toArray(String[]::new));
        return created;
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("log_statement", "all")
                .setServerConfig("log_connections", "on")
                .setServerConfig("max_connections", "250")
                .setServerConfig("fsync", "off")
                .setServerConfig("unix_socket_directories", "")
                .setDataDirectoryCustomizer(CrmServer::askForPasswords)
                .setErrorRedirector(Redirect.appendTo(log.toFile()))
                .setOutputRedirector(Redirect.appendTo(log.toFile()));
        if (installed != null) builder.setPgBinaryResolver(installed);
        return (port == 0 ? builder : builder.setPort(port)).start();
    }

    private static void askForPasswords(java.io.File data) {
        try {
            Files.writeString(data.toPath().resolve("pg_hba.conf"), HBA);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    /// What the server logged so far.
    String log() throws IOException {
        return Files.readString(log);
    }

    void stop() throws IOException {
        server.close();
    }

    void restart() throws IOException {
        server = start(server.getPort());
    }

    /// The database's owner, past the gateway.
    Connection owner() throws SQLException {
        return connect("postgres", "");
    }

    Connection connect(String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port() + "/postgres", properties);
    }

    void sql(String... statements) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            for (String sql : statements) statement.execute(sql);
        }
    }

    List<String> column(String query) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) values.add(String.valueOf(rows.getString(1)));
            return values;
        }
    }

    String one(String query) throws SQLException {
        return column(query).getFirst();
    }

    /// Roles of leases that exist now.
    List<String> leases() throws SQLException {
        return column("SELECT rolname FROM pg_roles WHERE rolname LIKE 'sallyport\\_%' AND rolcanlogin");
    }

    /// Back ends of leases that wait for a lock now.
    long waiting() throws SQLException {
        return Long.parseLong(one("SELECT count(*) FROM pg_stat_activity"
                + " WHERE usename LIKE 'sallyport\\_%' AND wait_event_type = 'Lock'"));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
