package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.trail.line.EventKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The denial too many ends the session and every other of its workload, and the workload stays out.
class ContainTest {

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        String contained = "description: answer the one customer a support ticket is about\n    containAfter: 3";
        stage = E2eStage.play(
                folder,
                Crm.RESOLVE_TICKET.replace(
                        "description: answer the one customer a support ticket is about", contained));
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static Connection connect(String subject) throws SQLException {
        return stage.agents().connect(stage.identity(subject).sign());
    }

    @Test
    void aWorkloadThatProbesIsContained() throws Exception {
        String prober = "system:serviceaccount:support:prober";
        try (Connection bystander = connect(Crm.SUBJECT);
                Connection sibling = connect(prober);
                Connection probing = connect(prober)) {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> Agents.read(probing, "SELECT name FROM customers"))
                        .hasMessageContaining("denied");
                assertThat(Agents.read(probing, "SELECT name FROM customers WHERE id = 5"))
                        .hasSize(1);
            }
            assertThatThrownBy(() -> Agents.read(probing, "SELECT name FROM customers"))
                    .hasMessageContaining("denial 3 of the session");
            assertThat(probing.isValid(5)).isFalse();
            Await.until("its sibling is ended too", () -> !sibling.isValid(5));
            assertThatThrownBy(() -> connect(prober)).isInstanceOf(SQLException.class);
            assertThat(Agents.read(bystander, "SELECT name FROM customers WHERE id = 6"))
                    .containsExactly("Customer 6");
        }
        Await.until("the lease is gone", () -> stage.database().leases().isEmpty());
        assertThat(stage.records(EventKind.DECIDED).stream()
                        .anyMatch(record -> record.json().toString().contains("purposes.resolve-ticket.containAfter")))
                .isTrue();
    }
}
