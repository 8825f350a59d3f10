package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/// pgjdbc's other ways of speaking the protocol, unmodified: see [PgjdbcTest] for the first ones.
class PgjdbcModesTest {

    private static final String BY_ID = "SELECT name FROM customers WHERE id = ?";
    private static final String INSERT = "INSERT INTO imports (id, name) VALUES (?, ?)";

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static int workloads;

    @BeforeAll
    static void play() throws Exception {
        stage = Imports.play(folder);
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    /// Every connection is another workload's: what one test reads is no other's budget.
    private static Connection connect(Map<String, String> properties) throws SQLException {
        String subject = "system:serviceaccount:support:modes-" + ++workloads;
        return stage.agents().connect(stage.identity(subject).sign(), properties);
    }

    private static String count(String condition) throws SQLException {
        return stage.database().one("SELECT count(*) FROM imports WHERE " + condition);
    }

    /// Unnamed at first and named later, in text and in binary.
    @ParameterizedTest
    @CsvSource({
        "extended, 0, true",
        "extended, 1, true",
        "extended, 3, false",
        "extended, -1, true",
        "extendedForPrepared, 1, true",
        "extendedForPrepared, 3, false",
        "extendedCacheEverything, 1, true",
        "extendedCacheEverything, 3, false",
        "simple, 1, false"
    })
    void statementsThatAreUsedAgain(String mode, String threshold, String binary) throws Exception {
        Map<String, String> properties =
                Map.of("preferQueryMode", mode, "prepareThreshold", threshold, "binaryTransfer", binary);
        try (Connection connection = connect(properties);
                PreparedStatement statement = connection.prepareStatement(BY_ID)) {
            for (int i = 0; i < 8; i++) {
                statement.setInt(1, 42 + i % 2);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("Customer " + (42 + i % 2));
                }
            }
            assertThatThrownBy(() -> Agents.read(connection, "SELECT name FROM customers"))
                    .hasMessageContaining("denied: ");
            statement.setInt(1, 42);
            statement.executeQuery().close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"extended", "extendedForPrepared", "extendedCacheEverything"})
    void cursorsInEveryMode(String mode) throws Exception {
        Map<String, String> properties =
                Map.of("preferQueryMode", mode, "defaultRowFetchSize", "70", "prepareThreshold", "1");
        try (Connection connection = connect(properties)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 3; i++) {
                assertThat(Agents.read(connection, "SELECT id FROM articles ORDER BY id"))
                        .hasSize(500);
                assertThat(Agents.read(connection, "SELECT id FROM articles WHERE id <= ? ORDER BY id", 141))
                        .hasSize(141);
            }
            connection.commit();
        }
    }

    /// A result that is closed in the middle.
    @Test
    void aCursorThatIsLeft() throws Exception {
        try (Connection connection = connect(Map.of("defaultRowFetchSize", "10", "adaptiveFetch", "true"))) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id FROM articles ORDER BY id")) {
                for (int i = 1; i <= 25; i++) assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(25);
            }
            assertThat(Agents.read(connection, "SELECT title FROM articles WHERE id = 1"))
                    .containsExactly("Article 1");
            connection.commit();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1000, extended, false", "2000, extended, true", "3000, extendedForPrepared, true",
        "4000, extendedCacheEverything, true", "5000, simple, false", "6000, simple, true"
    })
    void batches(int first, String mode, String rewrites) throws Exception {
        Map<String, String> properties = Map.of("preferQueryMode", mode, "reWriteBatchedInserts", rewrites);
        try (Connection connection = connect(properties);
                PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int id = first; id < first + 300; id++) {
                statement.setInt(1, id);
                statement.setString(2, "name " + id);
                statement.addBatch();
            }
            assertThat(statement.executeBatch()).hasSize(300);
        }
        assertThat(count("id >= " + first + " AND id < " + first + " + 1000")).isEqualTo("300");
    }

    @Test
    void generatedKeysOfABatch() throws Exception {
        try (Connection connection = connect(Map.of("reWriteBatchedInserts", "true"));
                PreparedStatement statement = connection.prepareStatement(INSERT, new String[] {"id"})) {
            for (int id = 7001; id <= 7003; id++) {
                statement.setInt(1, id);
                statement.setString(2, "keyed");
                statement.addBatch();
            }
            statement.executeBatch();
            List<Integer> keys = new ArrayList<>();
            try (ResultSet rows = statement.getGeneratedKeys()) {
                while (rows.next()) keys.add(rows.getInt(1));
            }
            assertThat(keys).containsExactly(7001, 7002, 7003);
        }
    }

    /// Outside a transaction what ran before a denial stays, as without the gateway after an error (the
    /// batch is one implicit transaction up to its Sync).
    @Test
    void aDeniedBatchChangesNothing() throws Exception {
        try (Connection connection = connect(Map.of());
                Statement statement = connection.createStatement()) {
            statement.addBatch("INSERT INTO imports (id, name) VALUES (7101, 'x')");
            statement.addBatch("DELETE FROM imports");
            statement.addBatch("INSERT INTO imports (id, name) VALUES (7102, 'x')");
            assertThatThrownBy(statement::executeBatch).isInstanceOf(BatchUpdateException.class);
            assertThat(Agents.read(connection, "SELECT 1")).containsExactly("1");
        }
        assertThat(count("id IN (7101, 7102)")).isEqualTo("0");
    }

    @Test
    void copyBothWays() throws Exception {
        try (Connection connection = connect(Map.of())) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            byte[] rows = "8001\tfirst\n8002\tsecond\n".getBytes(StandardCharsets.UTF_8);
            assertThat(copy.copyIn("COPY imports (id, name) FROM STDIN", new ByteArrayInputStream(rows)))
                    .isEqualTo(2);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(copy.copyOut("COPY (SELECT id, name FROM imports WHERE id IN (8001, 8002)) TO STDOUT", out))
                    .isEqualTo(2);
            assertThat(out.toByteArray()).isEqualTo(rows);
            ByteArrayOutputStream binary = new ByteArrayOutputStream();
            copy.copyOut("COPY (SELECT id, name FROM imports WHERE id = 8001) TO STDOUT (FORMAT binary)", binary);
            assertThat(binary.toByteArray()).startsWith("PGCOPY\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    /// Large, so that data streams while the agent still writes.
    @Test
    void aLongCopyStreamsBothWays() throws Exception {
        StringBuilder rows = new StringBuilder();
        for (int id = 100_001; id <= 140_000; id++)
            rows.append(id).append('\t').append("x".repeat(100)).append('\n');
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        try (Connection connection = connect(Map.of())) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            assertThat(copy.copyIn("COPY imports (id, name) FROM STDIN", new ByteArrayInputStream(bytes)))
                    .isEqualTo(40_000);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            copy.copyOut("COPY (SELECT id, name FROM imports WHERE id > 100000 ORDER BY id) TO STDOUT", out);
            assertThat(out.toByteArray()).isEqualTo(bytes);
        }
    }

    @Test
    void aCopyThatIsGivenUpOrDenied() throws Exception {
        try (Connection connection = connect(Map.of())) {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            CopyIn into = copy.copyIn("COPY imports (id, name) FROM STDIN");
            byte[] row = "8101\tnever\n".getBytes(StandardCharsets.UTF_8);
            into.writeToCopy(row, 0, row.length);
            into.cancelCopy();
            assertThatThrownBy(() -> copy.copyIn("COPY customers (id, email) FROM STDIN"))
                    .hasMessageContaining("denied: ");
            assertThatThrownBy(() -> copy.copyOut("COPY customers TO STDOUT", new ByteArrayOutputStream()))
                    .hasMessageContaining("denied: ");
            assertThat(Agents.read(connection, "SELECT 'usable'")).containsExactly("usable");
        }
        assertThat(count("id = 8101")).isEqualTo("0");
    }

    /// The driver cancels by itself, on a connection of its own.
    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended"})
    void aQueryTimeOutCancels(String mode) throws Exception {
        try (Connection connection = connect(Map.of("preferQueryMode", mode));
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery(
                            "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 100000) b"))
                    .hasMessageContaining("canceling statement due to user request");
            assertThat(Agents.read(connection, "SELECT 'usable'")).containsExactly("usable");
        }
    }

    /// The driver sets a savepoint before every statement and goes back to it after a failure.
    @ParameterizedTest
    @ValueSource(strings = {"always", "conservative"})
    void autosaveSurvivesADenial(String autosave) throws Exception {
        int id = autosave.equals("always") ? 9001 : 9002;
        try (Connection connection = connect(Map.of("autosave", autosave))) {
            connection.setAutoCommit(false);
            Agents.change(connection, INSERT, id, "saved");
            assertThatThrownBy(() -> Agents.read(connection, "SELECT name FROM customers"))
                    .hasMessageContaining("denied: ");
            if (autosave.equals("conservative")) connection.rollback();
            Agents.change(connection, INSERT, id + 10, "saved");
            connection.commit();
        }
        assertThat(count("id = " + (id + 10))).isEqualTo("1");
    }

    /// What tools and object mappers ask for.
    @Test
    void structureIsDescribed() throws Exception {
        try (Connection connection = connect(Map.of())) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = connection.getMetaData().getTables(null, "public", "%", new String[] {"TABLE"})) {
                while (rows.next()) tables.add(rows.getString("TABLE_NAME"));
            }
            assertThat(tables).contains("customers", "imports");
            try (ResultSet rows = connection.getMetaData().getPrimaryKeys(null, "public", "imports")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString("COLUMN_NAME")).isEqualTo("id");
            }
            try (ResultSet rows = connection.getMetaData().getColumns(null, "public", "imports", "%")) {
                assertThat(rows.next()).isTrue();
            }
        }
    }
}
