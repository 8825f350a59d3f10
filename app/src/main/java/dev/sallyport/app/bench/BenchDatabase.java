package dev.sallyport.app.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;

/// An embedded PostgreSQL. The client that comes directly or through PgBouncer may read the accounts and nothing else,
/// as the gateway's leases may.
final class BenchDatabase implements AutoCloseable {

    static final String OWNER = "postgres";
    static final String DATABASE = "postgres";
    static final String CLIENT = "bench_client";
    static final String GATEWAY = "bench_gateway";

    private static final int SPARE = 150;

    private final EmbeddedPostgres server;
    private final String password;

    private BenchDatabase(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /// @param certificate folder of the certificate and key that it offers TLS with
    /// @param sessions at once
    static BenchDatabase start(Path certificate, int sessions) throws IOException {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return new BenchDatabase(
                EmbeddedPostgres.builder()
                        .setServerConfig("password_encryption", "scram-sha-256")
                        .setServerConfig("max_connections", String.valueOf(SPARE + sessions))
                        .setServerConfig("ssl", "on")
                        .setServerConfig(
                                "ssl_cert_file",
                                certificate.resolve("server.crt").toString())
                        .setServerConfig(
                                "ssl_key_file",
                                certificate.resolve("server.key").toString())
                        .start(),
                HexFormat.of().formatHex(random));
    }

    int port() {
        return server.getPort();
    }

    /// Of both accounts.
    String password() {
        return password;
    }

    /// Call when pgbench's tables are there.
    void makeAccounts() throws SQLException, IOException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE ROLE bench_client LOGIN PASSWORD '" + password + "'");
            statement.execute("GRANT SELECT ON pgbench_accounts TO bench_client");
            statement.execute("CREATE ROLE bench_gateway LOGIN CREATEROLE PASSWORD '" + password + "'");
            statement.execute("GRANT CONNECT ON DATABASE postgres TO bench_gateway WITH GRANT OPTION");
            statement.execute("GRANT USAGE ON SCHEMA public TO bench_gateway WITH GRANT OPTION");
            statement.execute("GRANT SELECT ON pgbench_accounts TO bench_gateway WITH GRANT OPTION");
            askForPasswords(statement);
        }
    }

    /// The embedded server trusts everyone on the machine; from now on only its owner.
    private static void askForPasswords(Statement statement) throws SQLException, IOException {
        try (ResultSet hba = statement.executeQuery("SHOW hba_file")) {
            hba.next();
            Files.writeString(
                    Path.of(hba.getString(1)),
                    "host all postgres 127.0.0.1/32 trust\nhost all all all scram-sha-256\n");
        }
        statement.execute("SELECT pg_reload_conf()");
    }

    String version() throws SQLException {
        return ask("SHOW server_version");
    }

    /// Whether every lease that was given to a session is gone: what the gateway does after a round
    /// must not fall into the next. Roles that are made ahead hold no grant yet.
    boolean quiet() throws SQLException {
        return ask("SELECT count(*) FROM pg_shdepend d JOIN pg_roles r ON r.oid = d.refobjid"
                        + " WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_authid'::regclass"
                        + " AND r.rolname LIKE 'sallyport\\_%'")
                .equals("0");
    }

    private String ask(String sql) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private Connection owner() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
