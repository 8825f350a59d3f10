package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a query inside a condition says of the records around it. Each line as in [ReadsTest], without columns and
/// labels.
class SubqueriesTest {

    private static String scopes(String statement) {
        return Grammar.described(statement).replaceAll("READ | \\{[^}]*}|\\[[^]]*]", "");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM tickets WHERE id = 5) => customers id=?1 unique; tickets id=5 unique
            SELECT 1 FROM customers WHERE (SELECT customer_id FROM tickets WHERE id = 5) = id => customers id=?1 unique; tickets id=5 unique
            SELECT 1 FROM customers WHERE id IN (SELECT customer_id FROM tickets WHERE id IN (5, 6)) => customers id=?2 unique; tickets id=5|6 unique
            SELECT 1 FROM customers WHERE id = ANY (SELECT customer_id FROM tickets WHERE id = $1) <- 5 => customers id=?1 unique; tickets id=5 unique
            SELECT 1 FROM customers WHERE id OPERATOR(pg_catalog.=) ANY (SELECT customer_id FROM tickets WHERE id = 5) => customers id=?1 unique; tickets id=5 unique
            SELECT 1 FROM customers WHERE id = ANY (ARRAY(SELECT customer_id FROM tickets WHERE id = 5)) => customers id=?1 unique; tickets id=5 unique
            SELECT 1 FROM customers c WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = c.id AND t.id = 5) => customers id=?1 unique; tickets id=5 unique
            SELECT 1 FROM customers c WHERE EXISTS (SELECT 1 FROM (SELECT customer_id FROM tickets WHERE id = 5) t WHERE t.customer_id = c.id) => customers id=?1 unique; tickets id=5 unique
            WITH t AS (SELECT customer_id FROM tickets WHERE id = 5) SELECT 1 FROM customers WHERE id IN (SELECT customer_id FROM t) => tickets id=5 unique; customers id=?1 unique
            WITH t AS (SELECT customer_id FROM tickets WHERE id = 5) SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM t LIMIT 1) => tickets id=5 unique; customers id=?1 unique
            WITH t AS (SELECT customer_id FROM tickets WHERE id = 5) SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM t) => tickets id=5 unique; customers id=?1 unique
            SELECT 1 FROM customers WHERE id IN (VALUES (7), (8)) => customers id=7|8 unique
            SELECT 1 FROM customers WHERE id IN (SELECT id FROM customers WHERE id = 7) => customers id=7 unique; customers id=7 unique
            SELECT 1 FROM customers WHERE id IN (SELECT i FROM unnest('{7,8}'::int[]) AS u (i)) => customers id=7|8 unique
            SELECT 1 FROM tickets t LEFT JOIN customers c ON c.id = t.customer_id WHERE c.id IN (SELECT id FROM customers WHERE id = 7) => tickets customer_id=7; customers id=7 unique; customers id=7 unique
            SELECT (SELECT c.name FROM customers c WHERE c.id IN (SELECT x.customer_id FROM tickets x WHERE x.id = 5)) => customers id=?1 unique; tickets id=5 unique
            SELECT 1 FROM customers c WHERE c.id IN (SELECT t.customer_id FROM tickets t WHERE t.id = 5) AND c.name LIKE 'A%' AND EXISTS (SELECT 1 FROM tickets u WHERE u.customer_id = c.id AND u.seq = 1) => customers id=?1 unique; tickets id=5 unique; tickets seq=1 customer_id=?1 unique
            DELETE FROM tickets WHERE id IN (SELECT id FROM tickets WHERE id = 5) => DELETE tickets id=5 unique; tickets id=5 unique; tickets id=5 unique
            """)
    void itNamesThem(String statement, String operations) {
        assertThat(scopes(statement)).isEqualTo(operations);
    }

    /// Records of records are only read so, and only where every condition compares and does nothing else.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT 1 FROM customers c, LATERAL (SELECT c.name COLLATE "C" AS n, c.email COLLATE "POSIX" AS e) s WHERE s.n < s.e AND c.id = 7 => customers all
            SELECT 1 FROM customers WHERE NOT id IN (SELECT customer_id FROM tickets WHERE id = 5) => customers all; tickets id=5 unique
            SELECT 1 FROM customers WHERE id <> (SELECT customer_id FROM tickets WHERE id = 5) => customers all; tickets id=5 unique
            SELECT 1 FROM customers WHERE id < ANY (SELECT customer_id FROM tickets WHERE id = 5) => customers all; tickets id=5 unique
            SELECT 1 FROM customers WHERE id = ALL (SELECT customer_id FROM tickets WHERE id = 5) => customers all; tickets id=5 unique
            SELECT 1 FROM customers WHERE ARRAY(SELECT customer_id FROM tickets WHERE id = 5) = ARRAY[id] => customers all; tickets id=5 unique
            SELECT 1 FROM customers WHERE id IN (SELECT customer_id FROM tickets WHERE id = 5) OR name = 'A' => customers all; tickets id=5 unique
            SELECT 1 FROM customers WHERE id IN (SELECT customer_id FROM tickets WHERE note = 'a') => customers all; tickets note=a
            SELECT 1 FROM customers WHERE id IN (SELECT customer_id + 1 FROM tickets WHERE id = 5) => customers all; tickets all
            SELECT 1 FROM customers WHERE id IN (SELECT max(customer_id) FROM tickets WHERE id = 5) => customers all; tickets id=5 unique
            SELECT 1 FROM customers WHERE id IN (SELECT customer_id FROM tickets WHERE id = 5 UNION ALL SELECT 8) => customers all; tickets id=5 unique
            SELECT 1 FROM customers WHERE name IN (SELECT note FROM tickets WHERE id = 5) => customers all; tickets id=5 unique
            SELECT 1 FROM customers WHERE (id, name) IN (SELECT customer_id, note FROM tickets WHERE id = 5) => customers all; tickets id=5 unique
            SELECT 1 FROM customers c WHERE NOT EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = c.id AND t.id = 5) => customers all; tickets id=5 unique
            SELECT 1 FROM customers c WHERE EXISTS (SELECT count(*) FROM tickets t WHERE t.customer_id = c.id AND t.id = 5) => customers all; tickets id=5 unique
            SELECT 1 FROM customers c WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = c.id OR t.id = 5) => customers all; tickets all
            SELECT 1 FROM customers c WHERE EXISTS (SELECT 1 FROM tickets u LEFT JOIN tickets t ON t.customer_id = c.id AND t.id = 5) => customers all; tickets all; tickets id=5 unique
            SELECT 1 FROM customers c WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = c.id AND t.id = 5 UNION ALL SELECT 1) => customers all; tickets id=5 unique
            SELECT 1 FROM customers c WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = c.id AND t.id = 5 OFFSET 0) => customers all; tickets id=5 unique
            SELECT 1 FROM customers c WHERE c.id IN (SELECT t.customer_id FROM tickets t WHERE t.id = c.id) => customers all; tickets all
            SELECT 1 FROM customers c LEFT JOIN tickets t ON c.id IN (SELECT x.customer_id FROM tickets x WHERE x.id = 5) => customers all; tickets all; tickets id=5 unique
            WITH t AS (UPDATE tickets SET customer_id = 9 WHERE id = 5 RETURNING customer_id) SELECT 1 FROM customers WHERE id IN (SELECT customer_id FROM t) => UPDATE tickets id=5 unique; tickets id=5 unique; customers all
            WITH t AS (SELECT customer_id FROM tickets WHERE id IN (5, 6)) SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM t) => tickets all; customers all
            WITH RECURSIVE t AS (SELECT customer_id FROM tickets WHERE id = 5) SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM t) => tickets all; customers all
            WITH t AS (SELECT customer_id FROM tickets WHERE id = 5) SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM t, generate_series(1, 2)) => tickets all; customers all
            SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM tickets WHERE id IN (5, 6)) => customers all; tickets all
            SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM tickets WHERE id = ANY ($1)) <- {5} => customers all; tickets all
            SELECT 1 FROM customers WHERE id = (SELECT customer_id FROM tickets WHERE customer_id = 7) => customers all; tickets all
            SELECT 1 FROM customers WHERE id IN (SELECT customer_id FROM tickets WHERE id = 5) AND name < 'm' AND (SELECT 1 FROM tickets WHERE customer_id = 7) = 1 => customers all; tickets all; tickets all
            SELECT 1 FROM customers WHERE id IN (SELECT customer_id FROM tickets WHERE id = 5) AND name::int = 1 => customers all; tickets all
            SELECT 1 FROM customers c WHERE c.id IN (SELECT t.customer_id FROM tickets t WHERE t.id = 5 AND 1 / (length(c.name) - 3) > 0) => customers all; tickets all
            SELECT 1 FROM customers c WHERE c.id IN (SELECT t.customer_id FROM tickets t WHERE t.id = 5 AND lower(c.name) = 'a') => customers all; tickets id=5 unique
            SELECT 1 FROM customers c WHERE c.id IN (SELECT t.customer_id FROM tickets t WHERE t.id = 5 LIMIT length(c.name) - 3) => customers all; tickets all
            UPDATE customers SET name = 'x' WHERE id = (SELECT customer_id FROM tickets WHERE id = 5) => UPDATE customers all; customers id=?1 unique; tickets id=5 unique
            """)
    void itDoesNot(String statement, String operations) {
        assertThat(scopes(statement)).isEqualTo(operations);
    }

    /// A value of the answer is computed for its rows alone; what decides about rows is computed for others, too.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT (SELECT row_to_json(c) FROM (SELECT id, name FROM customers WHERE id = t.customer_id) c) FROM tickets t WHERE t.id = 5 => tickets id=5 unique; customers id=?1 unique
            SELECT jsonb_build_object('c', (SELECT upper(c.name) FROM customers c WHERE c.id = t.customer_id)) FROM tickets t WHERE t.id = 5 => tickets id=5 unique; customers id=?1 unique
            SELECT (SELECT c.name::int FROM customers c WHERE c.id = t.customer_id) FROM tickets t WHERE t.id = 5 => tickets id=5 unique; customers id=?1 unique
            SELECT (SELECT x.name FROM (SELECT id, name::int FROM customers OFFSET 0) x WHERE x.id = t.customer_id) FROM tickets t WHERE t.id = 5 => tickets all; customers all
            SELECT (SELECT c.name FROM customers c WHERE c.id = t.customer_id AND c.name::int > 0) FROM tickets t WHERE t.id = 5 => tickets all; customers all
            SELECT 1 FROM tickets t WHERE t.id = 5 AND (SELECT c.name::int FROM customers c WHERE c.id = t.customer_id) > 0 => tickets all; customers all
            SELECT 1 FROM tickets t WHERE t.id = 5 ORDER BY (SELECT upper(c.name) FROM customers c WHERE c.id = t.customer_id) => tickets all; customers all
            SELECT s.n FROM (SELECT (SELECT c.name::int FROM customers c WHERE c.id = t.customer_id) AS n FROM tickets t WHERE t.id = 5) s => tickets all; customers all
            """)
    void valuesOfTheAnswer(String statement, String operations) {
        assertThat(scopes(statement)).isEqualTo(operations);
    }

    /// The target runs a query in a condition only once a record comes so far: what can fail in it tells of records
    /// that
    /// no key names, whatever the keys are.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(SELECT note FROM tickets WHERE id = 5 OFFSET -1)",
                "(SELECT note FROM tickets WHERE id = 5 LIMIT -1)",
                "(SELECT note FROM tickets WHERE id = 5 LIMIT $1)",
                "(SELECT note FROM tickets WHERE id = 5 OFFSET $1)",
                "(SELECT note FROM tickets WHERE id IN (5, 6) ORDER BY seq FETCH FIRST 1 ROW WITH TIES)",
                "(SELECT 'x' FROM tickets WHERE id = 5 HAVING count(*) + 9223372036854775807 > 0 LIMIT 1)",
                "(SELECT note FROM tickets TABLESAMPLE bernoulli(200) WHERE id = 5 LIMIT 1)",
                "(SELECT note FROM tickets WHERE id = 5 FOR UPDATE NOWAIT)",
                "(SELECT note FROM tickets WHERE id = 5 FOR SHARE)",
                "(SELECT sum(seq)::text FROM tickets WHERE id = 5)",
                "(SELECT (count(*) OVER (ROWS BETWEEN -1 PRECEDING AND CURRENT ROW))::text FROM tickets WHERE id = 5)",
                "(SELECT note FROM tickets WHERE note = 'a')",
                "ANY (ARRAY(SELECT note FROM tickets WHERE id = 5 OFFSET -1))",
                "ANY ((SELECT note FROM tickets WHERE id = 5 OFFSET -1) UNION ALL SELECT 'a')",
                "(SELECT x.note FROM (SELECT note FROM tickets WHERE id = 5 OFFSET -1) x LIMIT 1)",
                "(WITH x AS (SELECT note FROM tickets WHERE id = 5 OFFSET -1) SELECT note FROM x LIMIT 1)",
                "(SELECT note FROM failing LIMIT 1)",
                "(SELECT min(x.a) FROM XMLTABLE('/' PASSING '<' COLUMNS a text PATH '/') x)",
                "ANY (SELECT note FROM tickets x WHERE x.id = 5 AND x.note <> c.name OFFSET -1)",
            })
    void whatMayFailMakesKeysWorthless(String failing) {
        String with = "WITH failing AS (SELECT note FROM tickets WHERE id = 6 OFFSET -1) SELECT 1 FROM customers c";
        for (String key : List.of("c.id = 7", "c.id IN (SELECT customer_id FROM tickets WHERE id = 5)")) {
            String statement = (failing.contains("failing") ? with : "SELECT 1 FROM customers c")
                    + " WHERE c.name > 'm' AND c.country = " + failing + " AND " + key;
            assertThat(scopes(statement))
                    .as(statement)
                    .contains("customers all")
                    .doesNotContain("customers id");
        }
    }

    /// Other conditions of which the target finds out only then whether they can be computed.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "row(row(c.name), 1) IS DISTINCT FROM row(row(5), 1)",
                "(row(c.name), 1) = (row(5), 1)",
                "row(row(c.name)) IN (row(row(5)), row(row(6)))",
                "greatest(row(c.name), row(5)) IS NOT NULL",
                "nullif(row(c.name), row(5)) IS NOT NULL",
                "ARRAY[row(c.name)] = ARRAY[row(5)]",
                "CASE row(c.name) WHEN row(5) THEN true END",
                "(row(c.name), 1) = (SELECT row(5), 1)",
                "c = row(1, 2)",
                "ARRAY[c.name] || '{{{a}}}' IS NOT NULL",
                "ARRAY[[c.name], [c.email]] || ARRAY[[c.name, c.country]] IS NOT NULL",
                "c.name || '[-2147483648:-2147483648]={a}'::text[] IS NOT NULL",
                "ARRAY[ARRAY[c.name] || '{}'::text[], ARRAY[c.name, c.email]] IS NOT NULL",
                "('{\"name99\":\"x\"}'::json ->> c.name) IS NULL",
                "COALESCE(CASE WHEN c.name >= 'm' THEN '5874897-12-31'::date END, c.created_at) IS NOT NULL",
                "ARRAY[CASE WHEN c.name >= 'm' THEN '(1,1)'::point END] = ARRAY['(1,1)'::point]",
                "c.name LIKE (E'name99\\\\'::text)",
                "c.name LIKE 'name99#' ESCAPE '#'",
                "c.name LIKE 'name99' || chr(92)",
                "c.name LIKE (SELECT E'name99\\\\')",
                "c.name LIKE coalesce(null, E'name99\\\\')",
                "c.name LIKE E'name99\\\\' COLLATE \"C\"",
                "c.name LIKE ANY (ARRAY[E'name99\\\\'])",
                "c.name ILIKE c.country",
                "NOT c.name LIKE E'name99\\\\'",
                "c.name OPERATOR(pg_catalog.~~) E'name99\\\\'",
            })
    void whatMayFailItself(String condition) {
        assertThat(scopes("SELECT 1 FROM customers c WHERE " + condition + " AND c.id = 7"))
                .startsWith("customers all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(c.name, c.country) = ('a', 'b')",
                "(c.name, c.country) IN (('a', 'b'), ('c', 'd'))",
                "(c.name, c.country) IN (SELECT note, note FROM tickets WHERE id = 5)",
                "c.name LIKE '%50#%%' ESCAPE '#'",
                "c.name LIKE 'a%' ESCAPE ''",
                "c.name ILIKE 'a%'::text",
                "c.name LIKE ANY (ARRAY['a%', 'b%'])",
            })
    void whatCannotFailItself(String condition) {
        assertThat(scopes("SELECT 1 FROM customers c WHERE " + condition + " AND c.id = 7"))
                .startsWith("customers")
                .doesNotStartWith("customers all")
                .doesNotContain("UNKNOWN");
    }

    /// Which can wait for no lock, and count no further than there are records.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(SELECT note FROM tickets WHERE id = 5 FOR UPDATE SKIP LOCKED)",
                "(SELECT max(note) FROM tickets WHERE id = 5 HAVING count(*) > 0 LIMIT 1)",
                "(SELECT note FROM tickets WHERE customer_id = 5 ORDER BY seq OFFSET 1 LIMIT 1)",
            })
    void whatCannotFailDoesNot(String sound) {
        assertThat(scopes("SELECT 1 FROM customers c WHERE c.name > 'm' AND c.country = " + sound + " AND c.id = 7"))
                .startsWith("customers id=7 unique;");
    }

    /// A list of nothing names nothing, where nothing else is computed.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT 1 FROM customers WHERE id IN (SELECT id FROM customers WHERE id = NULL) => customers at most 0; customers at most 0
            SELECT 1 FROM customers WHERE id IN (SELECT id FROM customers WHERE id = NULL) AND lower(name) = 'a' => customers id= unique; customers id= unique
            """)
    void nothingIsNamed(String statement, String operations) {
        assertThat(scopes(statement)).isEqualTo(operations);
    }
}
