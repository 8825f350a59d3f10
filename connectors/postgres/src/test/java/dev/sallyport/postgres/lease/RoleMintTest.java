package dev.sallyport.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.credential.SecretAccess;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Envelope.Allowance;
import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.TestServer;
import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.probe.LeaseProbe;
import dev.sallyport.postgres.target.TargetSettings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a minted role can do at a real server, and what it cannot (R8, R12).
class RoleMintTest {

    private static final Map<String, List<String>> ROLES = Map.of(
            "support",
            List.of(
                    "SELECT ON customers, tickets",
                    "UPDATE (status, note) ON tickets",
                    "INSERT ON tickets",
                    "USAGE ON SEQUENCE tickets_id_seq"),
            "personnel",
            List.of("SELECT (id, name) ON hr.people", "EXECUTE ON FUNCTION hr.raise(int, numeric)"),
            "broken",
            List.of("SELECT ON customers, no_such_table"));

    private static final String OK = "00000";
    private static final String DENIED = "42501";
    private static final String READ_ONLY = "25006";

    @TempDir
    static Path folder;

    static TestServer server;
    static AdminLine line;
    static Leases leases;
    static TargetSettings target;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(folder);
        target = server.target("gw1", ROLES);
        line = new AdminLine(target);
        leases = new Leases(line, InstantSource.system(), new LeaseNames());
    }

    @AfterAll
    static void stop() throws Exception {
        leases.close();
        line.close();
        server.close();
    }

    private static RoleLease mint(String role, Envelope envelope) throws TargetException {
        return leases.mintWithPassword(TestServer.request(
                role, envelope, InstantSource.system().instant().plusSeconds(300)));
    }

    private static Envelope allows(Allowance... allowances) {
        return new Envelope(false, List.of(allowances));
    }

    private static List<String> states(RoleLease lease, String... statements) throws SQLException {
        return new LeaseProbe(target)
                .attempt(lease.id(), lease.secret().password(), List.of(statements)).stream()
                        .map(LeaseProbe.Finding::sqlState)
                        .toList();
    }

    @Test
    void itLogsInWithItsPasswordAndWithNoOther() throws Exception {
        try (RoleLease lease = mint("support", Envelope.UNRESTRICTED)) {
            String password = lease.secret().password().exposeText(SecretAccess.because("the test logs in"));
            try (Connection connection = server.connect("postgres", lease.id(), password)) {
                assertThat(TestServer.column(connection, "SELECT session_user::text"))
                        .containsExactly(lease.id());
            }
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> server.connect("postgres", lease.id(), password + "x"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    @Test
    void itDoesWhatTheRoleAndThePurposeAllow() throws Exception {
        try (RoleLease lease = mint("support", Envelope.UNRESTRICTED)) {
            assertThat(states(
                            lease,
                            "SELECT id, email, name FROM customers WHERE id = 1",
                            "SELECT * FROM tickets",
                            "UPDATE tickets SET status = 'done', note = 'x' WHERE id = 1",
                            "INSERT INTO tickets (customer_id, status) VALUES (1, 'new') RETURNING id"))
                    .containsOnly(OK);
        }
        try (RoleLease lease = mint("personnel", Envelope.UNRESTRICTED)) {
            assertThat(states(lease, "SELECT id, name FROM hr.people", "SELECT hr.raise(1, 2.5)"))
                    .containsOnly(OK);
        }
    }

    @Test
    void itDoesNothingElse() throws Exception {
        List<String> evil = List.of(
                "SELECT ssn FROM customers WHERE id = 1",
                "SELECT * FROM customers",
                "SELECT customers FROM customers",
                "SELECT row_to_json(customers) FROM customers",
                "SELECT 1 FROM customers WHERE ssn = '000-1'",
                "SELECT max(ssn) FROM customers",
                "COPY customers TO STDOUT",
                "SELECT * FROM payroll",
                "SELECT * FROM hr.people",
                "SELECT hr.raise(1, 2)",
                "UPDATE tickets SET customer_id = 2 WHERE id = 1",
                "UPDATE customers SET email = 'x' WHERE id = 1",
                "DELETE FROM tickets WHERE id = 1",
                "TRUNCATE tickets",
                "DROP TABLE tickets",
                "ALTER TABLE tickets ADD COLUMN x int",
                "CREATE INDEX ON tickets (status)",
                "LOCK TABLE customers IN ACCESS EXCLUSIVE MODE",
                "CREATE TABLE public.loot AS SELECT 1",
                "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
                "CREATE SCHEMA loot",
                "CREATE EXTENSION plperl",
                "CREATE ROLE friend LOGIN",
                "CREATE DATABASE loot",
                "ALTER ROLE postgres PASSWORD 'x'",
                "ALTER ROLE CURRENT_USER SUPERUSER",
                "ALTER ROLE CURRENT_USER VALID UNTIL 'infinity'",
                "GRANT SELECT ON customers TO PUBLIC",
                "SET ROLE postgres",
                "SET SESSION AUTHORIZATION postgres",
                "SET session_replication_role = replica",
                "ALTER SYSTEM SET log_statement = 'none'",
                "COPY tickets FROM PROGRAM 'id'",
                "COPY (SELECT 1) TO PROGRAM 'id'",
                "COPY (SELECT 1) TO '/dev/null'",
                "SELECT pg_read_file('/etc/passwd')",
                "SELECT pg_ls_dir('/')",
                "SELECT lo_import('/etc/passwd')",
                "SELECT * FROM pg_authid",
                "SELECT pg_reload_conf()",
                "SELECT nextval('payroll')",
                "DO $$ BEGIN PERFORM ssn FROM customers; END $$",
                "DO $$ BEGIN EXECUTE 'DROP TABLE tickets'; END $$");
        try (RoleLease lease = mint("support", Envelope.UNRESTRICTED)) {
            List<LeaseProbe.Finding> done = new LeaseProbe(target)
                    .attempt(lease.id(), lease.secret().password(), evil).stream()
                            .filter(finding -> !finding.refused())
                            .toList();
            assertThat(done).isEmpty();
        }
    }

    @Test
    void aPurposeThatOnlyReadsGetsNothingElseEvenAfterSwitchingReadOnlyOff() throws Exception {
        Envelope reading = allows(new Allowance(Verb.READ, "customers"));
        try (RoleLease lease = mint("support", reading)) {
            assertThat(lease.describe()).isEqualTo("SELECT (id, email, name) ON customers; read-only transactions");
            assertThat(states(
                            lease, "SELECT id FROM customers", "CREATE TEMP TABLE t (i int)", "SELECT * FROM tickets"))
                    .containsExactly(OK, READ_ONLY, DENIED);
            // R12: the setting is a convenience, the missing grant is the boundary
            assertThat(states(
                            lease,
                            "SET TRANSACTION READ WRITE; UPDATE tickets SET status = 'x' WHERE id = 1",
                            "SET TRANSACTION READ WRITE; INSERT INTO tickets (status) VALUES ('x')"))
                    .containsOnly(DENIED);
        }
    }

    @Test
    void anUpdateByKeyWorksWithoutAPermissionToRead() throws Exception {
        try (RoleLease lease = mint("support", allows(new Allowance(Verb.UPDATE, "tickets")))) {
            assertThat(states(
                            lease,
                            "UPDATE tickets SET status = 'done' WHERE id = 1",
                            "SELECT note FROM tickets WHERE id = 1",
                            "UPDATE tickets SET status = 'done' WHERE note = 'n'",
                            "UPDATE tickets SET status = 'done' WHERE id = 1 RETURNING note"))
                    .containsExactly(OK, DENIED, DENIED, DENIED);
        }
    }

    /// While somebody else changes grants, these wait; then one transaction makes them all. What one role names and the
    /// database does not have is that one's mistake alone, whether it is seen before or by the server.
    @Test
    void thoseThatWaitAreMadeInOneTransaction() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        List<Future<RoleLease>> waiting = new ArrayList<>();
        int before = verifierStatements();
        try (var guests = Executors.newVirtualThreadPerTaskExecutor()) {
            guests.submit(() -> line.change("keep others waiting", session -> {
                busy.countDown();
                return opened(done);
            }));
            assertThat(busy.await(20, TimeUnit.SECONDS)).isTrue();
            waiting.add(guests.submit(() -> mint("support", Envelope.UNRESTRICTED)));
            await(() -> leases.counter().present() == 1);
            for (int i = 0; i < 20; i++) waiting.add(guests.submit(() -> mint("support", Envelope.UNRESTRICTED)));
            Future<RoleLease> broken = guests.submit(() -> mint("broken", Envelope.UNRESTRICTED));
            await(() -> leases.counter().present() == 22);
            done.countDown();
            assertThatThrownBy(broken::get).hasMessageContaining("no_such_table");
            for (Future<RoleLease> one : waiting) {
                try (RoleLease lease = one.get()) {
                    assertThat(states(lease, "SELECT id FROM tickets")).containsExactly(OK);
                }
            }
        }
        assertThat(verifierStatements() - before).isLessThanOrEqualTo(2);
    }

    private static boolean opened(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        for (int i = 0; !condition.holds(); i++) {
            assertThat(i).as("waited in vain").isLessThan(2000);
            Thread.sleep(5);
        }
    }

    private static int verifierStatements() throws Exception {
        return server.log().split("LOG:  (?:statement|execute [^:]+): DO \\$sallyport\\$", -1).length - 1;
    }

    /// R8: pg_temp comes last; R4: encoding and strings are pinned.
    @Test
    void itsSessionsStartWithTheSettingsOfTheLease() throws Exception {
        try (RoleLease lease = mint("support", allows(new Allowance(Verb.READ, "*")))) {
            String password = lease.secret().password().exposeText(SecretAccess.because("the test logs in"));
            try (Connection connection = server.connect("postgres", lease.id(), password)) {
                assertThat(TestServer.column(
                                connection,
                                "SELECT current_setting(name) FROM unnest(ARRAY['search_path',"
                                        + " 'default_transaction_read_only', 'statement_timeout',"
                                        + " 'idle_in_transaction_session_timeout', 'lock_timeout', 'transaction_timeout', 'client_encoding',"
                                        + " 'standard_conforming_strings']) name"))
                        .containsExactly("public, pg_temp", "on", "1min", "1min", "40s", "10min", "UTF8", "on");
            }
            assertThat(server.column("SELECT concat_ws(' ', rolsuper, rolinherit, rolcreaterole, rolcreatedb,"
                            + " rolreplication, rolbypassrls, rolconnlimit) FROM pg_roles WHERE rolname = '"
                            + lease.id() + "'"))
                    .containsExactly("f f f f f f 2");
        }
    }

    @Test
    void itExpiresWithTheSessionAndNeverLaterThanItsMaximumAge() throws Exception {
        Instant now = InstantSource.system().instant();
        try (RoleLease early = leases.mintWithPassword(
                        TestServer.request("support", Envelope.UNRESTRICTED, now.plusSeconds(90)));
                RoleLease late = leases.mint(
                        TestServer.request("support", Envelope.UNRESTRICTED, now.plus(Duration.ofDays(9))))) {
            assertThat(early.expiresAt()).isEqualTo(now.plusSeconds(90));
            assertThat(late.expiresAt()).isBetween(now.plus(Duration.ofHours(1)), now.plus(Duration.ofMinutes(61)));
            assertThat(server.column("SELECT count(*) FROM pg_roles WHERE rolname = '" + early.id()
                            + "' AND rolvaliduntil = '" + early.expiresAt() + "'"))
                    .containsExactly("1");
        }
    }

    @Test
    void whatPublicHasLostIsGrantedAndOnlyThen() throws Exception {
        server.sql("REVOKE CONNECT ON DATABASE postgres FROM PUBLIC", "REVOKE USAGE ON SCHEMA public FROM PUBLIC");
        try (RoleLease lease = mint("support", Envelope.UNRESTRICTED)) {
            assertThat(states(lease, "SELECT id FROM tickets")).containsExactly(OK);
        } finally {
            server.sql("GRANT CONNECT ON DATABASE postgres TO PUBLIC", "GRANT USAGE ON SCHEMA public TO PUBLIC");
        }
    }

    @Test
    void aRoleThatNamesWhatIsNotThereIsNotMintedAtAll() throws Exception {
        List<String> before = server.leases();
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> mint("broken", Envelope.UNRESTRICTED))
                .withMessage("targets.crm.roles: name a table that exists: `no_such_table`");
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> mint("nobody", Envelope.UNRESTRICTED))
                .withMessage("targets.crm.roles: name the role that the access rule asks for: `nobody`");
        assertThat(server.leases()).isEqualTo(before);
    }

    @Test
    void manyAtOnceAllSucceedAndAllGo() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> minted = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                minted.add(threads.submit(() -> {
                    try (RoleLease lease = mint("support", Envelope.UNRESTRICTED)) {
                        return lease.id();
                    }
                }));
            }
            for (Future<String> one : minted) {
                String gone = one.get();
                assertThat(server.leases()).doesNotContain(gone);
            }
        }
    }

    @Test
    void whatPublicMayStillDoIsListed() throws Exception {
        server.sql("GRANT SELECT ON payroll TO PUBLIC", "GRANT UPDATE (note) ON tickets TO PUBLIC");
        try {
            assertThat(PublicPrivilege.list(line))
                    .contains(
                            new PublicPrivilege("table", "public.payroll", "SELECT"),
                            new PublicPrivilege("column", "public.tickets.note", "UPDATE"),
                            new PublicPrivilege("database", "postgres", "CONNECT, TEMPORARY"),
                            new PublicPrivilege("schema", "public", "USAGE"),
                            new PublicPrivilege("language", "plpgsql", "USAGE"))
                    .noneMatch(
                            p -> p.name().startsWith("pg_catalog") || p.name().startsWith("information_schema"))
                    .noneMatch(p -> p.name().contains("hr.raise"));
        } finally {
            server.sql("REVOKE SELECT ON payroll FROM PUBLIC", "REVOKE UPDATE (note) ON tickets FROM PUBLIC");
        }
    }
}
