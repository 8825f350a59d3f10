package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.trail.line.EventKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R16: back ends are logged in ahead, as roles that may do nothing until a session comes; each serves
/// one session and is destroyed.
class WarmStockTest {

    private static final int SIZE = 3;

    @TempDir
    private Path folder;

    private E2eStage stage;

    @BeforeEach
    void play() throws Exception {
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        configure("lease: { warm: " + SIZE + ", keepWarm: 1m }");
        stage.start();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private void configure(String lease) throws Exception {
        stage.configure(Crm.RESOLVE_TICKET, yaml -> yaml.replaceFirst(" {4}roles:", "    " + lease + "\n    roles:"));
    }

    private Connection connect() throws SQLException {
        return stage.agents().connect(stage.token());
    }

    private static String pid(Connection connection) throws SQLException {
        return Agents.read(connection, "SELECT pg_backend_pid()").getFirst();
    }

    private List<String> backEnds() throws SQLException {
        return stage.database()
                .column("SELECT pid FROM pg_stat_activity WHERE usename LIKE 'sallyport\\_%' ORDER BY 1");
    }

    /// Opens one session, which begins the stock, and waits until it is full.
    private void fill() throws Exception {
        connect().close();
        full();
    }

    private void full() throws Exception {
        Await.until(
                "the stock is full",
                () -> backEnds().size() == SIZE && stage.database().leases().size() == SIZE);
    }

    private List<String> granted() throws SQLException {
        return stage.database()
                .column("SELECT DISTINCT grantee FROM information_schema.role_column_grants"
                        + " WHERE grantee LIKE 'sallyport\\_%'");
    }

    @Test
    void nothingIsMadeBeforeTheFirstSessionAndABlankRoleHasNoGrant() throws Exception {
        assertThat(stage.database().leases()).isEmpty();
        fill();
        assertThat(granted()).isEmpty();
        assertThat(stage.database()
                        .column("SELECT DISTINCT rolconnlimit > 0 AND rolcanlogin AND NOT rolinherit FROM pg_roles"
                                + " WHERE rolname LIKE 'sallyport\\_%' AND rolcanlogin"))
                .containsExactly("t");
    }

    @Test
    void aSessionGetsABackEndThatWaitedAndItsGrantsWithIt() throws Exception {
        fill();
        List<String> waited = stage.database().leases();
        try (Connection agent = connect()) {
            assertThat(Agents.read(agent, "SELECT name FROM customers WHERE id = ?", 42))
                    .containsExactly("Customer 42");
            assertThat(granted()).hasSize(1).isSubsetOf(waited);
            assertThat(stage.records(EventKind.LEASE_ISSUED).getLast().json().toString())
                    .contains("SELECT")
                    .contains(granted().getFirst());
            assertThatThrownBy(() -> Agents.read(agent, "SELECT name FROM customers"))
                    .hasMessageContaining("denied");
        }
    }

    @Test
    void noTwoSessionsHaveTheSameBackEndOrRole() throws Exception {
        fill();
        Set<String> roles = new TreeSet<>();
        int sessions = 4 * SIZE;
        for (int i = 0; i < sessions; i++) {
            try (Connection agent = connect()) {
                assertThat(Agents.read(agent, "SELECT name FROM customers WHERE id = 7"))
                        .hasSize(1);
                roles.addAll(granted());
            }
            Await.until("the lease is gone", () -> granted().isEmpty());
        }
        assertThat(roles).hasSize(sessions);
        assertThat(stage.records(EventKind.LEASE_ISSUED)).hasSize(sessions + 1);
        full();
    }

    @Test
    void whatTheAgentBringsAtStartUpHoldsAsItWouldAtLogIn() throws Exception {
        fill();
        Map<String, String> brought =
                Map.of("ApplicationName", "it's \"mine\"; DROP", "options", "-c extra_float_digits=1");
        try (Connection agent = stage.agents().connect(stage.token(), brought)) {
            assertThat(Agents.read(agent, "SHOW application_name")).containsExactly("it's \"mine\"; DROP");
            assertThat(Agents.read(agent, "SHOW search_path")).containsExactly("public, pg_temp");
            assertThat(agent.getClientInfo("ApplicationName")).isEqualTo("it's \"mine\"; DROP");
        }
        Map<String, String> wrong = Map.of("options", "-c DateStyle=nonsense");
        assertThatThrownBy(() -> stage.agents().connect(stage.token(), wrong)).isInstanceOf(SQLException.class);
        full();
    }

    @Test
    void manyAtOnceAreServedAndNothingIsLeft() throws Exception {
        fill();
        List<Callable<String>> agents = new ArrayList<>();
        for (int i = 1; i <= 24; i++) {
            int id = i;
            agents.add(() -> {
                try (Connection agent = connect()) {
                    return Agents.read(agent, "SELECT name FROM customers WHERE id = ?", id)
                            .getFirst();
                }
            });
        }
        List<String> read = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            for (Future<String> answer : threads.invokeAll(agents)) read.add(answer.get());
        }
        for (int i = 1; i <= 24; i++) assertThat(read).contains("Customer " + i);
        full();
        stage.stop();
        assertThat(stage.database().leases()).isEmpty();
        assertThat(backEnds()).isEmpty();
    }

    @Test
    void aTargetThatRestartedLeavesNoDeadBackEndBehind() throws Exception {
        fill();
        stage.database().stop();
        stage.database().restart();
        Await.until("a session is served", () -> {
            try (Connection agent = connect()) {
                return Agents.read(agent, "SELECT name FROM customers WHERE id = 7")
                                .size()
                        == 1;
            } catch (SQLException away) {
                return false;
            }
        });
        full();
    }

    @Test
    void aBackEndThatDiesIsReplacedAndItsRoleDestroyed() throws Exception {
        fill();
        List<String> before = stage.database().leases();
        stage.database().column("SELECT pg_terminate_backend(" + backEnds().getFirst() + ")");
        Await.until("one is replaced", () -> {
            List<String> now = stage.database().leases();
            return now.size() == SIZE && !now.equals(before);
        });
    }

    @Test
    void otherSettingsBeginAnotherStock() throws Exception {
        fill();
        List<String> before = stage.database().leases();
        configure("lease: { warm: 0 }");
        assertThat(stage.admin()
                        .send("POST", "/v1/reload", Role.CONFIGURE, MissingNode.getInstance())
                        .ok())
                .isTrue();
        Await.until("the stock is gone", () -> stage.database().leases().isEmpty());
        try (Connection agent = connect()) {
            assertThat(pid(agent)).isNotEmpty();
            assertThat(stage.database().leases()).hasSize(1).doesNotContainAnyElementsOf(before);
        }
    }
}
