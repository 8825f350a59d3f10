package dev.sallyport.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.TargetException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The gateway's account needs no superuser: CREATEROLE, and the privileges it hands out WITH GRANT OPTION.
class UnprivilegedAdminTest {

    private static final Map<String, List<String>> ROLES =
            Map.of("support", List.of("SELECT ON tickets"), "greedy", List.of("SELECT ON tickets, payroll"));

    @TempDir
    static Path folder;

    static TestServer server;
    static AdminLine line;
    static Leases leases;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(folder);
        server.sql(
                "CREATE ROLE gateway LOGIN CREATEROLE PASSWORD 'correct horse'",
                "GRANT SELECT ON tickets TO gateway WITH GRANT OPTION",
                "GRANT SELECT ON payroll TO gateway",
                "GRANT CREATE ON SCHEMA public TO PUBLIC"); // as before PostgreSQL 15
        line = new AdminLine(TestServer.target("gateway", "correct horse", "gw1", server.port(), ROLES));
        leases = new Leases(line, InstantSource.system(), new LeaseNames());
    }

    @AfterAll
    static void stop() throws Exception {
        leases.close();
        line.close();
        server.close();
    }

    private static RoleLease mint(String role) throws TargetException {
        return leases.mintWithPassword(TestServer.request(
                role, Envelope.UNRESTRICTED, InstantSource.system().instant().plusSeconds(300)));
    }

    @Test
    void itMintsAndDestroysWithLiveBackEndsOwnedObjectsAndPreparedTransactions() throws Exception {
        RoleLease lease = mint("support");
        String password = lease.secret().password().exposeText(SecretAccess.because("the test logs in"));
        try (Connection connection = server.connect("postgres", lease.id(), password);
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT * FROM tickets");
            statement.execute("CREATE TABLE bait (i int)");
            server.sql("CREATE VIEW report AS SELECT i FROM bait");
            statement.execute("BEGIN; CREATE TABLE loot (i int); PREPARE TRANSACTION 'mine'");
            lease.close();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT 1"));
        }
        assertThat(server.leases()).isEmpty();
        assertThat(server.column("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'bait'"))
                .containsExactly("sallyport_attic");
    }

    /// A GRANT without the grant option is only a warning to the server.
    @Test
    void aPrivilegeItMayNotHandOutIsAnErrorAndLeavesNoRole() throws Exception {
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> mint("greedy"))
                .withMessageContaining("WITH GRANT OPTION")
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("01007"));
        assertThat(server.leases()).isEmpty();
    }
}
