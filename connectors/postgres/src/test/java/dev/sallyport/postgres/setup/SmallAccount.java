package dev.sallyport.postgres.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Envelope.Allowance;
import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.lease.LeaseNames;
import dev.sallyport.postgres.lease.Leases;
import dev.sallyport.postgres.lease.RoleLease;
import dev.sallyport.postgres.target.Minting;
import dev.sallyport.postgres.target.TargetSettings;
import dev.sallyport.postgres.target.TimeLimits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A PostgreSQL with an account that `sallyport target setup` made, and the leases that it gives out.
final class SmallAccount implements AutoCloseable {

    static final Map<String, List<String>> ROLES = Map.of(
            "support",
            List.of(
                    "SELECT ON customers, tickets, hr.people",
                    "UPDATE (status, note) ON tickets",
                    "DELETE ON customers",
                    "EXECUTE ON FUNCTION hr.raise(int, numeric)",
                    "USAGE ON SEQUENCE tickets_id_seq"),
            "clerk",
            List.of("SELECT ON payroll", "UPDATE ON payroll"),
            "grader",
            List.of("SELECT (id) ON grades", "UPDATE (grade) ON grades"),
            "reader",
            List.of("SELECT (id, subject) ON \"Odd marks\""));

    static final Envelope SUPPORT = new Envelope(
            false,
            List.of(
                    new Allowance(Verb.READ, "*"),
                    new Allowance(Verb.CREATE, "tickets"),
                    new Allowance(Verb.UPDATE, "tickets"),
                    new Allowance(Verb.EXECUTE, "hr.raise")));
    static final Envelope CLERK = new Envelope(false, List.of(new Allowance(Verb.UPDATE, "payroll")));

    static final Envelope READER = new Envelope(true, List.of(new Allowance(Verb.READ, "Odd marks")));

    static final String PASSWORD = "small-pass-81c2";

    final TestServer server;
    final AdminLine line;
    final Leases leases;
    final List<String> progress = new ArrayList<>();

    /// @param version of the server: `embedded`, or one that is installed
    SmallAccount(String version, Path folder) throws Exception {
        Path own = Files.createDirectory(folder.resolve(version));
        server = version.equals("15") ? TestServer.startFifteen(own) : TestServer.start(own);
        server.sql(
                "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC",
                "REVOKE USAGE ON SCHEMA public FROM PUBLIC",
                "GRANT CREATE ON SCHEMA public TO PUBLIC",
                "CREATE TABLE grades (id int PRIMARY KEY, grade int)",
                "CREATE TABLE \"Odd marks\" (id int PRIMARY KEY, subject text, mark int)",
                "CREATE DATABASE other",
                "CREATE ROLE boss LOGIN PASSWORD 'x'");
        server.sqlIn("other", "GRANT CREATE ON SCHEMA public TO PUBLIC");
        install();
        line = new AdminLine(target());
        leases = new Leases(line, InstantSource.system(), new LeaseNames());
    }

    TargetSettings target() {
        return byFunctions(TestServer.target("small", PASSWORD, "gw1", server.port(), ROLES), "postgres");
    }

    /// Without a time-out for transactions, which PostgreSQL 15 does not have.
    static TargetSettings byFunctions(TargetSettings all, String database) {
        return new TargetSettings(
                all.name(),
                all.host(),
                all.port(),
                database,
                all.admin().by(Minting.FUNCTIONS),
                all.tls(),
                all.searchPath(),
                all.roles(),
                all.sensitive(),
                all.leases(),
                TimeLimits.of(all.leases()),
                all.clearText(),
                all.maxStatement(),
                all.witness(),
                all.heard());
    }

    void install() throws Exception {
        SetupScript script = SetupScript.of(
                target(),
                Map.of("support", SUPPORT, "clerk", CLERK, "grader", Envelope.UNRESTRICTED, "reader", READER));
        new Installation(target(), progress::add).run(script, "postgres", Secret.of(""));
    }

    RoleLease mint(String role, Envelope envelope) throws TargetException {
        return leases.mintWithPassword(TestServer.request(
                role, envelope, InstantSource.system().instant().plusSeconds(300)));
    }

    Connection as(RoleLease lease, String database) throws SQLException {
        return server.connect(
                database,
                lease.role(),
                lease.secret().password().exposeText(SecretAccess.because("the test logs in as the lease")));
    }

    Connection small() throws SQLException {
        return server.connect("postgres", "small", PASSWORD);
    }

    void refused(String... statements) throws SQLException {
        try (Connection connection = small();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as(sql)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState())
                                        .as(e.getMessage())
                                        .isEqualTo("42501"));
            }
        }
    }

    @Override
    public void close() throws Exception {
        leases.close();
        line.close();
        server.close();
    }
}
