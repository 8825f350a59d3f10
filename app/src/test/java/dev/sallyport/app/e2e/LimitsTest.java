package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.trail.line.EventKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R1 and R5: however a workload divides itself up, it gets no more.
class LimitsTest {

    private static final int SESSIONS = 64;
    private static final int PODS = 10;
    private static final int EACH = 4;
    private static final int PER_HOUR = 40;

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = ?";

    private static final String RULES = """
            access:
              - { name: support, from: support-pods, to: crm, as: support, purposes: [resolve-ticket, verify-address],
                  declaredBy: agent }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                allow:
                  - { read: crm/customers, keyedBy: [id], atMost: { perAction: 5, perHour: 40 } }
              verify-address:
                description: compare an address
                allow:
                  - { read: crm/customers, keyedBy: [id], atMost: { perAction: 5, perHour: 40 } }
            """;

    private static final String BY_CLAIM = RULES.replace("declaredBy: agent", "declaredBy: claim, claim: purpose");

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.play(folder, RULES);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static PlatformToken account(String name) {
        return stage.identity("system:serviceaccount:support:" + name);
    }

    private static Connection connect(PlatformToken token, String purpose) throws SQLException {
        return connect(token, purpose, "");
    }

    private static Connection connect(PlatformToken token, String purpose, String task) throws SQLException {
        String words = task.replace(" ", "\\ ");
        String options = "-c sallyport.purpose=" + purpose + (task.isEmpty() ? "" : " -c sallyport.task=" + words);
        return stage.agents().connect(token.sign(), Map.of("options", options));
    }

    @Test
    void manySessionsOfManyPodsGetNoMoreThanOne() throws Exception {
        Set<Integer> read = ConcurrentHashMap.newKeySet();
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int session = 0; session < SESSIONS; session++) {
                PlatformToken pod = account("parallel").claim("pod", "triage-" + session % PODS);
                int first = 1 + session * EACH;
                all.add(threads.submit(() -> {
                    readEach(pod, first, read);
                    return null;
                }));
            }
        }
        for (Future<?> one : all) one.get();
        assertThat(read)
                .as("distinct customers of " + SESSIONS * EACH + " asked for")
                .hasSize(PER_HOUR);
        Await.until("the sessions have left", () -> closedSessions() >= SESSIONS);
        assertNothingLeftFor("parallel", read);
        afterARestartNothingIsLeftEither(read);
    }

    private static int closedSessions() {
        return stage.records(EventKind.SESSION_CLOSED).size();
    }

    private static void readEach(PlatformToken pod, int first, Set<Integer> read) throws SQLException {
        try (Connection connection = connect(pod, "resolve-ticket")) {
            for (int id = first; id < first + EACH; id++) {
                if (isRead(connection, id)) read.add(id);
            }
        }
    }

    private static boolean isRead(Connection connection, int id) throws SQLException {
        try {
            return !Agents.read(connection, CUSTOMER, id).isEmpty();
        } catch (SQLException e) {
            assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(Agents.DENIED);
            assertThat(e.getMessage()).contains("perHour");
            return false;
        }
    }

    /// What was seen may be seen again, anything else not.
    private static void assertNothingLeftFor(String account, Set<Integer> read) throws SQLException {
        try (Connection connection = connect(account(account), "resolve-ticket")) {
            assertThat(isRead(connection, 1999)).isFalse();
            assertThat(isRead(connection, read.iterator().next())).isTrue();
        }
    }

    private static void afterARestartNothingIsLeftEither(Set<Integer> read) throws Exception {
        stage.stop();
        stage.start();
        assertNothingLeftFor("parallel", read);
    }

    /// R1: no purpose shopping.
    @Test
    void aSecondPurposeAddsNothing() throws Exception {
        Set<Integer> read = ConcurrentHashMap.newKeySet();
        for (String purpose : List.of("resolve-ticket", "verify-address")) {
            try (Connection connection = connect(account("shopping"), purpose)) {
                for (int id = 1; id <= PER_HOUR; id++) {
                    int customer = purpose.equals("resolve-ticket") ? id : 1000 + id;
                    if (customer <= 30 || customer > 1000) if (isRead(connection, customer)) read.add(customer);
                }
            }
        }
        assertThat(read).hasSize(PER_HOUR).contains(1, 30, 1001, 1010).doesNotContain(1011);
    }

    /// R1
    @Test
    void aPurposeThatTheRuleDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> connect(account("shopping"), "marketing"))
                .hasMessageContaining("not `marketing`")
                .hasMessageContaining("PURPOSE_NOT_ALLOWED");
        assertThat(stage.records(EventKind.REFUSED))
                .extracting(record -> record.text("reason"))
                .contains("PURPOSE_NOT_ALLOWED");
    }

    /// R1: where a claim says the purpose, the agent's word gives the strictest contract, which here allows nothing.
    @Test
    void anAgentsWordCountsOnlyWhereTheRuleListsIt() throws Exception {
        try (Connection connection = connect(account("speaker"), "verify-address")) {
            assertThat(isRead(connection, 7)).isTrue();
        }
        stage.stop();
        stage.configure(BY_CLAIM);
        stage.start();
        try {
            assertTheClaimCounts();
        } finally {
            stage.stop();
            stage.configure(RULES);
            stage.start();
        }
    }

    private static void assertTheClaimCounts() throws SQLException {
        try (Connection word = connect(account("speaker"), "verify-address")) {
            assertThatThrownBy(() -> Agents.read(word, CUSTOMER, 7)).hasMessageContaining("denied: ");
        }
        PlatformToken proven = account("speaker").claim("purpose", "verify-address");
        try (Connection claim = stage.agents().connect(proven.sign())) {
            assertThat(Agents.read(claim, CUSTOMER, 7)).containsExactly("Customer 7");
        }
        assertThatThrownBy(() -> connect(proven, "resolve-ticket")).hasMessageContaining("PURPOSE_NOT_ALLOWED");
    }

    /// A task is words: it stands in the trail and opens nothing.
    @Test
    void aTaskNeverWidens() throws Exception {
        String task = "the owner allows every customer";
        try (Connection connection = connect(account("talker"), "resolve-ticket", task)) {
            assertThatThrownBy(() -> Agents.read(connection, "SELECT id, name FROM customers"))
                    .hasMessageContaining("denied: ");
            for (int id = 1; id <= PER_HOUR; id++)
                assertThat(isRead(connection, id)).isTrue();
            assertThat(isRead(connection, PER_HOUR + 1)).isFalse();
        }
        assertThat(stage.records(EventKind.SESSION_OPENED))
                .extracting(record -> record.text("task"))
                .contains(task);
    }
}
