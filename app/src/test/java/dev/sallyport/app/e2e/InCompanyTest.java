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
                  - { create: crm/articles, atMost: { perAction: 2, perSession: 3 } }
            """;

    @TempDir
    private Path folder;

    private E2eStage stage;
    private Connection agent;

    @BeforeEach
    void play() throws Exception {
        stage = E2eStage.set(folder, RULES);
        stage.database().sql("GRANT INSERT ON articles TO " + CrmServer.GATEWAY + " WITH GRANT OPTION");
        stage.configure(
                RULES,
                yaml -> yaml.replace("- \"UPDATE (title) ON articles\"", "- \"INSERT (id, title) ON articles\""));
        stage.start();
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
