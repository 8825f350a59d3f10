package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sallyport.trail.line.EventKind;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What Java programs do, unmodified.
class PgjdbcTest {

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = ?";
    private static final String NOTE = "UPDATE tickets SET note = ? WHERE id = ?";
    private static final String DUMP = "SELECT * FROM customers";

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

    private static Connection connect(Map<String, String> properties) throws SQLException {
        return stage.agents().connect(stage.token(), properties);
    }

    private static Connection connect() throws SQLException {
        return connect(Map.of());
    }

    private static String note(int ticket) throws SQLException {
        return stage.database().one("SELECT note FROM tickets WHERE id = " + ticket);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "extendedForPrepared", "extendedCacheEverything"})
    void everyQueryModeReadsOneCustomerAndNotAll(String mode) throws Exception {
        try (Connection connection = connect(Map.of("preferQueryMode", mode))) {
            assertThat(Agents.read(connection, CUSTOMER, 42)).containsExactly("Customer 42");
            assertDenied(connection);
            assertThat(Agents.read(connection, CUSTOMER, 42)).containsExactly("Customer 42");
        }
    }

    /// R17: refused before the token is asked for, and on record.
    @Test
    void aClearTextStartUpStandsInTheTrail() throws Exception {
        assertThatThrownBy(() -> connect(Map.of("sslmode", "disable"))).hasMessageContaining("clear text is refused");
        Await.until(
                "the refusal is on record",
                () -> stage.records(EventKind.REFUSED).stream()
                        .anyMatch(record -> record.text("reason").equals("CLEAR_TEXT")
                                && record.text("target").equals("crm")
                                && record.text("peer").contains("127.0.0.1:")));
    }

    /// R4: the target's time is the target's to give.
    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void timeOutsCanBeLoweredAndNotLifted(String mode) throws Exception {
        try (Connection connection = connect(Map.of("preferQueryMode", mode));
                Statement statement = connection.createStatement()) {
            for (String lifting : List.of(
                    "SET statement_timeout = 0",
                    "SET statement_timeout = '2min'",
                    "SELECT set_config('statement_timeout', '0', false)")) {
                statement.execute("SET statement_timeout = '5s'");
                statement.execute(lifting);
                assertThat(statement.getWarnings().getMessage())
                        .contains("`statement_timeout` is kept at `60000ms`, the most that is allowed");
                assertThat(Agents.read(connection, "SHOW statement_timeout")).containsExactly("1min");
            }
            statement.execute("SET statement_timeout = '5s'");
            assertThatThrownBy(() -> statement.execute("SET statement_timeout = '400us'"))
                    .hasMessageContaining("denied: ")
                    .hasMessageContaining("`60000ms` at most and not 0");
            assertThat(Agents.read(connection, "SHOW statement_timeout")).containsExactly("5s");
            statement.execute("RESET statement_timeout");
            assertThat(Agents.read(connection, "SHOW statement_timeout")).containsExactly("1min");
        }
        assertThatThrownBy(() -> connect(Map.of("options", "-c statement_timeout=0")))
                .hasMessageContaining("`60000ms` at most and not 0");
    }

    private static void assertDenied(Connection connection) {
        assertThatThrownBy(() -> Agents.read(connection, DUMP))
                .asInstanceOf(type(SQLException.class))
                .satisfies(denied -> {
                    assertThat(denied.getSQLState()).isEqualTo(Agents.DENIED);
                    assertThat(denied.getMessage()).contains("denied: ", "request `");
                });
    }

    @Test
    void namedStatementsAndBinaryValuesAreUnderstood() throws Exception {
        try (Connection connection = connect(Map.of("prepareThreshold", "1", "binaryTransfer", "true"));
                PreparedStatement statement =
                        connection.prepareStatement("SELECT id, title, rating, seen FROM articles WHERE id = ?")) {
            for (int id = 1; id <= 8; id++) {
                statement.setInt(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(id);
                    assertThat(rows.getString(2)).isEqualTo("Article " + id);
                    assertThat(rows.getBigDecimal(3)).isEqualByComparingTo(String.valueOf(id / 8.0));
                    assertThat(rows.getTimestamp(4).toInstant()).hasToString("2026-01-01T0" + id + ":00:00Z");
                    assertThat(rows.next()).isFalse();
                }
            }
        }
    }

    /// R5: a key is the same key in text and in binary.
    @Test
    void aBinaryKeyCountsLikeOneInText() throws Exception {
        String subject = "system:serviceaccount:support:binary";
        try (Connection connection = stage.agents()
                        .connect(
                                stage.identity(subject).sign(),
                                Map.of("prepareThreshold", "1", "binaryTransfer", "true"));
                PreparedStatement statement = connection.prepareStatement(CUSTOMER);
                Statement text = connection.createStatement()) {
            for (int id = 1; id <= 10; id++) {
                statement.setInt(1, id);
                statement.executeQuery().close();
                text.executeQuery("SELECT name FROM customers WHERE id = " + id).close();
            }
            statement.setInt(1, 11);
            assertThatThrownBy(statement::executeQuery).hasMessageContaining("denied: ");
        }
    }

    @Test
    void aCursorFetchesPieceByPiece() throws Exception {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement("SELECT id FROM articles ORDER BY id")) {
                statement.setFetchSize(60);
                int seen = 0;
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) assertThat(rows.getInt(1)).isEqualTo(++seen);
                }
                assertThat(seen).isEqualTo(500);
            }
            connection.commit();
        }
    }

    @Test
    void aBatchUpdatesRowByRow() throws Exception {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(NOTE)) {
            for (int id = 101; id <= 110; id++) add(statement, "batched", id);
            assertThat(statement.executeBatch()).hasSize(10).containsOnly(1);
        }
        assertThat(stage.database().one("SELECT count(*) FROM tickets WHERE note = 'batched'"))
                .isEqualTo("10");
    }

    private static void add(PreparedStatement statement, String note, int id) throws SQLException {
        statement.setString(1, note);
        statement.setInt(2, id);
        statement.addBatch();
    }

    @Test
    void aDeniedStatementInABatchTakesTheWholeTransactionBack() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.addBatch("UPDATE tickets SET note = 'half' WHERE id = 121");
            statement.addBatch("UPDATE tickets SET note = 'half'");
            statement.addBatch("UPDATE tickets SET note = 'half' WHERE id = 122");
            assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
            connection.commit(); // of a transaction that is aborted
        }
        assertThat(stage.database().one("SELECT count(*) FROM tickets WHERE note = 'half'"))
                .isEqualTo("0");
    }

    /// R11: usable, but aborted.
    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void afterADenialInATransactionCommitRollsBack(String mode) throws Exception {
        try (Connection connection = connect(Map.of("preferQueryMode", mode))) {
            connection.setAutoCommit(false);
            assertThat(Agents.change(connection, NOTE, "before the denial", 131))
                    .isEqualTo(1);
            assertDenied(connection);
            assertThatThrownBy(() -> Agents.change(connection, NOTE, "after the denial", 131))
                    .hasMessageContaining("current transaction is aborted");
            connection.commit(); // the server answers ROLLBACK, which pgjdbc takes without a word
            connection.setAutoCommit(true);
            assertThat(note(131)).isEmpty();
            assertThat(Agents.change(connection, NOTE, "", 131)).isEqualTo(1);
        }
    }

    @Test
    void aSavepointBringsATransactionBackAfterADenial() throws Exception {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            Agents.change(connection, NOTE, "saved", 141);
            var savepoint = connection.setSavepoint();
            assertDenied(connection);
            connection.rollback(savepoint);
            Agents.change(connection, NOTE, "saved too", 142);
            connection.commit();
        }
        assertThat(note(141)).isEqualTo("saved");
        assertThat(note(142)).isEqualTo("saved too");
    }

    @Test
    void aStatementThatWaitsIsCancelled() throws Exception {
        try (Connection owner = stage.database().owner();
                Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(NOTE)) {
            owner.setAutoCommit(false);
            Agents.read(owner, "SELECT id FROM tickets WHERE id = 151 FOR UPDATE");
            statement.setString(1, "never");
            statement.setInt(2, 151);
            CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> update(statement));
            Await.until("the update waits for the lock", () -> stage.database().waiting() == 1);
            statement.cancel();
            assertThatThrownBy(waiting::join).rootCause().hasMessageContaining("canceling statement");
            owner.rollback();
            assertThat(Agents.change(connection, NOTE, "later", 151)).isEqualTo(1);
        }
        assertThat(note(151)).isEqualTo("later");
    }

    private static int update(PreparedStatement statement) {
        try {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    @Test
    void anErrorOfTheDatabaseIsTheDatabases() throws Exception {
        try (Connection connection = connect()) {
            assertThatThrownBy(() -> Agents.read(connection, "SELECT 1 / (id - 1) FROM articles WHERE id = 1"))
                    .asInstanceOf(type(SQLException.class))
                    .extracting(SQLException::getSQLState)
                    .isEqualTo("22012");
            assertThat(Agents.read(connection, "SELECT title FROM articles WHERE id = 1"))
                    .containsExactly("Article 1");
        }
    }
}
