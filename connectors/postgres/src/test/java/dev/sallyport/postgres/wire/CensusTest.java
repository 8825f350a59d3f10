package dev.sallyport.postgres.wire;

import static dev.sallyport.postgres.wire.RawClient.SYNC;
import static dev.sallyport.postgres.wire.RawClient.bind;
import static dev.sallyport.postgres.wire.RawClient.execute;
import static dev.sallyport.postgres.wire.RawClient.parse;
import static dev.sallyport.postgres.wire.RawClient.q;
import static dev.sallyport.postgres.wire.RawClient.x;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How many records have the keys of a statement is asked before it is judged, where its rows will not tell.
@Timeout(60)
class CensusTest {

    private static final String FOLDED = "SELECT string_agg(note, ',') FROM tickets WHERE customer_id = 7";

    @TempDir
    private static Path folder;

    private static WitnessStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = new WitnessStage(folder, Duration.ofSeconds(20));
        stage.server.sql(
                "INSERT INTO customers SELECT i, i::text FROM generate_series(1, 9) i ON CONFLICT DO NOTHING",
                "DELETE FROM tickets",
                "INSERT INTO tickets (customer_id, status, note)"
                        + " SELECT c, 'open', 'n' FROM (VALUES (7), (7), (7), (8), (8)) v (c)",
                "INSERT INTO tickets (customer_id, status) VALUES (9, E'a\"b\\\\c''d,{}')");
    }

    @AfterAll
    static void stop() throws Exception {
        stage.close();
    }

    @BeforeEach
    void quiet() {
        stage.gate.actions.clear();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            SELECT string_agg(note, ',') FROM tickets WHERE customer_id = 7 => 3
            SELECT json_agg(id) FROM tickets WHERE customer_id IN (7, 8) => 5
            SELECT json_agg(id) FROM tickets WHERE customer_id IN (7, 8) AND status = 'closed' => 0
            SELECT json_agg(id) FROM tickets WHERE customer_id = 1 => 0
            SELECT id, row_number() OVER (ORDER BY id) FROM tickets WHERE customer_id = 8 => 2
            SELECT id FROM tickets WHERE customer_id = 7 UNION ALL SELECT id FROM tickets WHERE customer_id = 8 => 3, 2
            SELECT json_agg(id) FROM tickets WHERE status = E'a"b\\\\c''d,{}' => 1
            INSERT INTO tickets (note) SELECT note FROM tickets WHERE customer_id = 7 AND note < 'a' => 3
            SELECT id FROM tickets WHERE customer_id = 7 => -1
            SELECT count(*) FROM tickets WHERE customer_id = 7 => -1
            SELECT json_agg(id) FROM tickets WHERE id IN (1, 2) => -1
            SELECT json_agg(id) FROM tickets => none
            SELECT string_agg(email, ',') FROM report WHERE note = 'n' => -1
            SELECT json_agg(name) FROM customers WHERE name = 'x' => 0
            """)
    void itIsAskedWhereRowsDoNotTell(String sql, String found) throws Exception {
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q(sql));
            client.ready(1);
        }
        String wanted = found.equals("none") ? "" : found;
        assertThat(found(stage.gate.actions.stream().toList())).as(sql).isEqualTo(wanted);
    }

    private static String found(List<Action> actions) {
        List<String> all = new ArrayList<>();
        for (Action action : actions) {
            if (action.phase() != Action.Phase.PERFORM) continue;
            for (Operation operation : action.operations()) {
                if (operation.scope() instanceof Scope.Keyed keyed) all.add(String.valueOf(keyed.found()));
            }
        }
        return String.join(", ", all);
    }

    @Test
    void alsoInTheExtendedProtocol() throws Exception {
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(x(FOLDED), SYNC);
            assertThat(client.ready(1)).contains("D:n,n,n");
        }
        assertThat(found(stage.gate.actions.stream().toList())).isEqualTo("3");
    }

    @Test
    void whatTheSessionHasNotCommittedIsNotSeenSoNothingIsAsked() throws Exception {
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q("BEGIN"), q(FOLDED));
            assertThat(client.ready(2)).contains("D:n,n,n");
            client.send(q("UPDATE tickets SET note = 'm' WHERE customer_id = 8"), q(FOLDED));
            client.ready(2);
            client.send(q("ROLLBACK"));
            client.ready(1);
            client.send(q(FOLDED));
            client.ready(1);
        }
        assertThat(found(folds())).isEqualTo("3, -1, 3");
    }

    /// What it holds another connection does not see any more.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "BEGIN ISOLATION LEVEL REPEATABLE READ",
                "START TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "SET default_transaction_isolation = 'repeatable read'",
                "SET U&\"default_transaction_\\0069solation\" = 'repeatable read'",
                "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED, ISOLATION LEVEL SERIALIZABLE",
                "BEGIN ISOLATION LEVEL READ COMMITTED; SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
                "BEGIN; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
                "SELECT set_config('default_transaction_isolation', 'serializable', false)",
                "SELECT set_config(E'default_transaction_\\x69solation', 'serializable', false)",
            })
    void anOldSnapshotIsNotAskedAbout(String first) throws Exception {
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q(first));
            assertThat(client.ready(1)).doesNotContain("E:");
            client.send(q(FOLDED));
            client.ready(1);
        }
        assertThat(found(folds())).isEqualTo("-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHOW TRANSACTION ISOLATION LEVEL",
                "BEGIN ISOLATION LEVEL REPEATABLE READ; COMMIT",
                "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED",
                "BEGIN ISOLATION LEVEL READ COMMITTED",
                "START TRANSACTION ISOLATION LEVEL READ UNCOMMITTED, READ ONLY;",
                "BEGIN; SET TRANSACTION READ ONLY",
                "SET default_transaction_isolation TO 'read committed'",
                "SELECT current_setting('transaction_isolation')",
                "SELECT set_config('jit', 'off', false)",
                "SELECT nowhere FROM tickets",
                "SELECT pg_sleep(0) FROM tickets WHERE id = 1",
            })
    void whatIsOverOrOnlyToldIsNoOldSnapshot(String first) throws Exception {
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q(first));
            client.ready(1);
            client.send(q(FOLDED));
            client.ready(1);
        }
        assertThat(found(folds())).isEqualTo("3");
    }

    /// A portal has the snapshot of its Bind, a cursor that of its DECLARE.
    @Test
    void norIsWhatWasBoundOrDeclaredBefore() throws Exception {
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q("BEGIN"), parse("f", FOLDED), bind("p", "f"), SYNC);
            client.ready(2);
            client.send(bind("q", "f"), execute("p"), SYNC);
            client.ready(1);
            client.send(execute("q"), SYNC);
            client.ready(1);
            client.send(bind("r", "f"), execute("r"), SYNC);
            assertThat(client.ready(1)).contains("D:n,n,n");
        }
        assertThat(found(folds())).isEqualTo("-1, -1, 3");
        stage.gate.actions.clear();
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q("BEGIN"), q("DECLARE c CURSOR FOR " + FOLDED), q("FETCH ALL FROM c"));
            assertThat(client.ready(3)).contains("D:n,n,n");
        }
        assertThat(found(stage.gate.actions.stream()
                        .filter(action -> action.statement().startsWith("FETCH"))
                        .toList()))
                .isEqualTo("-1");
    }

    private static List<Action> folds() {
        return stage.gate.actions.stream()
                .filter(action -> action.statement().equals(FOLDED))
                .toList();
    }

    /// Not while what comes before it runs: somebody could change what is counted meanwhile.
    @Test
    void itIsAskedWhenAllBeforeItIsDone() throws Exception {
        try (Connection other = stage.server.superuser();
                RawClient client = RawClient.open(stage.port())) {
            client.send(q("BEGIN"), q("SELECT id FROM tickets FOR SHARE"), q("COMMIT"), q(FOLDED));
            client.ready(4);
            stage.gate.actions.clear();
            other.setAutoCommit(false);
            other.createStatement().execute("UPDATE tickets SET status = 'held' WHERE customer_id = 8");
            client.send(x("BEGIN"), x("SELECT id FROM tickets WHERE customer_id = 8 FOR SHARE"), x(FOLDED), SYNC);
            stage.gate.awaitAsked("FOR SHARE");
            other.createStatement().execute("UPDATE tickets SET customer_id = 7 WHERE customer_id = 8");
            other.commit();
            assertThat(client.ready(1)).contains("D:n,n,n,n,n");
            client.send(q("COMMIT"));
            client.ready(1);
            other.createStatement().execute("UPDATE tickets SET customer_id = 8 WHERE status = 'held'");
            other.commit();
        }
        assertThat(found(folds())).isEqualTo("5");
    }

    @Test
    void whoIsCancelledWhileRecordsAreCountedRunsNothing() throws Exception {
        try (Connection other = stage.server.superuser();
                RawClient client = RawClient.open(stage.port())) {
            client.send(q(FOLDED)); // so that the question of the second witness is out of the way
            client.ready(1);
            stage.gate.actions.clear();
            other.setAutoCommit(false);
            other.createStatement().execute("LOCK TABLE tickets");
            client.send(q(FOLDED));
            while (!waits(other)) Thread.sleep(20);
            client.cancel(stage.port());
            Thread.sleep(500); // it goes from the one connection's loop to the other's
            other.rollback();
            assertThat(client.ready(1)).contains("E:57014");
            client.send(q("SELECT 1"));
            assertThat(client.ready(1)).contains("D:1");
        }
        assertThat(stage.gate.actions).noneMatch(action -> action.statement().equals(FOLDED));
    }

    private static boolean waits(Connection other) throws SQLException {
        try (ResultSet rows = other.createStatement()
                .executeQuery("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND application_name = 'sallyport-witness'")) {
            return rows.next() && rows.getLong(1) > 0;
        }
    }

    @Test
    void nothingIsKnownWhereTheTargetDoesNotAnswer() throws Exception {
        stage.server.sql("ALTER TABLE tickets RENAME COLUMN customer_id TO elsewhere");
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q(FOLDED));
            assertThat(client.ready(1)).contains("E:");
        } finally {
            stage.server.sql("ALTER TABLE tickets RENAME COLUMN elsewhere TO customer_id");
        }
        assertThat(found(stage.gate.actions.stream().toList())).isEqualTo("-1");
    }
}
