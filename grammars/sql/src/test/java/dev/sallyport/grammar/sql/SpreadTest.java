package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where one record can stand in several rows, or rows stand beside it that show none, its key does not bound the rows.
class SpreadTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, unnest(string_to_array(name, ' ')) FROM customers WHERE id = 7",
                "SELECT c.id, g FROM customers c, generate_series(1, 3) g WHERE c.id = 7",
                "SELECT c.id, v.x FROM customers c CROSS JOIN (VALUES ('a'), ('b')) v (x) WHERE c.id = 7",
                "SELECT c.id, v.x FROM customers c CROSS JOIN LATERAL (VALUES ('a', c.name)) v (k, x) WHERE c.id = 7",
                "WITH v (x) AS (VALUES (1), (2)) SELECT c.id, x FROM customers c, v WHERE c.id = 7",
                "SELECT name, count(*) FROM customers WHERE id = 7 GROUP BY ROLLUP (name)",
                "SELECT id FROM customers WHERE id = 7 UNION ALL SELECT 0",
                "SELECT 1; SELECT id FROM customers WHERE id = 7",
                "WITH u AS (UPDATE tickets SET note = 'x' WHERE id = 7 RETURNING id) SELECT u.id, g FROM u, generate_series(1, 3) g"
            })
    void rowsAreMoreThanRecords(String statement) {
        assertThat(spread(statement)).isNotEmpty().doesNotContain(false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, name FROM customers WHERE id = 7",
                "SELECT c.id FROM customers c JOIN tickets t ON t.id = c.id WHERE c.id = 7",
                "SELECT x.id FROM (SELECT id FROM customers WHERE id = 7) x",
                "SELECT name, count(*) FROM customers WHERE id = 7 GROUP BY name",
                "INSERT INTO tickets (id, note) VALUES (1, 'a'), (2, 'b') RETURNING id",
                "UPDATE tickets SET note = 'x' WHERE id = 7 RETURNING id",
                "SELECT id FROM customers LIMIT 3"
            })
    void oneRowIsOneRecord(String statement) {
        assertThat(spread(statement)).isNotEmpty().doesNotContain(true);
    }

    private static List<Boolean> spread(String statement) {
        return Grammar.meaning(statement).operations(List.of()).stream()
                .filter(operation -> !operation.concernsSessionOnly())
                .map(Operation::labels)
                .map(labels -> labels.contains(Label.SPREAD))
                .toList();
    }
}
