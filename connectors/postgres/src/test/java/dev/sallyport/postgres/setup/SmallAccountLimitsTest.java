package dev.sallyport.postgres.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Envelope.Allowance;
import dev.sallyport.api.target.Verb;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.lease.RoleLease;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/// R15: beyond giving out leases within the templates, the account can do nothing at all.
@ParameterizedClass(name = "PostgreSQL {0}")
@ValueSource(strings = {"embedded", "15"})
class SmallAccountLimitsTest {

    private static final String LEASE =
            "sallyport_gw1_" + Instant.now().plusSeconds(600).getEpochSecond() + "_";

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
    void itCanNeitherReadNorChangeWhatIsProtected() throws Exception {
        account.refused(
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
        account.refused(
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
        account.refused(
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
        account.refused(
                "SELECT sallyport.create_lease('boss2" + until,
                "SELECT sallyport.create_lease('sallyport_gw2_9999999999_0123456789abcdef" + until,
                "SELECT sallyport.create_lease('" + LEASE + "0123456789abcde\"" + until,
                "SELECT sallyport.create_lease('" + LEASE + "0123456789abcdef\n" + until,
                "SELECT sallyport.create_lease('" + LEASE + "0123456789abcdef', 1000, 'tomorrow')",
                "SELECT sallyport.create_lease('" + LEASE + "0123456789abcdef', 1, 'infinity')",
                "SELECT sallyport.create_lease(NULL, 1, 'today')");
        assertThat(account.server.leases()).isEmpty();
    }

    /// With a lease of its own making it gets no further than a template.
    @Test
    void itCannotGoBeyondATemplate() throws Exception {
        String lease = LEASE + "00000000000000aa";
        try (Connection connection = account.small();
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
            account.refused(
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
        RoleLease lease = account.mint("support", SmallAccount.SUPPORT);
        String to = ", ARRAY['" + lease.role() + "'])";
        try (Connection connection = account.small();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT sallyport.lock_out('" + lease.role() + "')");
            statement.execute("SELECT sallyport.surrender('" + lease.role() + "')");
            statement.execute("SET ROLE \"" + lease.role() + "\"");
            assertThatThrownBy(() -> statement.execute("SELECT name FROM public.customers"))
                    .hasMessageContaining("denied");
            statement.execute("RESET ROLE");
            account.refused(
                    "SELECT name FROM public.customers",
                    "SELECT sallyport.grant_table('SELECT', ARRAY['name'], 'public', 'customers'" + to,
                    "ALTER ROLE \"" + lease.role() + "\" LOGIN");
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            assertThatThrownBy(() -> statement.execute(
                            "SELECT sallyport.grant_table('SELECT', ARRAY['name'], 'public', 'customers'" + to))
                    .hasMessageContaining("read committed");
        }
        lease.close();
        assertThat(account.server.leases()).isEmpty();
    }

    @Test
    void aRoleBeyondTheTemplatesIsToldHowToGoOn() throws Exception {
        Envelope more = new Envelope(false, List.of(new Allowance(Verb.DELETE, "*")));
        assertThatExceptionOfType(TargetException.class)
                .isThrownBy(() -> account.mint("support", more))
                .withMessageContaining("run sallyport target setup again");
        assertThat(account.server.leases()).isEmpty();
    }
}
