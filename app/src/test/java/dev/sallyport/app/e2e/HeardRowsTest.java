package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.app.cli.work.History.Book;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.recall.Past;
import dev.sallyport.trail.seal.SealingKeys;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R2: an identifier can be traced to the row that carried it. What PostgreSQL answers is heard where
/// somebody asked for something, as the agent got it, and stands sealed in the trail (R24).
@Timeout(120)
class HeardRowsTest {

    private static final String RULES =
            Crm.RESOLVE_TICKET.replace("keyedBy: [id, email], atMost", "keyedBy: [id, email], mask: ssn, atMost");
    private static final String GRANT = "\"SELECT ON customers, tickets, articles\"";
    private static final String TASK = "-c sallyport.task=answer\\ ticket\\ 17";
    private static final String ROW = "SELECT id, name, ssn AS \"the \"\"number\" FROM customers WHERE id = ?";

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(folder, RULES);
        stage.configure(RULES, yaml -> yaml.replace(GRANT, GRANT + "\n        - \"SELECT (ssn) ON customers\""));
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static Connection connect(String mode, String options) throws SQLException {
        return stage.agents()
                .connect(stage.token(), Map.of("preferQueryMode", mode, "prepareThreshold", "-1", "options", options));
    }

    private static List<TrailRecord> heard() {
        return stage.records(EventKind.CONTEXT_HEARD);
    }

    private static List<Turn> turns(TrailRecord record) throws Exception {
        return new Past(new Revealer(SealingKeys.in(stage.state().resolve("keys"))))
                .turns(record)
                .orElseThrow();
    }

    /// Masked values are not told in clear; texts and binary values are.
    @ParameterizedTest
    @ValueSource(strings = {"simple", "extended", "extendedForPrepared"})
    void aRowIsHeardAsTheAgentGotIt(String mode) throws Exception {
        int before = heard().size();
        try (Connection connection = connect(mode, TASK)) {
            for (int i = 0; i < 2; i++)
                assertThat(Agents.read(connection, ROW, 42)).containsExactly("42");
        }
        Await.until("the rows are on record", () -> heard().size() == before + 2);
        List<TrailRecord> records = heard();
        List<String> requests = stage.records(EventKind.DECIDED).stream()
                .map(TrailRecord::request)
                .toList();
        for (TrailRecord record : records.subList(before, records.size())) {
            assertThat(turns(record)).singleElement().satisfies(turn -> {
                assertThat(turn.text())
                        .isEqualTo("{\"id\": 42, \"name\": \"Customer 42\", \"the \\\"number\": \"****\"}");
                assertThat(turn.source()).isEqualTo("crm/customers");
                assertThat(turn.tier()).isEqualTo(Tier.OBSERVED);
                assertThat(turn.request()).isIn(requests);
            });
            assertThat(record.json().toString()).doesNotContain("Customer 42");
        }
    }

    @Test
    void onlyTheBeginningOfALongAnswerIsHeard() throws Exception {
        int before = heard().size();
        try (Connection connection = connect("extended", TASK)) {
            assertThat(Agents.read(connection, "SELECT repeat(title, 300) FROM articles"))
                    .hasSizeGreaterThan(5);
        }
        Await.until("the rows are on record", () -> heard().size() == before + 1);
        assertThat(turns(heard().getLast()).getFirst().text()).hasSizeLessThanOrEqualTo(16 << 10);
    }

    @Test
    void nothingIsHeardWhereNobodyAskedForAnything() throws Exception {
        int before = heard().size();
        List<String> sessions = new ArrayList<>();
        try (Connection connection = connect("extended", "")) {
            assertThat(Agents.read(connection, ROW, 42)).containsExactly("42");
        }
        Await.until("the session is closed", () -> {
            stage.records(EventKind.SESSION_CLOSED).forEach(record -> sessions.add(record.session()));
            return sessions.contains(
                    stage.records(EventKind.SESSION_OPENED).getLast().session());
        });
        assertThat(heard()).hasSize(before);
    }

    /// A conversation is not over because the gateway was started again.
    @Test
    void whatWasHeardOutlivesARestartAndIsDecidedTheSameAgain() throws Exception {
        int before = heard().size();
        try (Connection connection = connect("extended", TASK)) {
            Agents.read(connection, ROW, 43);
        }
        Await.until("the row is on record", () -> heard().size() == before + 1);
        stage.stop();
        stage.start();
        try (Connection connection = connect("extended", "")) {
            Agents.read(connection, ROW, 44);
        }
        TrailRecord decided = stage.records(EventKind.DECIDED).getLast();
        assertThat(decided.json().path("context").path("turns").asInt()).isEqualTo(before + 1);
        itIsDecidedTheSameAgain();
    }

    @Test
    void itIsDecidedTheSameAgain() throws Exception {
        try (Connection connection = connect("extended", TASK)) {
            Agents.read(connection, ROW, 41);
            Agents.read(connection, ROW, 42);
        }
        Book book = new Book(
                stage.state().resolve("trail"), Optional.of(stage.state().resolve("keys")));
        var again = dev.sallyport.app.history.Chronicle.history().recompute(book, List.of(stage.configuration()));
        assertThat(again.agrees()).as(String.valueOf(again)).isTrue();
    }
}
