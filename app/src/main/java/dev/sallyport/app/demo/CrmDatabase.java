package dev.sallyport.app.demo;

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
import java.util.List;

/// An embedded PostgreSQL with 10,000 customers, their tickets, and a payroll that is nobody's business. The gateway's
/// account is no superuser: it may make roles, and pass on what the support role needs.
public final class CrmDatabase implements AutoCloseable {

    /// The gateway's account on the server.
    static final String GATEWAY = "crm_gateway";

    private static final List<String> SCHEMA = List.of(
            "CREATE TABLE customers (id int PRIMARY KEY, email text UNIQUE NOT NULL, name text NOT NULL,"
                    + " address text NOT NULL, ssn text NOT NULL, card_number text NOT NULL)",
            "INSERT INTO customers SELECT i, 'customer' || i || '@example.com', 'Customer ' || i, i || ' Harbour Street',"
                    + " lpad(i::text, 9, '0'), lpad((i * 7919)::text, 16, '4') FROM generate_series(1, 10000) AS i",
            "CREATE TABLE tickets (id int PRIMARY KEY, customer_id int NOT NULL REFERENCES customers,"
                    + " subject text NOT NULL, status text NOT NULL, note text NOT NULL DEFAULT '')",
            "CREATE INDEX ON tickets (customer_id)",
            "INSERT INTO tickets SELECT i, 1 + (i * 31) % 10000, 'Parcel ' || i || ' did not arrive', 'open'"
                    + " FROM generate_series(1, 20000) AS i",
            "CREATE SCHEMA hr",
            "CREATE TABLE hr.payroll (employee_id int PRIMARY KEY, name text NOT NULL, salary int NOT NULL)",
            "INSERT INTO hr.payroll SELECT i, 'Employee ' || i, 40000 + 100 * i FROM generate_series(1, 200) AS i",
            "ANALYZE");

    private static final List<String> GATEWAY_GRANTS = List.of(
            "GRANT CONNECT ON DATABASE postgres TO crm_gateway WITH GRANT OPTION",
            "GRANT USAGE ON SCHEMA public TO crm_gateway WITH GRANT OPTION",
            "GRANT SELECT, UPDATE ON customers, tickets TO crm_gateway WITH GRANT OPTION");

    private final EmbeddedPostgres server;
    private final String gatewayPassword;

    private CrmDatabase(EmbeddedPostgres server, String gatewayPassword) {
        this.server = server;
        this.gatewayPassword = gatewayPassword;
    }

    public static CrmDatabase start() throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("password_encryption", "scram-sha-256")
                .start();
        try {
            CrmDatabase database = new CrmDatabase(server, password());
            database.fill();
            return database;
        } catch (IOException | SQLException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static String password() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private void fill() throws SQLException, IOException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            for (String sql : SCHEMA) statement.execute(sql);
            statement.execute("CREATE ROLE crm_gateway LOGIN CREATEROLE PASSWORD '" + gatewayPassword + "'");
            for (String sql : GATEWAY_GRANTS) statement.execute(sql);
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

    /// The database's owner, for looking at what is really there. The agent never gets this.
    Connection owner() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    public int port() {
        return server.getPort();
    }

    public String gatewayPassword() {
        return gatewayPassword;
    }

    /// Roles of leases that exist now.
    long leaseRoles() throws SQLException {
        return count("SELECT count(*) FROM pg_roles WHERE rolname LIKE 'sallyport\\_%' AND rolcanlogin");
    }

    long count(String sql) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
