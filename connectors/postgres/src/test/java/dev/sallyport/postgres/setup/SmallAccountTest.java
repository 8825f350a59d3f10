package dev.sallyport.postgres.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.lease.RoleLease;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// R15: the account that `sallyport target setup` makes gives out leases and ends them.
@ParameterizedClass(name = "PostgreSQL {0}")
@ValueSource(strings = {"embedded", "15"})
class SmallAccountTest {

    @Parameter
    String version = "";

    @TempDir
    static Path folder;

    private static SmallAccount account;

    @BeforeParameterizedClassInvocation
    static void start(String version) throws Exception {
        account = new SmallAccount(version, folder);
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        account.close();
    }

    @Test
    void aLeaseHoldsWhatItsTemplateAndPurposeHaveInCommonAndIsGoneAfterwards() throws Exception {
        RoleLease lease = account.mint("support", SmallAccount.SUPPORT);
        try (Connection connection = account.as(lease, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT name FROM customers WHERE id = 1");
            statement.execute("UPDATE tickets SET note = 'x' WHERE id = 1");
            statement.execute("SELECT hr.raise(1, 2), nextval('tickets_id_seq')");
            assertThatThrownBy(() -> statement.execute("SELECT ssn FROM customers"))
                    .hasMessageContaining("denied");
            assertThatThrownBy(() -> statement.execute("DELETE FROM customers")).hasMessageContaining("denied");
            assertThatThrownBy(() -> statement.execute("SELECT FROM payroll")).hasMessageContaining("denied");
            assertThat(TestServer.column(connection, "SHOW search_path")).containsExactly("public, pg_temp");
            lease.close();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT 1"));
        }
        assertThat(account.server.leases()).isEmpty();
    }

    /// R16: a role that was made ahead holds nothing until its session comes.
    @Test
    void aRoleMadeAheadIsGivenItsGrantsLater() throws Exception {
        RoleLease blank = account.leases.mintBlank("support", SmallAccount.SUPPORT);
        assertThat(mayReadTickets(blank)).isEqualTo("f");
        Instant end = InstantSource.system().instant().plusSeconds(300);
        RoleLease lease = account.leases.furnish(blank, TestServer.request("support", SmallAccount.SUPPORT, end));
        assertThat(mayReadTickets(lease)).isEqualTo("t");
        lease.close();
        assertThat(account.server.leases()).isEmpty();
    }

    private static String mayReadTickets(RoleLease lease) throws SQLException {
        return account.server
                .column("SELECT has_table_privilege('" + lease.role() + "', 'tickets', 'SELECT')")
                .getFirst();
    }

    /// R12: who changes by key may name the key, and no more.
    @Test
    void whoMayOnlyChangeReadsKeysOnly() throws Exception {
        try (RoleLease lease = account.mint("clerk", SmallAccount.CLERK);
                Connection connection = account.as(lease, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE payroll SET salary = 1 WHERE id = 1");
            assertThatThrownBy(() -> statement.execute("SELECT salary FROM payroll"))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void grantsOnColumnsAloneAreGivenAndTakenBack() throws Exception {
        RoleLease lease = account.mint("grader", Envelope.UNRESTRICTED);
        try (Connection connection = account.as(lease, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE grades SET grade = 1 WHERE id = 1");
            statement.execute("BEGIN; UPDATE grades SET grade = 2 WHERE id = 1; PREPARE TRANSACTION 'graded'");
        }
        lease.close();
        assertThat(account.server.leases()).isEmpty();
    }

    /// DROP OWNED takes column privileges back by way of the table, of which who gave them need hold nothing.
    @Test
    void grantsOnColumnsOfATableThatNothingElseIsGrantedOfAreTakenBack() throws Exception {
        RoleLease lease = account.mint("reader", SmallAccount.READER);
        try (Connection connection = account.as(lease, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT id, subject FROM \"Odd marks\"");
            assertThatThrownBy(() -> statement.execute("SELECT mark FROM \"Odd marks\""))
                    .hasMessageContaining("denied");
            statement.execute("CREATE TABLE own (a int); GRANT SELECT (a) ON own TO CURRENT_USER");
        }
        lease.close();
        assertThat(account.server.leases()).isEmpty();
    }

    /// R13: prepared transactions, what others depend on, and what lies in other databases.
    @Test
    void whatALeaseLeavesBehindGoesTooAndTheAccountGainsNothingByIt() throws Exception {
        RoleLease lease = account.mint("support", SmallAccount.SUPPORT);
        try (Connection connection = account.as(lease, "postgres");
                Connection elsewhere = account.as(lease, "other");
                Statement statement = connection.createStatement();
                Statement other = elsewhere.createStatement()) {
            other.execute("CREATE TABLE far (i int)");
            statement.execute("CREATE TABLE bait (i int)");
            account.server.sql("CREATE VIEW report AS SELECT i FROM bait");
            statement.execute("BEGIN; CREATE TABLE loot (i int); PREPARE TRANSACTION 'mine'");
            lease.close();
        }
        assertThat(account.server.leases()).isEmpty();
        assertThat(account.server.column("SELECT gid FROM pg_prepared_xacts")).isEmpty();
        assertThat(account.server.column("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'bait'"))
                .containsExactly("sallyport_attic");
        assertThat(account.server.column("SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
                        + " JOIN pg_roles a ON a.oid = m.member WHERE a.rolname = 'small'"))
                .isEmpty();
    }

    /// Two gateways on one server, and what one of them left behind too long ago.
    @Test
    void anExpiredLeaseOfAnotherGatewayMayBeEnded() throws Exception {
        String expired = "sallyport_gw9_1000000000_00000000000000ee";
        account.server.sql(
                "CREATE ROLE \"" + expired + "\" NOLOGIN",
                "GRANT \"" + expired + "\" TO sallyport_owner WITH ADMIN OPTION");
        account.refused("SELECT sallyport.lock_out('sallyport_gw9_9999999999_00000000000000ee')");
        assertThat(account.leases.sweeper().sweep().destroyed()).contains(expired);
    }

    /// Again, after a change and over what was made directly before.
    @Test
    void itCanBeSetUpAgain() throws Exception {
        account.server.sql("GRANT SELECT ON customers TO small WITH GRANT OPTION", "ALTER ROLE small CREATEROLE");
        account.install();
        account.refused("SELECT name FROM public.customers", "CREATE ROLE x");
        try (RoleLease lease = account.mint("support", SmallAccount.SUPPORT)) {
            assertThat(lease.describe()).contains("SELECT");
        }
        assertThat(account.progress).contains("make the functions");
    }

    @Test
    void anAccountThatIsMoreThanItMustBeIsNotSetUp() throws Exception {
        for (String power : List.of("pg_read_all_data", "sallyport_owner")) {
            account.server.sql("GRANT " + power + " TO small");
            assertThatExceptionOfType(TargetException.class)
                    .isThrownBy(account::install)
                    .withMessageContaining("end the membership: small of " + power);
            account.server.sql("REVOKE " + power + " FROM small");
        }
    }

    @Test
    void theScriptHoldsAVerifierAndNoPassword() {
        String text = SetupScript.of(account.target(), Map.of("support", SmallAccount.SUPPORT))
                .text("-- for crm");
        assertThat(text).contains("SCRAM-SHA-256$4096:", "BEGIN;", "COMMIT;").doesNotContain(SmallAccount.PASSWORD);
    }
}
