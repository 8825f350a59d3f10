package dev.sallyport.postgres.wire;

import static dev.sallyport.postgres.wire.RawClient.SYNC;
import static dev.sallyport.postgres.wire.RawClient.q;
import static dev.sallyport.postgres.wire.RawClient.x;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The server is the second witness: a parser that misreads a statement is found out before the statement
/// runs. The judge permits everything here.
@Timeout(60)
class WitnessTest {

    private static final String FOUND_OUT = "E:42501:denied: the target's own view of the statement shows";

    @TempDir
    private static Path folder;

    private static WitnessStage stage;

    @BeforeAll
    static void start() throws Exception {
        stage = new WitnessStage(folder, Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() throws Exception {
        stage.close();
    }

    @BeforeEach
    void quiet() {
        stage.gate.alarms.clear();
        stage.gate.actions.clear();
    }

    private static String ask(String sql) throws Exception {
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q(sql));
            return client.ready(1);
        }
    }

    private static String askExtended(String sql) throws Exception {
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(x(sql), SYNC);
            return client.ready(1);
        }
    }

    /// Seeded bugs: what the text says, what the parser makes of it, what the server shows.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT t.id FROM tickets t JOIN payroll p ON p.id = t.id WHERE t.id = 1"
                        + " | SELECT t.id FROM tickets t WHERE t.id = 1 | relation `payroll`",
                "SELECT id FROM tickets WHERE id IN (SELECT id FROM payroll WHERE salary > 5000)"
                        + " | SELECT id FROM tickets WHERE id = 1 | relation `payroll`",
                "SELECT id FROM tickets UNION ALL SELECT id FROM payroll"
                        + " | SELECT id FROM tickets | relation `payroll`",
                "SELECT id FROM report WHERE id = 1 | SELECT id FROM tickets WHERE id = 1 | relation `customers`",
                "DELETE FROM tickets WHERE id = 11 | SELECT id FROM tickets WHERE id = 11"
                        + " | a statement that answers no rows",
                "DELETE FROM tickets WHERE id = 12 RETURNING id | SELECT id FROM tickets WHERE id = 12"
                        + " | a DELETE from `tickets`",
                "UPDATE tickets SET note = 'x' WHERE id = 13 RETURNING id | SELECT id FROM tickets WHERE id = 13"
                        + " | an UPDATE of `tickets`",
                "WITH d AS (DELETE FROM tickets WHERE id = 14 RETURNING id) SELECT id FROM customers WHERE id = 1"
                        + " | WITH d AS (SELECT id FROM tickets WHERE id = 14) SELECT id FROM customers WHERE id = 1"
                        + " | a DELETE from `tickets`",
                "WITH d AS (DELETE FROM tickets WHERE id = 15) SELECT id FROM customers WHERE id = 2"
                        + " | SELECT id FROM customers WHERE id = 2 | a DELETE from `tickets`",
                "INSERT INTO tickets (id, note) VALUES (16, 'x') ON CONFLICT (id) DO UPDATE SET note = 'x'"
                        + " | INSERT INTO tickets (id, note) VALUES (16, 'x') | an UPDATE of `tickets`",
                "MERGE INTO tickets t USING customers c ON t.id = c.id WHEN MATCHED THEN DELETE"
                        + " | SELECT t.id FROM tickets t JOIN customers c ON t.id = c.id"
                        + " | a statement that answers no rows",
                "INSERT INTO events VALUES ('2026-03-04', 'x') RETURNING what"
                        + " | SELECT what FROM events | an INSERT into `events`",
                "SELECT id FROM tickets WHERE id = 17 FOR UPDATE | SELECT id FROM tickets WHERE id = 17"
                        + " | a lock on rows",
                "SELECT hr.touch(id) FROM tickets WHERE id = 18 | SELECT id FROM tickets WHERE id = 18"
                        + " | function `hr.touch`",
                "SELECT id, pg_read_file('/etc/passwd') FROM tickets WHERE id = 19"
                        + " | SELECT id FROM tickets WHERE id = 19 | function `pg_read_file`",
                "SELECT * FROM pg_ls_dir('.') | SELECT 1 | function `pg_catalog.pg_ls_dir`",
                "SELECT id FROM tickets WHERE id = 20; DELETE FROM tickets WHERE id = 20"
                        + " | SELECT id FROM tickets WHERE id = 20 | something else than one statement",
                "SELECT id INTO TEMP loot FROM tickets | SELECT id FROM tickets"
                        + " | a statement that answers no rows",
                "DELETE FROM tickets WHERE id = 21 | SHOW timezone | a query that was read as something else",
                "TRUNCATE tickets | SELECT id FROM tickets | no query, but a command",
                "PREPARE q1 AS SELECT salary FROM payroll | PREPARE q1 AS SELECT id FROM tickets"
                        + " | relation `payroll`",
                "COPY (SELECT salary FROM payroll WHERE ')' <> '(') TO STDOUT | COPY (SELECT id FROM tickets) TO STDOUT"
                        + " | relation `payroll`",
            })
    void aParserWithABugIsFoundOut(String text, String read, String shown) throws Exception {
        stage.engine.misread(text, read);
        long tickets = count("tickets");
        assertThat(ask(text)).startsWith(FOUND_OUT).contains(shown).endsWith("ZI");
        assertThat(stage.gate.alarms).hasSize(1).allMatch(alarm -> alarm.startsWith("witness: "));
        assertThat(askExtended(text)).startsWith("E:42501:").endsWith("ZI");
        assertThat(stage.gate.alarms).hasSize(2);
        assertThat(count("tickets")).isEqualTo(tickets);
        assertThat(stage.server.column("SELECT note FROM tickets WHERE note = 'x'"))
                .isEmpty();
    }

    @Test
    void soIsOneInACursor() throws Exception {
        stage.engine.misread(
                "DECLARE c CURSOR FOR SELECT salary FROM payroll", "DECLARE c CURSOR FOR SELECT id FROM tickets");
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q("BEGIN"), q("DECLARE c CURSOR FOR SELECT salary FROM payroll"), q("FETCH 1 FROM c"));
            assertThat(client.ready(3))
                    .startsWith("C ZT " + FOUND_OUT)
                    .endsWith("ZE")
                    .doesNotContain("D:");
        }
    }

    private static long count(String table) throws Exception {
        return Long.parseLong(
                stage.server.column("SELECT count(*) FROM " + table).getFirst());
    }

    /// What is read rightly is not held up.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "SELECT t.id, lower(t.note) FROM tickets t JOIN payroll p ON p.id = t.id WHERE t.id = 1",
                "SELECT id FROM tickets UNION SELECT id FROM payroll ORDER BY 1",
                "SELECT id, note FROM report WHERE id = 1",
                "SELECT count(*), max(email) FROM wide",
                "SELECT what FROM events WHERE at = '2026-03-04'",
                "SELECT what FROM ONLY events",
                "SELECT note, row_number() OVER (PARTITION BY note ORDER BY id) FROM tickets WHERE id < 5",
                "SELECT id::numeric(10, 2), note::varchar(20), extract(year FROM now()) FROM tickets WHERE id = 1",
                "SELECT string_agg(note, ',' ORDER BY id) FILTER (WHERE id < 3) FROM tickets GROUP BY status",
                "SELECT coalesce(note, 'a(b'), position('a' IN note), substring(note FROM 1 FOR 2) FROM tickets",
                "SELECT id FROM tickets WHERE note LIKE 'n%' AND note SIMILAR TO 'n_*' AND id = ANY (ARRAY[1, 2])",
                "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 5) SELECT * FROM r",
                "SELECT * FROM generate_series(1, 3) g, LATERAL (SELECT id FROM tickets WHERE id = g) x",
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relkind = 'r'",
                "SELECT table_name FROM information_schema.tables",
                "SELECT * FROM information_schema.columns WHERE table_name = 'tickets'",
                "SELECT * FROM information_schema.key_column_usage",
                "SELECT * FROM information_schema.sequences",
                "SELECT * FROM information_schema.parameters",
                "SELECT * FROM information_schema.domains",
                "UPDATE tickets SET note = 'n' WHERE id = 1",
                "INSERT INTO tickets (note) VALUES ('n')",
                "INSERT INTO tickets (id, note) VALUES (1, 'n') ON CONFLICT (id) DO UPDATE SET note = EXCLUDED.note",
                "INSERT INTO events SELECT '2026-08-01', note FROM tickets WHERE id = 1",
                "DELETE FROM tickets WHERE id = 100000 RETURNING *",
                "MERGE INTO tickets t USING payroll p ON t.id = p.id WHEN MATCHED THEN UPDATE SET note = 'n'",
                "SELECT id FROM tickets WHERE id = 1 FOR UPDATE",
                "SELECT 1; SELECT id FROM tickets WHERE id = 1 ;\n SELECT 'a;b', id FROM payroll",
                "COPY (SELECT id FROM tickets WHERE note <> $$)$$) TO STDOUT",
                "COPY tickets TO STDOUT",
                "EXPLAIN SELECT id FROM tickets",
                "VALUES (1), (2)",
                "TABLE payroll",
                "SHOW timezone",
                "SET timezone = 'UTC'",
                "SELECT set_config('timezone', 'UTC', false)",
            })
    void whatWasReadRightlyPasses(String sql) throws Exception {
        assertThat(ask(sql)).doesNotContain("E:").endsWith("ZI");
        assertThat(stage.gate.alarms).isEmpty();
    }

    /// R7: the plan is right, the keys are not: the answer itself shows it, in text and binary, through
    /// views and cursors, and is stopped.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id FROM tickets WHERE id IN (51, 52) ORDER BY id | SELECT id FROM tickets WHERE id = 51",
                "SELECT t.note, t.id x FROM tickets t WHERE id IN (53, 54) ORDER BY id"
                        + " | SELECT t.note, t.id x FROM tickets t WHERE id = 53",
                "SELECT s.y FROM (SELECT id y FROM tickets WHERE id > 54 AND id < 57 ORDER BY 1) s"
                        + " | SELECT s.y FROM (SELECT id y FROM tickets WHERE id = 55) s",
                "SELECT id, note FROM report WHERE id IN (57, 58) ORDER BY id"
                        + " | SELECT id, note FROM report WHERE id = 57",
            })
    void anAnswerThatShowsOtherRecordsIsStopped(String text, String read) throws Exception {
        stage.engine.misread(text, read);
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(q(text));
            assertThat(client.ready(1)).contains("E:42501:denied: the answer shows a record of");
        }
        assertThat(stage.gate.alarms).hasSize(1).allMatch(alarm -> alarm.startsWith("results: "));
        try (RawClient client = RawClient.open(stage.port())) {
            byte[] bind = RawClient.message('B', "\0\0\0\0\0\0\0\1\0\1");
            client.send(RawClient.parse("", text), bind, RawClient.execute(""), SYNC);
            assertThat(client.upTo(1, 'E')).contains("E:42501:denied: the answer shows a record of");
        }
        assertThat(stage.gate.alarms).hasSize(2);
    }

    /// R8: it is asked once for a meaning, whatever the constants are, by whatever session.
    @Test
    void aMeaningIsAskedAboutOnce() throws Exception {
        assertThat(ask("SELECT note FROM tickets WHERE id = 30")).doesNotContain("E:");
        assertThat(ask("SELECT note FROM tickets WHERE id = 31")).doesNotContain("E:");
        long asked = stage.target.witnessed().asked();
        for (int id = 32; id < 40; id++) {
            assertThat(ask("SELECT note FROM tickets WHERE id = " + id)).doesNotContain("E:");
        }
        assertThat(stage.target.witnessed().asked()).isEqualTo(asked);
    }

    /// The server's own refusal is the answer: the statement meets it wherever it is sent.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT * FROM pg_authid | E:42501:permission denied",
                "SELECT 1 / 0 | E:22012:",
                "SELECT note + 1 FROM tickets WHERE id = 1 | E:42883:",
                "SELECT id FROM tickets WHERE id = 'abc' | E:22P02:",
            })
    void theServersOwnErrorsAreShown(String sql, String error) throws Exception {
        assertThat(ask(sql)).startsWith(error).endsWith("ZI");
        assertThat(stage.gate.alarms).isEmpty();
    }

    @Test
    void pipelinesKeepTheirOrderWhileTheServerIsAsked() throws Exception {
        try (RawClient client = RawClient.open(stage.port())) {
            client.send(
                    x("SELECT 'a', id FROM tickets WHERE id = 41"),
                    x("SELECT 'b', id FROM payroll WHERE id = 1"),
                    SYNC,
                    q("SELECT 'c', id FROM customers WHERE id = 1"),
                    x("SELECT 'd', id, note FROM tickets WHERE id = 42"),
                    SYNC);
            assertThat(client.ready(3)).isEqualTo("D:a C D:b C ZI D:c C ZI D:d C ZI");
        }
    }

    /// R10: what is said on the witness's connection is a PREPARE or the one sentence.
    @Test
    void nothingElseIsSaidToTheServer() throws Exception {
        ask("PREPARE q2(int) AS SELECT note FROM tickets WHERE id = $1");
        Pattern said = Pattern.compile("@@sallyport-witness@@LOG: {2}(?:statement|execute [^:]+): (.*)");
        List<String> sentences = said.matcher(stage.server.log())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(sentences)
                .isNotEmpty()
                .allMatch(sentence -> sentence.startsWith(
                                "EXPLAIN (VERBOSE, FORMAT JSON) EXECUTE \"sallyport_witness\"")
                        || sentence.startsWith("PREPARE q")
                        || sentence.matches("EXPLAIN \\(VERBOSE, FORMAT JSON\\) EXECUTE \"q\\d\"(\\(NULL\\))?"));
    }

    /// Fail closed: who cannot be asked in time has not agreed.
    /// The connection of a question that was given up takes a moment to go.
    @Test
    void aServerThatHasNoRoomForTheQuestionIsAskedAgain(@TempDir Path other) throws Exception {
        try (WitnessStage crowded = new WitnessStage(other, Duration.ofSeconds(40));
                RawClient client = RawClient.open(crowded.port())) {
            crowded.atMost(2);
            try (RawClient _ = RawClient.open(crowded.port())) {
                client.send(q("SELECT 'a', id FROM tickets WHERE id = 41"));
                while (!crowded.server.log().contains("too many connections for role")) Thread.sleep(10);
            }
            assertThat(client.ready(1)).isEqualTo("D:a C ZI");
        }
    }

    @Test
    void whatTheServerDoesNotAnswerInTimeIsDenied(@TempDir Path other) throws Exception {
        try (WitnessStage hasty = new WitnessStage(other, Duration.ofMillis(700));
                var owner = hasty.server.superuser();
                var statement = owner.createStatement();
                RawClient client = RawClient.open(hasty.port())) {
            client.send(q("SELECT id FROM payroll WHERE id = 1"));
            for (int i = 0; i < 5 && client.ready(1).contains("did not answer"); i++)
                client.send(q("SELECT id FROM payroll WHERE id = 1")); // the grammar and the log-in warm up
            owner.setAutoCommit(false);
            statement.execute("LOCK TABLE tickets IN ACCESS EXCLUSIVE MODE");
            client.send(q("SELECT note FROM tickets WHERE id = 1"));
            assertThat(client.ready(1))
                    .startsWith("E:42501:denied: the target was asked what the statement does, and it ")
                    .endsWith("ZI");
            assertThat(hasty.gate.alarms).isEmpty();
            owner.rollback();
            client.send(q("SELECT note FROM tickets WHERE id = 1"));
            assertThat(client.ready(1)).isEqualTo("D:n C ZI");
        }
    }
}
