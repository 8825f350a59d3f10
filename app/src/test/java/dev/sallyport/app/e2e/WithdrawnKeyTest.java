package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.trail.line.EventKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// R18: a session does not outlive the key that proved it, on the wire of a real PostgreSQL.
@Timeout(120)
class WithdrawnKeyTest {

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = 42";

    @TempDir
    private Path folder;

    private static UnaryOperator<String> keysInFile() {
        return yaml -> yaml.replaceFirst("audience: sallyport", "audience: sallyport, jwks: \"file:keys.json\"")
                .replaceFirst("handshake: 2m", "handshake: 2m, reevaluate: 1s");
    }

    @Test
    void anIssuerThatWithdrawsAKeyEndsTheSessionsItProved() throws Exception {
        try (E2eStage stage = E2eStage.set(folder, Crm.RESOLVE_TICKET)) {
            stage.write("keys.json", stage.platform().jwks());
            stage.configure(Crm.RESOLVE_TICKET, keysInFile());
            stage.start();
            try (Connection old = stage.agents().connect(stage.token())) {
                assertThat(Agents.read(old, CUSTOMER)).hasSize(1);
                stage.platform().rotate(SigningKey.Kind.ES256);
                stage.write("keys.json", stage.platform().jwks());
                Await.until("the new key to be known", () -> letIn(stage));
                try (Connection fresh = stage.agents().connect(stage.token())) {
                    stage.platform().retireOldKeys();
                    stage.write("keys.json", stage.platform().jwks());
                    Await.until("the session to be closed", () -> closed(stage));
                    assertThatThrownBy(() -> Agents.read(old, CUSTOMER)).isInstanceOf(SQLException.class);
                    assertThat(Agents.read(fresh, CUSTOMER)).hasSize(1);
                }
            }
        }
    }

    private static boolean closed(E2eStage stage) throws Exception {
        return stage.records(EventKind.SESSION_CLOSED).stream()
                .anyMatch(record -> record.json().toString().contains("no longer proven"));
    }

    private static boolean letIn(E2eStage stage) {
        try (Connection fresh = stage.agents().connect(stage.token())) {
            return fresh.isValid(5);
        } catch (SQLException notYet) {
            return false;
        }
    }
}
