package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.trail.line.EventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.assertj.core.api.Assertions;

/// A session that the gateway ends while its agent does nothing: the trail tells of it first, and the connection is
/// left alone until then, so that what is read from it next is the gateway's last word.
record Ended(E2eStage stage, String session) {

    /// The one that was opened last.
    static Ended last(E2eStage stage) {
        return new Ended(
                stage, stage.records(EventKind.SESSION_OPENED).getLast().session());
    }

    /// @param message of the protocol's own error, and of the trail
    void on(Connection connection, String message) throws Exception {
        Await.until("the session to be closed", this::isClosed);
        Consumer<SQLException> told = e -> {
            assertThat(e.getSQLState()).isEqualTo("57P01");
            assertThat(e.getMessage()).contains(message);
        };
        Assertions.assertThatExceptionOfType(SQLException.class)
                .isThrownBy(() -> Agents.read(connection, "SELECT name FROM customers WHERE id = 42"))
                .satisfies(told);
        assertThat(connection.isClosed()).isTrue();
    }

    private boolean isClosed() {
        return stage.records(EventKind.SESSION_CLOSED).stream()
                .anyMatch(record -> record.session().equals(session));
    }
}
