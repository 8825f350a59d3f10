package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.app.cli.work.CommandFailure;
import dev.sallyport.app.config.files.FileGuard;
import dev.sallyport.app.config.files.Secrets;
import dev.sallyport.app.config.load.ConfigurationFile;
import dev.sallyport.app.inspect.PostgresSetup;
import dev.sallyport.app.wiring.RealGrammars;
import dev.sallyport.app.wiring.RoomChecks;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R15: the whole gateway with the account that `sallyport target setup` made, which cannot read a single
/// customer.
class SmallAccountTest {

    private static final String ACCOUNT = "crm_small";
    private static final String PASSWORD = "small-pass-0d91b2aa";
    private static final UnaryOperator<String> BY_FUNCTIONS =
            yaml -> yaml.replace("tls: disable }", "tls: disable, minting: functions }");

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static final List<String> progress = new ArrayList<>();

    @BeforeAll
    static void set() throws Exception {
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        stage.database().sql("DROP OWNED BY crm_gateway", "DROP ROLE crm_gateway");
        stage.write("crm-admin", ACCOUNT + ":" + PASSWORD);
        stage.write("crm-owner", "postgres:any");
        stage.configure(Crm.RESOLVE_TICKET, BY_FUNCTIONS);
        Path owner = stage.configuration().resolveSibling("crm-owner");
        setup().apply(stage.configuration(), "crm", "file:" + owner, progress::add);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static PostgresSetup setup() throws IOException {
        FileGuard guard = FileGuard.ofThisProcess();
        return new PostgresSetup(
                new ConfigurationFile(
                        guard, Map.of(), RealGrammars.all(), List.of(new RoomChecks()), InstantSource.system()),
                new Secrets(guard, Map.of()));
    }

    private static GatewayProcess serve(String log) throws Exception {
        GatewayProcess gateway = GatewayProcess.serve(stage.configuration(), folder.resolve(log));
        Await.until("the gateway knows the catalog", () -> reads(agents(gateway)));
        return gateway;
    }

    private static Agents agents(GatewayProcess gateway) {
        return new Agents(gateway.port(), stage.certificate());
    }

    private static boolean reads(Agents agents) throws SQLException {
        try (Connection connection = agents.connect(stage.token())) {
            return Agents.read(connection, "SELECT name FROM customers WHERE id = 42")
                    .contains("Customer 42");
        } catch (SQLException e) {
            if (Agents.DENIED.equals(e.getSQLState())) return false;
            throw e;
        }
    }

    @Test
    void sessionsOpenReadAreDeniedAndLeaveNothingBehindAlsoAfterKillMinusNine() throws Exception {
        try (GatewayProcess first = serve("first.log");
                Connection session = agents(first).connect(stage.token())) {
            assertThat(Agents.change(session, "UPDATE tickets SET note = 'seen' WHERE id = 7"))
                    .isEqualTo(1);
            assertThatThrownBy(() -> Agents.read(session, "SELECT id, name FROM customers"))
                    .hasMessageContaining("denied: ");
            assertThat(Agents.read(session, "SELECT name FROM customers WHERE id = 43"))
                    .containsExactly("Customer 43");
            assertThat(stage.database().leases()).hasSize(1);
            first.kill();
            assertThat(stage.database().leases()).hasSize(1);
        }
        try (GatewayProcess second = serve("second.log")) {
            Await.until(
                    "the sweeper has ended what was left",
                    () -> stage.database().leases().isEmpty());
            assertThat(reads(agents(second))).isTrue();
            Await.until(
                    "the session's lease is destroyed",
                    () -> stage.database().leases().isEmpty());
        }
        assertThat(stage.verify()).isInstanceOf(Verification.Intact.class);
        assertThat(stage.records(EventKind.LEASE_DESTROYED)).isNotEmpty();
    }

    @Test
    void itsOwnAccountCanNeitherReadNorChangeNorBecomeMore() throws Exception {
        try (Connection small = stage.database().connect(ACCOUNT, PASSWORD)) {
            for (String sql : List.of(
                    "SELECT name FROM public.customers",
                    "UPDATE public.tickets SET note = 'x'",
                    "GRANT pg_execute_server_program TO crm_small",
                    "GRANT sallyport_owner TO crm_small",
                    "ALTER ROLE postgres PASSWORD 'x'",
                    "CREATE ROLE mine",
                    "CREATE OR REPLACE FUNCTION sallyport.set_verifiers() RETURNS void LANGUAGE sql AS 'SELECT'")) {
                assertThatThrownBy(() -> {
                            try (var statement = small.createStatement()) {
                                statement.execute(sql);
                            }
                        })
                        .as(sql)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getSQLState()).isEqualTo("42501"));
            }
        }
    }

    @Test
    void progressIsToldAndTheServersLogHasNoPasswordAndNoVerifierOfIt() throws Exception {
        assertThat(progress).contains("make the functions", "look whether the account can still read");
        assertThat(stage.database().log()).doesNotContain(PASSWORD).doesNotContain("SCRAM-SHA-256$");
    }

    @Test
    void theScriptCanBePrinted() throws Exception {
        assertThat(setup().script(stage.configuration(), "crm"))
                .startsWith("-- The gateway's account at target crm")
                .contains("'table', 'SELECT', 'public', 'articles'", "'table', 'UPDATE', 'public', 'tickets'")
                .doesNotContain("'UPDATE', 'public', 'articles'") // the role has it, no purpose does
                .doesNotContain(PASSWORD);
    }

    @Test
    void aTargetThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> setup().script(stage.configuration(), "cmr"))
                .isInstanceOfSatisfying(
                        CommandFailure.class, e -> assertThat(e.text()).contains("no such target", "`cmr`"));
    }

    @Test
    void whoMayNotDoItChangesNothing() throws Exception {
        stage.database().sql("CREATE ROLE nobody_much LOGIN PASSWORD 'p'");
        stage.write("weak", "nobody_much:p");
        Path weak = stage.configuration().resolveSibling("weak");
        assertThatThrownBy(() -> setup().apply(stage.configuration(), "crm", "file:" + weak, _ -> {}))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        e -> assertThat(e.text()).contains("could not set the account up", "nothing was changed"));
    }
}
