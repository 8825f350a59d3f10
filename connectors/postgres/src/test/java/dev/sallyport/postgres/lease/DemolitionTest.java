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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The end of a lease at a real server, whatever it left there (R13, R14).
class DemolitionTest {

    private static final Map<String, List<String>> ROLES = Map.of("support", List.of("SELECT ON customers, tickets"));

    @TempDir
    static Path folder;

    static TestServer server;
    static AdminLine line;
    static Leases leases;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(folder);
        server.sql("CREATE DATABASE other");
        line = new AdminLine(server.target("gw1", ROLES));
        leases = new Leases(line, InstantSource.system(), new LeaseNames());
    }

    @AfterAll
    static void stop() throws Exception {
        leases.close();
        line.close();
        server.close();
    }

    @AfterEach
    void nothingIsLeft() throws SQLException {
        assertThat(server.leases()).isEmpty();
        assertThat(leases.pending().size()).isZero();
    }

    private static RoleLease mint() throws TargetException {
        return leases.mintWithPassword(TestServer.request(
                "support",
                Envelope.UNRESTRICTED,
                InstantSource.system().instant().plusSeconds(300)));
    }

    private static Connection logIn(String database, RoleLease lease) throws SQLException {
        return server.connect(
                database, lease.id(), lease.secret().password().exposeText(SecretAccess.because("the test logs in")));
    }

    private static void as(String database, RoleLease lease, String... statements) throws SQLException {
        try (Connection connection = logIn(database, lease);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        RoleLease lease = mint();
        lease.close();
        lease.close();
        assertThatExceptionOfType(SQLException.class).isThrownBy(() -> server.connect("postgres", lease.id(), "x"));
    }

    /// R14: `VALID UNTIL` ends no live back end, closing does.
    @Test
    void liveBackEndsAreEndedEvenInTheMiddleOfAStatement() throws Exception {
        RoleLease lease = mint();
        try (Connection idle = logIn("postgres", lease);
                Connection busy = logIn("other", lease);
                Statement statement = idle.createStatement()) {
            Thread sleeper = Thread.ofVirtual().start(() -> {
                try (Statement sleep = busy.createStatement()) {
                    sleep.execute("SELECT pg_sleep(60)");
                } catch (SQLException _) {
                    // its end is what the test waits for
                }
            });
            idle.setAutoCommit(false);
            statement.execute("CREATE TEMP TABLE mine AS SELECT id FROM customers");
            lease.close();
            assertThat(sleeper.join(java.time.Duration.ofSeconds(20))).isTrue();
            assertThatExceptionOfType(SQLException.class).isThrownBy(() -> statement.execute("SELECT 1"));
        }
        assertThat(server.column("SELECT nspname FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
                        + " WHERE relname = 'mine'"))
                .isEmpty();
    }

    @Test
    void whatItOwnsIsDroppedNotReassigned() throws Exception {
        RoleLease lease = mint();
        server.sql("GRANT CREATE ON SCHEMA public TO \"" + lease.id() + "\"");
        as(
                "postgres",
                lease,
                "CREATE TABLE loot AS SELECT id FROM customers",
                "CREATE FUNCTION trap() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT current_user::text'",
                "GRANT EXECUTE ON FUNCTION trap() TO PUBLIC",
                "ALTER DEFAULT PRIVILEGES GRANT ALL ON TABLES TO PUBLIC",
                "SELECT lo_create(4711)");
        lease.close();
        assertThat(server.column("SELECT relname FROM pg_class WHERE relname = 'loot'"
                        + " UNION ALL SELECT proname FROM pg_proc WHERE proname = 'trap'"
                        + " UNION ALL SELECT 'default acl' FROM pg_default_acl"
                        + " UNION ALL SELECT 'large object' FROM pg_largeobject_metadata"))
                .isEmpty();
    }

    @Test
    void whatItOwnsInAnotherDatabaseIsDroppedToo() throws Exception {
        RoleLease lease = mint();
        server.sqlIn("other", "GRANT CREATE ON SCHEMA public TO \"" + lease.id() + "\"");
        as("other", lease, "CREATE TABLE loot (i int)", "CREATE SEQUENCE loot_seq");
        lease.close();
        try (Connection other = server.connect("other", "postgres", "")) {
            assertThat(TestServer.column(other, "SELECT relname FROM pg_class WHERE relname LIKE 'loot%'"))
                    .isEmpty();
        }
    }

    @Test
    void preparedTransactionsAreRolledBackWithTheirLocks() throws Exception {
        RoleLease lease = mint();
        server.sql("GRANT CREATE ON SCHEMA public TO \"" + lease.id() + "\"");
        server.sqlIn("other", "GRANT CREATE ON SCHEMA public TO \"" + lease.id() + "\"");
        String hostileName = "it''s \\ \"mine\"; --";
        as("postgres", lease, "BEGIN; CREATE TABLE loot (i int); PREPARE TRANSACTION '" + hostileName + "'");
        as("other", lease, "BEGIN; CREATE TABLE loot (i int); PREPARE TRANSACTION 'second'");
        lease.close();
        assertThat(server.column("SELECT gid FROM pg_prepared_xacts")).isEmpty();
    }

    /// One question is asked for all of them: each answer must be its own lease's.
    @Test
    void leasesThatEndTogetherAreEachEndedWithWhatTheyHave() throws Exception {
        List<RoleLease> ending = new ArrayList<>();
        for (int i = 0; i < 6; i++) ending.add(mint());
        RoleLease elsewhere = ending.get(1);
        RoleLease prepared = ending.get(2);
        RoleLease owner = ending.get(3);
        server.sqlIn("other", "GRANT CREATE ON SCHEMA public TO \"" + elsewhere.id() + "\"");
        as("other", elsewhere, "CREATE TABLE loot (i int)");
        server.sql(
                "GRANT CREATE ON SCHEMA public TO \"" + prepared.id() + "\"",
                "GRANT CREATE ON SCHEMA public TO \"" + owner.id() + "\"");
        as("postgres", prepared, "BEGIN; CREATE TABLE loot (i int); PREPARE TRANSACTION 'mine'");
        as("postgres", owner, "CREATE TABLE loot_too (i int)");
        RoleLease staying = mint();
        try (Connection connection = logIn("postgres", staying);
                Connection busy = logIn("postgres", ending.get(4))) {
            endTogether(ending);
            assertThat(server.leases()).containsExactly(staying.id());
            assertThat(TestServer.column(connection, "SELECT id::text FROM customers LIMIT 1"))
                    .hasSize(1);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> TestServer.column(busy, "SELECT id::text FROM customers LIMIT 1"));
        }
        assertThat(server.column("SELECT relname FROM pg_class WHERE relname LIKE 'loot%'"))
                .isEmpty();
        assertThat(server.column("SELECT gid FROM pg_prepared_xacts")).isEmpty();
        staying.close();
    }

    private static void endTogether(List<RoleLease> leases) throws Exception {
        List<Future<Boolean>> ends = new ArrayList<>();
        try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
            for (RoleLease lease : leases)
                ends.add(each.submit(() -> {
                    lease.close();
                    return true;
                }));
        }
        for (Future<Boolean> end : ends) assertThat(end.get()).isTrue();
    }

    /// R13: an agent can neither stop its own end nor destroy what others built.
    @Test
    void whatOthersDependOnGoesToAPowerlessOwner() throws Exception {
        RoleLease lease = mint();
        server.sql("GRANT CREATE ON SCHEMA public TO \"" + lease.id() + "\"");
        as(
                "postgres",
                lease,
                "CREATE TABLE bait (i int)",
                "CREATE FUNCTION bait_f() RETURNS text LANGUAGE sql SECURITY DEFINER AS 'SELECT current_user::text'");
        server.sql("CREATE VIEW report AS SELECT i FROM bait");
        try {
            lease.close();
            assertThat(server.column("SELECT count(*) FROM report")).containsExactly("0");
            assertThat(server.column("SELECT bait_f()")).containsExactly("sallyport_attic");
            assertThat(server.column("SELECT rolcanlogin OR rolsuper OR rolcreaterole FROM pg_roles"
                            + " WHERE rolname = 'sallyport_attic'"))
                    .containsExactly("f");
        } finally {
            server.sql("DROP VIEW report", "DROP OWNED BY sallyport_attic", "DROP ROLE sallyport_attic");
        }
    }

    @Test
    void anAtticWithPowerGetsNothing() throws Exception {
        RoleLease lease = mint();
        server.sql("CREATE ROLE sallyport_attic SUPERUSER", "GRANT CREATE ON SCHEMA public TO \"" + lease.id() + "\"");
        as("postgres", lease, "CREATE TABLE bait (i int)");
        server.sql("CREATE VIEW report AS SELECT i FROM bait");
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(lease::close)
                .withMessageContaining("`sallyport_attic`");
        assertThat(leases.pending().size()).isOne();
        server.sql("DROP VIEW report", "DROP ROLE sallyport_attic");
        lease.close();
    }

    @Test
    void nobodyLogsInOnceTheEndHasBegun() throws Exception {
        RoleLease lease = mint();
        try (Connection blocker = server.superuser();
                Statement statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE customers IN ACCESS EXCLUSIVE MODE"); // DROP OWNED revokes, and must wait
            statement.execute("SELECT relacl FROM pg_class WHERE relname = 'customers' FOR UPDATE");
            assertThatExceptionOfType(TargetException.class).isThrownBy(lease::close);
            assertThatExceptionOfType(SQLException.class)
                    .isThrownBy(() -> logIn("postgres", lease))
                    .satisfies(e -> assertThat(e.getSQLState()).startsWith("28"));
            blocker.rollback();
        }
        lease.close();
    }

    @Test
    void aMembershipSomebodyGaveItDoesNotStopItsEnd() throws Exception {
        RoleLease lease = mint();
        server.sql("GRANT pg_monitor TO \"" + lease.id() + "\"");
        lease.close();
    }
}
