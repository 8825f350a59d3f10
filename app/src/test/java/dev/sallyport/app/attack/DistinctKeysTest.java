package dev.sallyport.app.attack;

import static dev.sallyport.app.attack.BareClient.SYNC;
import static dev.sallyport.app.attack.BareClient.execute;
import static dev.sallyport.app.attack.BareClient.int2;
import static dev.sallyport.app.attack.BareClient.message;
import static dev.sallyport.app.attack.BareClient.parse;
import static dev.sallyport.app.attack.BareClient.query;
import static dev.sallyport.app.attack.BareClient.z;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// R7: a session may see ten customers. They are counted by what the answers show, whatever the query looks
/// like: the same four, seen five times, are four.
@Timeout(60)
class DistinctKeysTest {

    private static Arena arena;
    private BareClient agent;

    @BeforeAll
    static void start() throws Exception {
        arena = new Arena(yaml -> yaml.replace(
                        "- \"SELECT ON customers, tickets\"",
                        "- \"SELECT ON customers, tickets, people, named, folded, secrets\"")
                .replace("keyedBy: [id, email], atMost: { perAction: 5,", "atMost: { perAction: 10,")
                .replace(
                        "keyedBy: [id, customer_id], atMost: { perAction: 20, perSession: 50 } }",
                        "}\n      - { read: crm/people }\n      - { read: crm/named }\n      - { read: crm/folded }"
                                + "\n      - { read: crm/secrets }"));
        arena.owning(
                "CREATE VIEW people AS SELECT id AS person, email, name FROM customers",
                "CREATE VIEW named AS SELECT p.person AS who, t.id AS ticket FROM people p JOIN tickets t"
                        + " ON t.customer_id = p.person",
                "CREATE VIEW folded AS SELECT count(*) AS n, min(email) AS first FROM customers",
                "CREATE VIEW secrets AS SELECT id, ssn || '' AS hidden, name FROM customers",
                "GRANT SELECT ON people, named, folded, secrets TO crm_gateway WITH GRANT OPTION");
        arena.refresh();
        try (BareClient first = arena.session()) {
            for (int i = 0; i < 10 && !first.ask("SELECT 1").startsWith("D:1"); i++) {} // the grammar engine warms up
        }
    }

    @AfterAll
    static void stop() throws Exception {
        arena.close();
    }

    @BeforeEach
    void open() throws Exception {
        agent = arena.session();
    }

    @AfterEach
    void close() throws Exception {
        agent.close();
    }

    private void fourAreCounted() throws Exception {
        assertThat(agent.ask("SELECT id FROM customers WHERE id BETWEEN 11 AND 16"))
                .as("six more")
                .contains("C:SELECT 6");
        assertThat(agent.ask("SELECT id FROM customers WHERE id BETWEEN 1 AND 1"))
                .as("one more row, when ten are used up")
                .startsWith("E:42501");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM customers WHERE id < 5",
                "SELECT c.name, c.id AS email FROM customers AS c WHERE c.id < 5",
                "SELECT a, name FROM customers c(a, b) WHERE a < 5",
                "SELECT x.y FROM (SELECT id AS y FROM customers WHERE id < 5) x",
                "WITH x AS (SELECT id AS y FROM customers WHERE id < 5) SELECT y FROM x",
                "SELECT person FROM people WHERE person < 5",
                "SELECT p.email, p.person AS x FROM people p WHERE p.person < 5",
            })
    void theSameCustomersCountOnce(String sql) throws Exception {
        for (int i = 0; i < 5; i++) assertThat(agent.ask(sql)).as("round " + i).contains("C:SELECT 4");
        fourAreCounted();
    }

    /// Two customers with two tickets each.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT t.id, c.id FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE c.id < 3",
                "SELECT who FROM named WHERE who < 3",
                "SELECT n.ticket, n.who AS x FROM named n WHERE n.who < 3",
            })
    void joinsAndViewsOfViewsCountCustomersToo(String sql) throws Exception {
        for (int i = 0; i < 5; i++) assertThat(agent.ask(sql)).as("round " + i).contains("C:SELECT 4");
        assertThat(agent.ask("SELECT id FROM customers WHERE id BETWEEN 11 AND 18"))
                .as("eight more")
                .contains("C:SELECT 8");
        assertThat(agent.ask(sql)).as("one more row, when ten are used up").startsWith("E:42501");
    }

    @Test
    void inBinaryAndWithoutADescriptionAsWell() throws Exception {
        byte[] bind = message('B', z(""), z("s"), int2(0), int2(0), int2(1), int2(1));
        agent.send(parse("s", "SELECT email, id FROM customers WHERE id < 5"), SYNC);
        assertThat(agent.ready(1)).isEqualTo("Z:I");
        for (int i = 0; i < 5; i++) {
            agent.send(bind, execute("", 0), SYNC);
            assertThat(agent.ready(1)).as("round " + i).endsWith("C:SELECT 4 Z:I");
        }
        assertThat(agent.count('T')).isZero();
        fourAreCounted();
    }

    @Test
    void rowByRowAndThroughCursors() throws Exception {
        agent.send(query("BEGIN"), query("DECLARE c SCROLL CURSOR FOR SELECT id FROM customers WHERE id < 5"));
        assertThat(agent.ready(2)).doesNotContain("E:");
        for (int i = 0; i < 4; i++) {
            assertThat(agent.ask("FETCH FIRST FROM c")).isEqualTo("D:1 C:FETCH 1 Z:T");
            assertThat(agent.ask("FETCH FORWARD 3 FROM c")).isEqualTo("D:2 D:3 D:4 C:FETCH 3 Z:T");
        }
        assertThat(agent.ask("COMMIT")).isEqualTo("C:COMMIT Z:I");
        fourAreCounted();
    }

    /// Where an answer does not say which customers it shows, it takes the most it could show, or is
    /// denied.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id FROM customers WHERE id < 3 UNION SELECT id FROM customers WHERE id < 5",
                "SELECT id FROM customers WHERE id < 3 UNION ALL SELECT id FROM customers WHERE id < 5",
                "SELECT n FROM folded",
                "SELECT count(*) FROM people",
                "SELECT string_agg(email, ',') FROM people WHERE person < 5",
                "SELECT hidden FROM secrets WHERE id = 1",
            })
    void whatCannotBeProvedIsDenied(String sql) throws Exception {
        assertThat(agent.ask(sql)).startsWith("E:42501").endsWith("Z:I");
        assertThat(agent.askExtended(sql)).startsWith("E:42501").endsWith("Z:I");
    }

    @Test
    void aViewShowsWhatIsNotSensitiveInIt() throws Exception {
        assertThat(agent.ask("SELECT name FROM secrets WHERE id = 1")).contains("C:SELECT 1");
    }

    /// COPY names no columns: its rows are counted, each time.
    @Test
    void rowsOfACopyAreCounted() throws Exception {
        String copy = "COPY (SELECT id FROM customers WHERE id < 5) TO STDOUT";
        assertThat(agent.ask(copy)).contains("C:COPY 4");
        assertThat(agent.ask(copy)).contains("C:COPY 4");
        assertThat(agent.ask(copy)).contains("E:42501");
    }

    /// The same customers, asked for by their keys before.
    @Test
    void keysOfStatementsAndOfAnswersAreTheSame() throws Exception {
        assertThat(agent.ask("SELECT name FROM customers WHERE id IN (1, 2, 3, 4)"))
                .contains("C:SELECT 4");
        assertThat(agent.ask("SELECT id FROM customers WHERE id < 5")).contains("C:SELECT 4");
        fourAreCounted();
    }
}
