package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.app.admin.Role;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.TrailRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing outlives its proof, its revocation, or the clock (R14, R18).
class EndsInTimeTest {

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = ?";

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        stage.configure(Crm.RESOLVE_TICKET, yaml -> yaml.replace("handshake: 2m", "handshake: 2m, reevaluate: 1s"));
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static PlatformToken account(String name) {
        return stage.identity("system:serviceaccount:support:" + name);
    }

    private static TrailRecord closed(String session) {
        return stage.records(EventKind.SESSION_CLOSED).stream()
                .filter(record -> record.session().equals(session))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isClosed(String session) {
        return stage.records(EventKind.SESSION_CLOSED).stream()
                .anyMatch(record -> record.session().equals(session));
    }

    private static String lastSession() {
        return stage.records(EventKind.SESSION_OPENED).getLast().session();
    }

    private static void assertOver(Connection connection) {
        assertThatThrownBy(() -> Agents.read(connection, CUSTOMER, 1)).isInstanceOf(SQLException.class);
    }

    /// R18: nobody has to do anything for it, and the lease goes with it.
    @Test
    void aSessionEndsWithItsTokenInTheSecondThatTheTokenSays() throws Exception {
        Instant before = stage.now();
        try (Connection connection = stage.agents()
                .connect(account("short").validFor(Duration.ofSeconds(8)).sign())) {
            assertThat(Agents.read(connection, CUSTOMER, 1)).containsExactly("Customer 1");
            String session = lastSession();
            String lease = stage.records(EventKind.LEASE_ISSUED).getLast().text("lease");
            Await.until("the session is closed", () -> isClosed(session));
            Duration lasted = Duration.between(
                    before, Instant.parse(closed(session).json().path("at").asText()));
            assertThat(lasted).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(25));
            assertThat(closed(session).json().toString()).contains("its time is over");
            assertOver(connection);
            Await.until("its lease is gone", () -> !stage.database().leases().contains(lease));
        }
    }

    /// The answer never comes: the session is cut while the target still waits for the lock.
    @Test
    void revokingCutsAStatementThatRuns() throws Exception {
        try (Connection owner = stage.database().owner();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection agent = stage.agents().connect(account("revoked").sign())) {
            owner.setAutoCommit(false);
            Agents.read(owner, "SELECT id FROM tickets WHERE id = 1500 FOR UPDATE");
            String session = lastSession();
            Future<Integer> change =
                    threads.submit(() -> Agents.change(agent, "UPDATE tickets SET note = 'revoked' WHERE id = 1500"));
            Await.until(
                    "the statement waits in the target", () -> stage.database().waiting() == 1);
            assertThat(stage.admin()
                            .send("DELETE", "/v1/sessions/" + session, Role.APPROVE, MissingNode.getInstance())
                            .ok())
                    .isTrue();
            assertThatThrownBy(change::get).hasCauseInstanceOf(SQLException.class);
            Await.until("its back end is gone too", () -> stage.database().waiting() == 0);
            owner.rollback();
        }
        assertThat(stage.database().one("SELECT note FROM tickets WHERE id = 1500"))
                .isEmpty();
        Await.until("no lease is left", () -> stage.database().leases().isEmpty());
    }

    /// A machine that slept, a clock that was set: whoever is past its end does nothing more.
    @Test
    void aClockThatJumpsForwardEndsWhatIsPastItsTime() throws Exception {
        String token = account("sleeper").validFor(Duration.ofMinutes(5)).sign();
        try (Connection connection = stage.agents().connect(token)) {
            assertThat(Agents.read(connection, CUSTOMER, 3)).containsExactly("Customer 3");
            String session = lastSession();
            stage.forward(Duration.ofMinutes(6));
            Await.until("the session is closed, although nothing happened in it", () -> isClosed(session));
            assertOver(connection);
        }
        assertThatThrownBy(() -> stage.agents().connect(token)).hasMessageContaining("EXPIRED");
        Await.until("no lease is left", () -> stage.database().leases().isEmpty());
    }

    /// A clock that goes back makes no used hour new, and no proof good before its time.
    @Test
    void aClockThatJumpsBackGivesNothingBack() throws Exception {
        for (int more = 0; more <= 3; more++) readTen(10 * more);
        assertDenied();
        PlatformToken later = account("traveller").claim("jti", "later");
        stage.forward(Duration.ofMinutes(-30));
        try {
            assertThatThrownBy(() -> stage.agents().connect(later.sign())).hasMessageContaining("NOT_YET_VALID");
            assertDenied();
        } finally {
            stage.forward(Duration.ofMinutes(30));
        }
        assertDenied();
        stage.forward(Duration.ofMinutes(62));
        readTen(100);
    }

    /// By the target's clock such a lease was over before it began: better nobody than somebody for too long.
    @Test
    void aClockThatIsFarBehindTheTargetsLetsNobodyIn() throws Exception {
        stage.forward(Duration.ofMinutes(-90));
        try {
            assertThatThrownBy(() -> stage.agents().connect(account("late").sign()))
                    .hasMessageContaining("the target refused the session");
        } finally {
            stage.forward(Duration.ofMinutes(90));
        }
        Await.until("no lease is left", () -> stage.database().leases().isEmpty());
    }

    /// Of a proof that outlasts every jump here.
    private static Connection traveller() throws SQLException {
        return stage.agents()
                .connect(account("traveller").validFor(Duration.ofHours(3)).sign());
    }

    private static void readTen(int from) throws SQLException {
        try (Connection connection = traveller()) {
            for (int id = from + 1; id <= from + 10; id++)
                assertThat(Agents.read(connection, CUSTOMER, id)).hasSize(1);
        }
    }

    private static void assertDenied() throws SQLException {
        try (Connection connection = traveller()) {
            assertThatThrownBy(() -> Agents.read(connection, CUSTOMER, 1999))
                    .hasMessageContaining("denied: ")
                    .hasMessageContaining("perHour");
        }
    }
}
