package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.read.Verification;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The database goes away, before a session and in the middle of one, and comes back.
class TargetAwayTest {

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = 42";

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.play(folder, Crm.RESOLVE_TICKET);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static Connection connect() throws SQLException {
        return stage.agents().connect(stage.token());
    }

    @Test
    void whoKnocksWhileTheTargetIsAwayIsRefusedAndTold() throws Exception {
        stage.database().stop();
        try {
            assertThatThrownBy(TargetAwayTest::connect)
                    .hasMessageContaining("target `crm` gives out no credential now; try again later")
                    .hasMessageContaining("TARGET_UNAVAILABLE");
        } finally {
            stage.database().restart();
        }
        assertThat(stage.records(EventKind.REFUSED))
                .extracting(record -> record.text("reason"))
                .contains("TARGET_UNAVAILABLE");
        Await.until("agents are let in again", TargetAwayTest::isServed);
    }

    /// Something answers at the address, and says nothing: nobody waits longer than the configured
    /// times, nor does the gateway when it stops.
    @Test
    void aTargetThatTakesTheConnectionAndSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            stage.stop();
            stage.configure(
                    Crm.RESOLVE_TICKET,
                    yaml -> yaml.replace("127.0.0.1:" + stage.database().port(), "127.0.0.1:" + silent.getLocalPort())
                            .replace("tls: disable }", "tls: disable, connectTimeout: 1s, mintTimeout: 1s }"));
            assertThatThrownBy(stage::start).as("no catalog to wait for").isInstanceOf(CompletionException.class);
            assertThatThrownBy(TargetAwayTest::connect)
                    .hasMessageContaining("target `crm` gives out no credential now; try again later")
                    .hasMessageContaining("TARGET_UNAVAILABLE");
        } finally {
            stage.stop();
            stage.configure(Crm.RESOLVE_TICKET);
            stage.start();
        }
        Await.until("agents are let in again", TargetAwayTest::isServed);
    }

    private static boolean isServed() {
        try (Connection connection = connect()) {
            return Agents.read(connection, CUSTOMER).contains("Customer 42");
        } catch (SQLException e) {
            return false;
        }
    }

    /// R13, R14: the role outlives the server's restart, and is destroyed when the server is back.
    @Test
    void aSessionEndsWithItsTargetAndItsLeaseIsDestroyedLater() throws Exception {
        try (Connection connection = connect()) {
            assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
            String lease = stage.records(EventKind.LEASE_ISSUED).getLast().text("lease");
            assertThat(stage.database().leases()).contains(lease);
            stage.database().stop();
            assertThatThrownBy(() -> Agents.read(connection, CUSTOMER)).isInstanceOf(SQLException.class);
            assertThat(connection.isClosed()).isTrue();
            stage.database().restart();
            Await.until("the lease is gone", () -> !stage.database().leases().contains(lease));
            Await.until("its end is recorded", () -> ends(lease).size() == 1);
            assertThat(ends(lease).getFirst().json().path("verified").asBoolean())
                    .isTrue();
        }
        Await.until("every session is closed in the trail", TargetAwayTest::isEverySessionClosed);
        assertThat(stage.verify()).isInstanceOf(Verification.Intact.class);
    }

    private static List<TrailRecord> ends(String lease) {
        return stage.records(EventKind.LEASE_DESTROYED).stream()
                .filter(record -> record.text("lease").equals(lease))
                .toList();
    }

    private static boolean isEverySessionClosed() {
        List<String> closed = sessions(EventKind.SESSION_CLOSED);
        return closed.containsAll(sessions(EventKind.SESSION_OPENED));
    }

    private static List<String> sessions(EventKind kind) {
        return stage.records(kind).stream().map(TrailRecord::session).toList();
    }
}
