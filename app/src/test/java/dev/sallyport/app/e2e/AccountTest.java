package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.TrailRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions with a standing account, one at a time: the limits are the gateway's, and the agent never sees the account.
class AccountTest {

    private static final String PASSWORD = "app-pass-51c07d2e";

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        stage.database()
                .sql(
                        "SET log_statement = 'none'",
                        "CREATE ROLE app LOGIN PASSWORD '" + PASSWORD + "'",
                        "GRANT SELECT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO app",
                        "GRANT pg_signal_backend TO " + CrmServer.GATEWAY);
        Path secret = stage.configuration().resolveSibling("app");
        Files.writeString(secret, PASSWORD);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        String yaml = Files.readString(stage.configuration());
        String lease = "    lease: { account: { user: app, password: \"file:app\", wait: 100ms } }\n    roles:";
        Files.writeString(stage.configuration(), yaml.replaceFirst(" {4}roles:", lease));
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static Connection connect() throws SQLException {
        return stage.agents().connect(stage.token());
    }

    /// Without the second connection on which the server is asked what a statement does: it closes by itself.
    private static List<String> backEnds() throws SQLException {
        return stage.database()
                .column("SELECT pid FROM pg_stat_activity WHERE usename = 'app'"
                        + " AND application_name <> 'sallyport-witness'");
    }

    @Test
    void oneSessionAfterAnotherWithinTheGatewaysLimits() throws Exception {
        List<String> roles = stage.database().column("SELECT rolname FROM pg_roles ORDER BY 1");
        try (Connection first = connect()) {
            assertThat(Agents.read(first, "SELECT name FROM customers WHERE id = 42"))
                    .containsExactly("Customer 42");
            assertThat(backEnds()).hasSize(1);
            // the account might, the purpose may not
            assertThatThrownBy(() -> Agents.read(first, "DELETE FROM tickets WHERE id = 1 RETURNING id"))
                    .hasMessageContaining("denied");
            assertThatThrownBy(AccountTest::connect).hasMessageContaining("TARGET_UNAVAILABLE");
            assertThat(stage.database().column("SELECT rolname FROM pg_roles ORDER BY 1"))
                    .isEqualTo(roles);
        }
        Await.until("the account is free again", AccountTest::isServed);
        TrailRecord issued = stage.records(EventKind.LEASE_ISSUED).getFirst();
        assertThat(issued.text("lease")).isEqualTo("app");
        assertThat(issued.json().toString()).contains("limits are enforced by the gateway alone");
        Await.until(
                "its end is recorded",
                () -> stage.records(EventKind.LEASE_DESTROYED)
                        .getFirst()
                        .text("lease")
                        .equals("app"));
    }

    private static boolean isServed() {
        try (Connection next = connect()) {
            return Agents.read(next, "SELECT name FROM customers WHERE id = 43").contains("Customer 43");
        } catch (SQLException e) {
            return false;
        }
    }
}
