package dev.sallyport.postgres.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// R15: the account that `sallyport target setup` makes gives out leases, and can do nothing else.
@ParameterizedClass(name = "PostgreSQL {0}")
@ValueSource(strings = {"embedded", "15"})
class SmallAccountTest {

    private static final Map<String, List<String>> ROLES = Map.of(
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
            List.of("SELECT (id) ON grades", "UPDATE (grade) ON grades"));

    private static final Envelope SUPPORT = new Envelope(
            false,
            List.of(
                    new Allowance(Verb.READ, "*"),
                    new Allowance(Verb.CREATE, "tickets"),
                    new Allowance(Verb.UPDATE, "tickets"),
                    new Allowance(Verb.EXECUTE, "hr.raise")));
    private static final Envelope CLERK = new Envelope(false, List.of(new Allowance(Verb.UPDATE, "payroll")));

    private static final String PASSWORD = "small-pass-81c2";
    private static final String LEASE =
            "sallyport_gw1_" + Instant.now().plusSeconds(600).getEpochSecond() + "_";

    @Parameter
    String version = "";

    @TempDir
    static Path folder;

    private static TestServer server;
    private static AdminLine line;
    private static Leases leases;
    private static final List<String> progress = new ArrayList<>();

    @BeforeParameterizedClassInvocation
    static void start(String version) throws Exception {
        Path own = java.nio.file.Files.createDirectory(folder.resolve(version));
        server = version.equals("15") ? TestServer.startFifteen(own) : TestServer.start(own);
        server.sql(
                "REVOKE CONNECT ON DATABASE postgres FROM PUBLIC",
                "REVOKE USAGE ON SCHEMA public FROM PUBLIC",
                "GRANT CREATE ON SCHEMA public TO PUBLIC",
                "CREATE TABLE grades (id int PRIMARY KEY, grade int)",
                "CREATE DATABASE other",
                "CREATE ROLE boss LOGIN PASSWORD 'x'");
        server.sqlIn("other", "GRANT CREATE ON SCHEMA public TO PUBLIC");
        install();
        line = new AdminLine(target());
        leases = new Leases(line, InstantSource.system(), new LeaseNames());
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        leases.close();
        line.close();
        server.close();
    }

    /// Without a time-out for transactions, which PostgreSQL 15 does not have.
    private static TargetSettings target() {
        TargetSettings all = TestServer.target("small", PASSWORD, "gw1", server.port(), ROLES);
        return new TargetSettings(
                all.name(),
                all.host(),
                all.port(),
                all.database(),
                all.admin().by(Minting.FUNCTIONS),
                all.tls(),
                all.searchPath(),
                all.roles(),
                all.sensitive(),
                all.leases(),
                TimeLimits.of(all.leases()),
                all.clearText(),
                all.maxStatement(),
                all.witness());
    }

    private static void install() throws Exception {
        SetupScript script =
                SetupScript.of(target(), Map.of("support", SUPPORT, "clerk", CLERK, "grader", Envelope.UNRESTRICTED));
        new Installation(target(), progress::add).run(script, "postgres", Secret.of(""));
    }

    private static RoleLease mint(String role, Envelope envelope) throws TargetException {
        return leases.mintWithPassword(TestServer.request(
                role, envelope, InstantSource.system().instant().plusSeconds(300)));
    }

    private static Connection as(RoleLease lease, String database) throws SQLException {
        return server.connect(
                database,
                lease.id(),
                lease.secret().password().exposeText(SecretAccess.because("the test logs in as the lease")));
    }

    private static Connection small() throws SQLException {
        return server.connect("postgres", "small", PASSWORD);
    }

    private static void refused(String... statements) throws SQLException {
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

    @Test
    void aLeaseHoldsWhatItsTemplateAndPurposeHaveInCommonAndIsGoneAfterwards() throws Exception {
        RoleLease lease = mint("support", SUPPORT);
        try (Connection connection = as(lease, "postgres");
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
        assertThat(server.leases()).isEmpty();
    }

    /// R12: who changes by key may name the key, and no more.
    @Test
    void whoMayOnlyChangeReadsKeysOnly() throws Exception {
        try (RoleLease lease = mint("clerk", CLERK);
                Connection connection = as(lease, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE payroll SET salary = 1 WHERE id = 1");
            assertThatThrownBy(() -> statement.execute("SELECT salary FROM payroll"))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void grantsOnColumnsAloneAreGivenAndTakenBack() throws Exception {
        RoleLease lease = mint("grader", Envelope.UNRESTRICTED);
        try (Connection connection = as(lease, "postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("UPDATE grades SET grade = 1 WHERE id = 1");
            statement.execute("BEGIN; UPDATE grades SET grade = 2 WHERE id = 1; PREPARE TRANSACTION 'graded'");
        }
        lease.close();
        assertThat(server.leases()).isEmpty();
    }

    /// R13: prepared transactions, what others depend on, and what lies in other databases.
    @Test
    void whatALeaseLeavesBehindGoesTooAndTheAccountGainsNothingByIt() throws Exception {
        RoleLease lease = mint("support", SUPPORT);
        try (Connection connection = as(lease, "postgres");
                Connection elsewhere = as(lease, "other");
                Statement statement = connection.createStatement();
                Statement other = elsewhere.createStatement()) {
            other.execute("CREATE TABLE far (i int)");
            statement.execute("CREATE TABLE bait (i int)");
            server.sql("CREATE VIEW report AS SELECT i FROM bait");
            statement.execute("BEGIN; CREATE TABLE loot (i int); PREPARE TRANSACTION 'mine'");
            lease.close();
        }
        assertThat(server.leases()).isEmpty();
        assertThat(server.column("SELECT gid FROM pg_prepared_xacts")).isEmpty();
        assertThat(server.column("SELECT pg_get_userbyid(relowner) FROM pg_class WHERE relname = 'bait'"))
                .containsExactly("sallyport_attic");
        assertThat(server.column("SELECT g.rolname FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
                        + " JOIN pg_roles a ON a.oid = m.member WHERE a.rolname = 'small'"))
                .isEmpty();
    }

    @Test
    void itCanNeitherReadNorChangeWhatIsProtected() throws Exception {
        refused(
                "SELECT name FROM public.customers",
                "TABLE public.tickets",
                "UPDATE public.tickets SET note = ''",
                "DELETE FROM public.customers",
                "COPY public.customers TO STDOUT",
                "SELECT nextval('public.tickets_id_seq')",
                "SELECT * FROM sallyport.template",
                "INSERT INTO sallyport.template VALUES ('gw1', 'crm', 'support', 'table', 'SELECT', 'public', 'payroll',"
                        + " NULL, '{}', false)",
                "UPDATE sallyport.account SET instance = 'gw2'",
                "COPY (SELECT 1) TO PROGRAM 'true'");
    }

    @Test
    void itCannotChangeTheFunctionsOrBecomeTheirOwner() throws Exception {
        refused(
                "CREATE OR REPLACE FUNCTION sallyport.set_verifiers() RETURNS void LANGUAGE sql AS 'SELECT'",
                "CREATE FUNCTION sallyport.more() RETURNS void LANGUAGE sql AS 'SELECT'",
                "DROP FUNCTION sallyport.set_verifiers()",
                "ALTER FUNCTION sallyport.set_verifiers() RESET search_path",
                "ALTER FUNCTION sallyport.set_verifiers() OWNER TO small",
                "DROP SCHEMA sallyport CASCADE",
                "SELECT sallyport.join_in('sallyport_owner')",
                "SELECT sallyport.list('{a}')",
                "SET ROLE sallyport_owner");
    }

    @Test
    void itCannotGrantItselfAnythingOrTouchAForeignRole() throws Exception {
        refused(
                "GRANT sallyport_owner TO small",
                "GRANT pg_read_all_data TO small",
                "GRANT pg_execute_server_program TO small",
                "GRANT SELECT ON public.customers TO small",
                "ALTER ROLE small CREATEROLE",
                "CREATE ROLE sallyport_gw1_1_0000000000000000",
                "ALTER ROLE boss PASSWORD 'y'",
                "DROP ROLE boss",
                "SELECT sallyport.lock_out('boss')",
                "SELECT sallyport.lock_out('postgres')",
                "SELECT sallyport.drop_lease('boss')",
                "SELECT sallyport.drop_owned('boss')",
                "SELECT sallyport.surrender('boss')",
                "SELECT sallyport.surrender('sallyport_owner')",
                "SELECT sallyport.give_away('boss', 'sallyport_attic')",
                "SELECT sallyport.terminate((SELECT oid::bigint FROM pg_roles WHERE rolname = 'boss'))",
                "SELECT sallyport.create_attic('pg_read_all_data')");
    }

    @Test
    void itCannotMakeARoleOutsideThePattern() throws Exception {
        String until = "', 1, '" + Instant.now().plusSeconds(500) + "')";
        refused(
                "SELECT sallyport.create_lease('boss2" + until,
                "SELECT sallyport.create_lease('sallyport_gw2_9999999999_0123456789abcdef" + until,
                "SELECT sallyport.create_lease('" + LEASE + "0123456789abcde\"" + until,
                "SELECT sallyport.create_lease('" + LEASE + "0123456789abcdef\n" + until,
                "SELECT sallyport.create_lease('" + LEASE + "0123456789abcdef', 1000, 'tomorrow')",
                "SELECT sallyport.create_lease('" + LEASE + "0123456789abcdef', 1, 'infinity')",
                "SELECT sallyport.create_lease(NULL, 1, 'today')");
        assertThat(server.leases()).isEmpty();
    }

    /// With a lease of its own making it gets no further than a template.
    @Test
    void itCannotGoBeyondATemplate() throws Exception {
        String lease = LEASE + "00000000000000aa";
        try (Connection connection = small();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT sallyport.create_lease('" + lease + "', 1, '"
                    + Instant.now().plusSeconds(500) + "')");
            String verifiers = "SELECT set_config('sallyport.verifiers', '" + lease + " %s %s', false),"
                    + " sallyport.set_verifiers()";
            assertThatThrownBy(() -> statement.execute(verifiers.formatted("plain", "crm/support")))
                    .hasMessageContaining("not a verifier");
            statement.execute(verifiers.formatted(
                    dev.sallyport.postgres.lease.ScramSecret.known("x").verifier(), "crm/support"));
            String to = ", ARRAY['" + lease + "'])";
            statement.execute("SELECT sallyport.grant_table('SELECT', ARRAY['name'], 'public', 'customers'" + to);
            refused(
                    "SELECT sallyport.grant_table('SELECT', '{}', 'public', 'customers'" + to,
                    "SELECT sallyport.grant_table('SELECT', ARRAY['ssn'], 'public', 'customers'" + to,
                    "SELECT sallyport.grant_table('SELECT', '{}', 'public', 'payroll'" + to,
                    "SELECT sallyport.grant_table('SELECT', ARRAY['id'], 'public', 'payroll'" + to,
                    "SELECT sallyport.grant_table('INSERT', '{}', 'public', 'tickets'" + to,
                    "SELECT sallyport.grant_table('DELETE', '{}', 'public', 'customers'" + to,
                    "SELECT sallyport.grant_table('UPDATE', ARRAY['id'], 'public', 'tickets'" + to,
                    "SELECT sallyport.grant_table('SELECT ON public.payroll TO small; GRANT SELECT', '{}', 'public',"
                            + " 'tickets'" + to,
                    "SELECT sallyport.grant_schema('sallyport'" + to,
                    "SELECT sallyport.grant_function('pg_catalog.pg_read_file(text)'" + to,
                    "SELECT sallyport.grant_sequence('public', 'customers'" + to,
                    "SELECT sallyport.grant_connect('other'" + to,
                    "SELECT sallyport.grant_table('SELECT', '{}', 'public', 'tickets', ARRAY['small'])",
                    "SELECT sallyport.grant_table('SELECT', '{}', 'public', 'tickets', ARRAY['pg_monitor'])",
                    "SELECT sallyport.set_lease('" + lease + "', 'role', 'sallyport_owner')",
                    "SELECT sallyport.set_lease('" + lease + "', 'statement_timeout', '1; x')",
                    "SELECT sallyport.set_lease('small', 'statement_timeout', '1')",
                    "SELECT sallyport.surrender('" + lease + "')");
            assertThatThrownBy(() ->
                            statement.execute(verifiers.formatted("SCRAM-SHA-256$4096:YQ==$YQ==:YQ==", "crm/clerk")))
                    .hasMessageContaining("has a template");
            statement.execute("SELECT sallyport.lock_out('" + lease + "'), sallyport.drop_owned('" + lease
                    + "'), sallyport.drop_lease('" + lease + "')");
        }
    }

    /// What it becomes a member of has nothing left, and never gets anything again.
    @Test
    void aLeaseThatItGetsHoldOfIsAnEmptyShell() throws Exception {
        RoleLease lease = mint("support", SUPPORT);
        String to = ", ARRAY['" + lease.id() + "'])";
        try (Connection connection = small();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT sallyport.lock_out('" + lease.id() + "')");
            statement.execute("SELECT sallyport.surrender('" + lease.id() + "')");
            statement.execute("SET ROLE \"" + lease.id() + "\"");
            assertThatThrownBy(() -> statement.execute("SELECT name FROM public.customers"))
                    .hasMessageContaining("denied");
            statement.execute("RESET ROLE");
            refused(
                    "SELECT name FROM public.customers",
                    "SELECT sallyport.grant_table('SELECT', ARRAY['name'], 'public', 'customers'" + to,
                    "ALTER ROLE \"" + lease.id() + "\" LOGIN");
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThatThrownBy(() -> statement.execute(
                            "SELECT sallyport.grant_table('SELECT', ARRAY['name'], 'public', 'customers'" + to))
                    .hasMessageContaining("read committed");
        }
        lease.close();
        assertThat(server.leases()).isEmpty();
    }

    @Test
    void aRoleBeyondTheTemplatesIsToldHowToGoOn() throws Exception {
        Envelope more = new Envelope(false, List.of(new Allowance(Verb.DELETE, "*")));
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> mint("support", more))
                .withMessageContaining("run sallyport target setup again");
        assertThat(server.leases()).isEmpty();
    }

    /// Two gateways on one server, and what one of them left behind too long ago.
    @Test
    void anExpiredLeaseOfAnotherGatewayMayBeEnded() throws Exception {
        String expired = "sallyport_gw9_1000000000_00000000000000ee";
        server.sql(
                "CREATE ROLE \"" + expired + "\" NOLOGIN",
                "GRANT \"" + expired + "\" TO sallyport_owner WITH ADMIN OPTION");
        refused("SELECT sallyport.lock_out('sallyport_gw9_9999999999_00000000000000ee')");
        assertThat(leases.sweeper().sweep().destroyed()).contains(expired);
    }

    /// Again, after a change and over what was made directly before.
    @Test
    void itCanBeSetUpAgain() throws Exception {
        server.sql("GRANT SELECT ON customers TO small WITH GRANT OPTION", "ALTER ROLE small CREATEROLE");
        install();
        refused("SELECT name FROM public.customers", "CREATE ROLE x");
        try (RoleLease lease = mint("support", SUPPORT)) {
            assertThat(lease.describe()).contains("SELECT");
        }
        assertThat(progress).contains("make the functions");
    }

    @Test
    void anAccountThatIsMoreThanItMustBeIsNotSetUp() throws Exception {
        for (String power : List.of("pg_read_all_data", "sallyport_owner")) {
            server.sql("GRANT " + power + " TO small");
            assertThatExceptionOfType(TargetException.class)
                    .isThrownBy(SmallAccountTest::install)
                    .withMessageContaining("end the membership: small of " + power);
            server.sql("REVOKE " + power + " FROM small");
        }
    }

    @Test
    void theScriptHoldsAVerifierAndNoPassword() {
        String text = SetupScript.of(target(), Map.of("support", SUPPORT)).text("-- for crm");
        assertThat(text).contains("SCRAM-SHA-256$4096:", "BEGIN;", "COMMIT;").doesNotContain(PASSWORD);
    }
}
