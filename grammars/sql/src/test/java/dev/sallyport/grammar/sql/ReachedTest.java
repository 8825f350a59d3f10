package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Label;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which relations are only shown beside others ([Label#REACHED]).
class ReachedTest {

    private static List<String> reached(String statement) {
        return Grammar.meaning(statement).operations(List.of()).stream()
                .filter(operation -> operation.labels().contains(Label.REACHED))
                .map(operation -> operation.resource().name())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT t.note, c.name FROM tickets t JOIN customers c ON c.id = t.customer_id ORDER BY t.seq DESC LIMIT 10",
                "SELECT t.note, c.name FROM customers c JOIN tickets t ON t.customer_id = c.id LIMIT 10",
                "SELECT t.note, c.name FROM tickets t LEFT JOIN customers c ON c.id = t.customer_id WHERE t.seq > 3",
                "SELECT t.note, c.name FROM tickets t, customers c WHERE c.id = t.customer_id AND t.note LIKE 'a%'",
                "SELECT x.note, c.name FROM (SELECT * FROM tickets ORDER BY id LIMIT 10) x JOIN customers c ON c.id = x.customer_id",
                "WITH x AS (SELECT * FROM tickets ORDER BY id LIMIT 10) SELECT x.note, c.name FROM x JOIN customers c ON c.id = x.customer_id",
                "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM tickets ORDER BY id LIMIT 5)",
                "SELECT s.name FROM (SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id) s LIMIT 10",
                "SELECT c.* FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE c.id > 5 ORDER BY c.id LIMIT 10",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id FOR UPDATE OF c",
                "DECLARE d CURSOR FOR SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id",
            })
    void theCustomersOfTickets(String statement) {
        assertThat(reached(statement)).containsExactly("customers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE c.name = 'A'",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id AND c.name < 'm'",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id AND t.note = c.name",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.seq = 1 OR c.name = 'A'",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id ORDER BY c.name LIMIT 10",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id ORDER BY 1 LIMIT 10",
                "SELECT DISTINCT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id",
                "SELECT DISTINCT t.note FROM tickets t JOIN customers c ON c.id = t.customer_id",
                "SELECT c.id, count(*) FROM tickets t JOIN customers c ON c.id = t.customer_id GROUP BY c.id",
                "SELECT max(c.name) FROM tickets t JOIN customers c ON c.id = t.customer_id",
                "SELECT json_agg(c.id) FROM tickets t JOIN customers c ON c.id = t.customer_id",
                "SELECT upper(c.name) FROM tickets t JOIN customers c ON c.id = t.customer_id",
                "SELECT row_to_json(c) FROM tickets t JOIN customers c ON c.id = t.customer_id",
                "SELECT rank() OVER (ORDER BY t.id), c.name FROM tickets t JOIN customers c ON c.id = t.customer_id",
                "SELECT s.name FROM (SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id) s WHERE s.name < 'm'",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE EXISTS (SELECT 1 WHERE c.name = 'A')",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.note::int = 1",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE lower(t.note) = 'a'",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id >= t.customer_id",
                "SELECT c.name FROM tickets t JOIN customers c ON c.country = t.note",
                "SELECT c.name FROM tickets t RIGHT JOIN customers c ON c.id = t.customer_id",
                "SELECT c.name FROM tickets t FULL JOIN customers c ON c.id = t.customer_id",
                "SELECT c.name FROM customers c LEFT JOIN tickets t ON c.id = t.customer_id",
                "SELECT a.name FROM customers a JOIN customers b ON a.id = b.id LIMIT 5",
                "SELECT a.name FROM customers a JOIN customers b ON a.id = b.id JOIN customers c ON c.id = a.id LIMIT 5",
                "SELECT c.name FROM generate_series(1, 9) g JOIN customers c ON c.id = g",
                "SELECT (SELECT c.name FROM customers c WHERE c.id = t.customer_id) FROM tickets t LIMIT 5",
                "WITH j AS (SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id) SELECT a.name, b.name FROM j a, j b",
                "INSERT INTO tickets (note) SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id",
                "UPDATE tickets t SET note = c.name FROM customers c WHERE c.id = t.customer_id RETURNING c.name",
                "WITH u AS (UPDATE tickets SET note = 'a' WHERE id = 5 RETURNING customer_id) SELECT c.name FROM u JOIN customers c ON c.id = u.customer_id",
                "SELECT c.name INTO x FROM tickets t JOIN customers c ON c.id = t.customer_id",
                "EXPLAIN ANALYZE SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id",
            })
    void moreIsAskedOfThem(String statement) {
        assertThat(reached(statement)).doesNotContain("customers");
    }

    /// Where positions say which column is meant, nobody may stand in between that is several.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT (json_each('{\"a\":1}')).*, c.name, t.id, 1, 2 FROM tickets t JOIN customers c ON c.id = t.customer_id ORDER BY 3",
                "SELECT (t).*, c.name, 1, 2 FROM tickets t JOIN customers c ON c.id = t.customer_id ORDER BY 5",
                "SELECT (row(1, 2, 3)).*, c.name, 1, 2, 3 FROM tickets t JOIN customers c ON c.id = t.customer_id ORDER BY 4",
                "SELECT * FROM (VALUES ((row(1, 2)).*, 3)) v (a, b, c)",
                "WITH z (k, v, n) AS (SELECT (json_each('{}')).*, c.ssn, 'q' FROM customers c WHERE id = 7) SELECT * FROM z WHERE n = 'q'",
            })
    void expandedRowsAreNotUnderstood(String statement) {
        assertThat(Grammar.words(statement)).contains("UNKNOWN syntax A_Star");
    }

    /// One leads to the next, from one that has a key of nobody.
    @Test
    void chainsBeginSomewhere() {
        assertThat(reached("SELECT t.note, c.name, d.name FROM tickets t JOIN customers c ON c.id = t.customer_id"
                        + " JOIN customers d ON d.id = c.id"))
                .containsExactly("customers", "customers");
    }
}
