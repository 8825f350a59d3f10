package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Statements that come together in one query string, as pgx sends batches over the simple protocol: each takes what
/// it touches, and no answer is cut because of the others' rows.
class InCompanyTest {

    private static final String RULES = """
            access:
              - { name: support, from: support-pods, to: crm, as: support, purposes: [resolve-ticket] }
            purposes:
              resolve-ticket:
                description: answer the one customer a support ticket is about
                allow:
                  - { read: crm/customers, keyedBy: [id], atMost: { perAction: 5, perSession: 10 } }
                  - { read: crm/tickets, atMost: { perAction: 5, perSession: 12 } }
                  - { read: crm/articles }
                  - { create: crm/articles, atMost: { perAction: 2, perSession: 3 } }
            """;

    @TempDir
    private Path folder;

    private E2eStage stage;
    private Connection agent;

    @BeforeEach
    void play() throws Exception {
        stage = E2eStage.playWriting(folder, RULES);
        agent = stage.agents().connect(stage.token(), Map.of("preferQueryMode", "simple"));
    }

    @AfterEach
    void stop() throws Exception {
        agent.close();
        stage.close();
    }

    @Test
    void eachTakesWhatItTouches() throws Exception {
        assertThat(answers("INSERT INTO articles (id, title) VALUES (1001, 'a');"
                        + " SELECT name FROM customers WHERE id = 7; SELECT name FROM customers WHERE id = 8;"
                        + " SELECT id FROM tickets ORDER BY id LIMIT 2;"
                        + " SELECT id FROM tickets ORDER BY id OFFSET 2 LIMIT 2"))
                .containsExactly("Customer 7", "Customer 8", "1", "2", "3", "4");
        assertThat(answers("SELECT id FROM tickets ORDER BY id OFFSET 4 LIMIT 5"))
                .hasSize(5);
        assertThat(answers("SELECT id FROM tickets ORDER BY id OFFSET 9 LIMIT 3"))
                .hasSize(3);
        assertThatThrownBy(() -> answers("SELECT id FROM tickets OFFSET 12 LIMIT 1"))
                .hasMessageContaining("only 12 records of `tickets` per session");
        assertThat(answers("INSERT INTO articles (id, title) VALUES (1002, 'b'), (1003, 'c')"))
                .isEmpty();
        assertThatThrownBy(() -> answers("INSERT INTO articles (id, title) VALUES (1004, 'd')"))
                .hasMessageContaining("only 3 records of `articles` per session");
        assertThat(answers("SELECT id FROM customers WHERE id IN (11, 12, 13, 14)"))
                .hasSize(4);
        assertThat(answers("SELECT id FROM customers WHERE id IN (15, 16, 17, 18)"))
                .hasSize(4);
        assertThatThrownBy(() -> answers("SELECT id FROM customers WHERE id = 19"))
                .hasMessageContaining("only 10 records of `customers` per session");
    }

    @Test
    void whatIsNotAllReservedIsCut() throws Exception {
        String six = "SELECT id FROM tickets ORDER BY id LIMIT 3";
        assertThatThrownBy(() -> answers(six + "; " + six)).hasMessageContaining("the answer was cut");
        assertThatThrownBy(() -> answers("SELECT id FROM tickets LIMIT 3; SELECT id FROM tickets"))
                .hasMessageContaining("the answer was cut");
    }

    @Test
    void rowsThatAreNoRecordsDoNotCountAsSuch() throws Exception {
        assertThat(answers("SELECT 'one'; SELECT name FROM customers WHERE id = 7"))
                .containsExactly("one", "Customer 7");
        assertThat(answers("SELECT g FROM customers c, generate_series(1, 20) g WHERE c.id = 7"))
                .hasSize(20);
        assertThat(answers("EXPLAIN ANALYZE INSERT INTO articles (id, title) VALUES (1001, 'a')"))
                .hasSizeGreaterThan(1);
        assertThat(answers("WITH i AS (INSERT INTO articles (id, title) VALUES (1002, 'a') RETURNING id)"
                        + " SELECT id FROM i, generate_series(1, 20)"))
                .hasSize(20);
        assertThat(answers("SELECT id FROM customers WHERE id IN (NULL)")).isEmpty();
        assertThat(answers("SELECT count(id) FROM customers WHERE id IN (NULL)"))
                .containsExactly("0");
    }

    /// R7: numbers tell of records, too.
    @Test
    void whatTellsNumbersOfRecordsCounts() throws Exception {
        assertThatThrownBy(() -> answers("EXPLAIN ANALYZE SELECT name FROM customers WHERE id = 7"))
                .as("the plan tells of all that was met on the way")
                .hasMessageContaining("needs a key");
        assertThat(answers("EXPLAIN SELECT name FROM customers WHERE id = 7")).isNotEmpty();
        for (String counting : List.of("", "LIMIT 1"))
            assertThatThrownBy(() -> answers("EXPLAIN ANALYZE SELECT id FROM tickets WHERE note = '' " + counting))
                    .hasMessageContaining("only 5 records of `tickets` per action");
        agent.setAutoCommit(false);
        answers("DECLARE c CURSOR FOR SELECT id FROM tickets ORDER BY id");
        answers("MOVE 4 IN c");
        assertThat(answers("FETCH 1 IN c")).containsExactly("5");
        assertThatThrownBy(() -> answers("MOVE ALL IN c")).hasMessageContaining("records of `tickets` per action");
        agent.rollback();
        answers("DECLARE c CURSOR FOR SELECT id FROM tickets ORDER BY id");
        assertThatThrownBy(() -> answers("MOVE 6 IN c"))
                .hasMessageContaining("only 5 records of `tickets` per action; 0 used, this asks for 6");
    }

    @Test
    void theCustomerOfATicketNeedsNoKeyOfItsOwn() throws Exception {
        String join = "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id ";
        assertThat(answers(join + "= 5")).containsExactly("Customer 5");
        assertThat(answers(join + "IN (5, 6, 7)")).hasSize(3);
        assertThatThrownBy(() -> answers(join + "IN (1, 2, 3, 4, 5, 6)"))
                .hasMessageContaining("per action; 0 used, this asks for 6");
        assertThatThrownBy(() -> answers(join + "> 5 AND c.name > '' LIMIT 2"))
                .hasMessageContaining("needs a key: one of id");
        assertThat(answers(join + "IN (8, 9, 10, 11, 12)")).hasSize(5);
        assertThatThrownBy(() -> answers(join + "IN (13, 14)"))
                .as("nine of ten were used")
                .hasMessageContaining("only 10 records of `customers` per session; 9 used, this asks for 2");
    }

    /// Rows count it; whatever is asked of it beside its key needs one.
    @Test
    void theCustomersOfTicketsInAListNeedNone() throws Exception {
        String list = "SELECT c.name FROM tickets t LEFT JOIN customers c ON c.id = t.customer_id ";
        assertThat(answers(list + "ORDER BY t.id DESC LIMIT 4")).hasSize(4);
        assertThatThrownBy(() -> answers(list + "LIMIT 6")).hasMessageContaining("the answer was cut after 5");
        for (String asked : List.of("WHERE c.name = 'Customer 7'", "ORDER BY c.name LIMIT 1", "GROUP BY c.name"))
            assertThatThrownBy(() -> answers(list + asked)).as(asked).hasMessageContaining("needs a key: one of id");
        assertThatThrownBy(() -> answers("SELECT a.name FROM customers a JOIN customers b ON b.id = a.id LIMIT 1"))
                .hasMessageContaining("needs a key: one of id");
        assertThatThrownBy(() -> answers(list + "ORDER BY t.id LIMIT 3"))
                .as("four and five of ten were shown")
                .hasMessageContaining("the answer was cut after 1 ");
    }

    @Test
    void queriesInsideNameRecords() throws Exception {
        String of = "(SELECT customer_id FROM tickets WHERE id = 5)";
        assertThat(answers("SELECT name FROM customers WHERE id = " + of)).containsExactly("Customer 5");
        assertThat(answers("SELECT name FROM customers WHERE id IN " + of)).containsExactly("Customer 5");
        assertThat(answers("SELECT name FROM customers c WHERE EXISTS"
                        + " (SELECT 1 FROM tickets t WHERE t.customer_id = c.id AND t.id = 5)"))
                .containsExactly("Customer 5");
        assertThat(answers("SELECT (SELECT count(*) FROM tickets t WHERE t.customer_id = c.id) FROM customers c"
                        + " WHERE c.id IN (7, 8)"))
                .containsExactly("1", "1");
        assertThatThrownBy(() -> answers("SELECT name FROM customers WHERE NOT id IN " + of))
                .hasMessageContaining("needs a key: one of id");
    }

    private List<String> answers(String string) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Statement statement = agent.createStatement()) {
            boolean rows = statement.execute(string);
            while (rows || statement.getUpdateCount() >= 0) {
                if (rows) read(statement.getResultSet(), answers);
                rows = statement.getMoreResults();
            }
        }
        return answers;
    }

    private static void read(ResultSet rows, List<String> into) throws SQLException {
        while (rows.next()) into.add(rows.getString(1));
    }
}
