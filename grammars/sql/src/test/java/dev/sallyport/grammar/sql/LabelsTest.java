package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Label;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What else a rule must know about a read (R7): oracles, folding, lineage, locks.
/// Each line: a statement, its parameters after `<-`, and its operations in the words of [Words].
class LabelsTest {

    /// A sensitive column in a predicate, an ordering or a group is an oracle; folded rows are an aggregate.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT count(*) FROM customers LIMIT 1 => READ customers all {aggregate}
            SELECT DISTINCT country FROM customers LIMIT 1 => READ customers[country] all {aggregate}
            SELECT max(ssn) FROM customers => READ customers[ssn] all {aggregate,sensitive,unproven_lineage}
            SELECT json_agg(c) FROM customers c => READ customers[*] all {aggregate,sensitive,unproven_lineage}
            SELECT row_to_json(c) FROM customers c WHERE id = 7 => READ customers[*] id=7 unique {sensitive,unproven_lineage}
            SELECT count(*) FROM customers WHERE id = 7 => READ customers[id] id=7 unique
            SELECT c.name, lag(c.name) OVER (ORDER BY id) FROM customers c LIMIT 1 => READ customers[id,name] all {aggregate}
            SELECT ssn FROM customers WHERE id = 7 => READ customers[id,ssn] id=7 unique {maskable,sensitive}
            INSERT INTO tickets (note) SELECT ssn FROM customers WHERE id = 7 => CREATE tickets[note] at most 1; READ customers[id,ssn] id=7 unique {sensitive}
            WITH x AS (SELECT ssn FROM customers WHERE id = 7) UPDATE tickets SET note = x.ssn FROM x WHERE tickets.id = 7 => READ customers[id,ssn] id=7 unique {sensitive,unproven_lineage}; UPDATE tickets[note] id=7 unique; READ tickets[id] id=7 unique
            WITH x AS (DELETE FROM tickets WHERE id = 7 RETURNING id) SELECT ssn FROM customers WHERE id = 7 => DELETE tickets id=7 unique; READ tickets[id] id=7 unique; READ customers[id,ssn] id=7 unique {sensitive}
            SELECT (SELECT ssn FROM customers WHERE id = 7) => READ customers[id,ssn] id=7 unique {sensitive,unproven_lineage}
            SELECT c FROM customers c WHERE id = 7 => READ customers[*] id=7 unique {sensitive,unproven_lineage}
            WITH x AS (SELECT ssn FROM customers WHERE id = 7) SELECT ssn FROM x => READ customers[id,ssn] id=7 unique {maskable,sensitive}
            DECLARE c CURSOR FOR SELECT ssn FROM customers WHERE id = 7 => READ customers[id,ssn] id=7 unique {maskable,sensitive}
            EXPLAIN SELECT ssn FROM customers WHERE id = 7 => READ customers[id,ssn] id=7 unique {sensitive}
            EXPLAIN ANALYZE SELECT name FROM customers WHERE id = 7 => READ customers[id,name] all {aggregate}
            EXPLAIN ANALYZE SELECT name FROM customers WHERE name LIKE 'A%' LIMIT 1 => READ customers[name] all {aggregate}
            EXPLAIN (ANALYZE, FORMAT json) SELECT note FROM tickets WHERE customer_id = 7 => READ tickets[customer_id,note] all {aggregate}
            SELECT substr(ssn, 1, 3) FROM customers WHERE id = 7 => READ customers[id,ssn] id=7 unique {sensitive,unproven_lineage}
            SELECT name FROM customers WHERE ssn = '1' => READ customers[name,ssn] ssn=1 {oracle,sensitive}
            SELECT name FROM customers WHERE id = 7 ORDER BY ssn => READ customers[id,name,ssn] id=7 unique {oracle,sensitive}
            SELECT ssn AS s FROM customers WHERE id = 7 ORDER BY s => READ customers[id,ssn] id=7 unique {oracle,sensitive}
            SELECT name, ssn FROM customers WHERE id = 7 ORDER BY 2 => READ customers[id,name,ssn] id=7 unique {oracle,sensitive}
            SELECT count(*) FROM customers GROUP BY ssn => READ customers[ssn] all {aggregate,oracle,sensitive}
            SELECT CASE WHEN ssn LIKE '1%' THEN 1 END FROM customers WHERE id = 7 => READ customers[id,ssn] id=7 unique {oracle,sensitive}
            SELECT x.s FROM (SELECT ssn AS s FROM customers WHERE id = 7) x WHERE x.s > '5' => READ customers[id,ssn] id=7 unique {oracle,sensitive}
            SELECT name FROM customers WHERE id = 7 UNION ALL SELECT name FROM customers => READ customers[id,name] id=7 unique {unproven_lineage}; READ customers[name] all {unproven_lineage}
            SELECT name FROM customers WHERE id = 7 UNION SELECT ssn FROM customers WHERE id = 8 => READ customers[id,name] id=7 unique {unproven_lineage}; READ customers[id,ssn] id=8 unique {oracle,sensitive,unproven_lineage}
            SELECT 1 WHERE EXISTS (SELECT 1 FROM customers WHERE ssn = '1') => READ customers[ssn] ssn=1 {oracle,sensitive}
            SELECT ARRAY(SELECT name FROM customers) LIMIT 1 => READ customers[name] all {aggregate}
            VALUES (1, (SELECT max(salary) FROM hr.payroll)) => READ hr.payroll[salary] all {aggregate}
            WITH x AS (SELECT name FROM customers) SELECT (SELECT string_agg(x.name, ',') FROM x) => READ customers[name] all {aggregate}
            WITH RECURSIVE r AS (SELECT id, name FROM customers WHERE id = 1 UNION ALL SELECT c.id, c.name FROM customers c, r WHERE c.id = r.id + 1) SELECT * FROM r => READ customers[id,name] all {aggregate,unproven_lineage}; READ customers[id,name] all {aggregate,unproven_lineage}
            SELECT * FROM customer_names WHERE id = 7 => READ view customer_names[*] id=7 {unproven_lineage}
            SELECT v FROM remote => READ foreign table remote[v] all {unproven_lineage}
            SELECT name FROM customers FOR UPDATE => READ customers[name] all {locks}
            SELECT name FROM customers GROUP BY name HAVING count(*) = 1 => READ customers[name] all {aggregate}
            SELECT name FROM customers WHERE id = 7 FOR NO KEY UPDATE => READ customers[id,name] id=7 unique {locks}
            SELECT name FROM customers WHERE id = 7 FOR SHARE OF customers => READ customers[id,name] id=7 unique {locks}
            SELECT * FROM (SELECT name FROM customers FOR UPDATE) x => READ customers[name] all {locks}
            SELECT JSON_ARRAY(SELECT ssn FROM customers) => READ customers[ssn] all {aggregate,sensitive,unproven_lineage}
            SELECT JSON_ARRAYAGG(name) FROM customers => READ customers[name] all {aggregate}
            SELECT rank() OVER (ORDER BY ssn) FROM customers WHERE id = 7 => READ customers[id,ssn] id=7 unique {oracle,sensitive}
            SELECT string_agg(name, ',' ORDER BY ssn) FROM customers WHERE id = 7 => READ customers[id,name,ssn] id=7 unique {oracle,sensitive}
            SELECT name FROM customers ORDER BY ssn LIMIT 1 => READ customers[name,ssn] at most 1 {oracle,sensitive}
            SELECT DISTINCT ssn FROM customers WHERE id = 7 => READ customers[id,ssn] id=7 unique {oracle,sensitive}
            SELECT ssn IS NULL FROM customers WHERE id = 7 => READ customers[id,ssn] id=7 unique {oracle,sensitive}
            SELECT ssn = '1' FROM customers WHERE id = 7 => READ customers[id,ssn] id=7 unique {oracle,sensitive}
            SELECT greatest(ssn, '5') FROM customers WHERE id = 7 => READ customers[id,ssn] id=7 unique {oracle,sensitive}
            SELECT ssn FROM customers WHERE id = 7 UNION ALL SELECT '1' => READ customers[id,ssn] id=7 unique {sensitive,unproven_lineage}
            SELECT name FROM customers WHERE id = 7 AND EXISTS (SELECT 1 FROM customers b WHERE b.ssn = customers.name) => READ customers[id,name] id=7 unique; READ customers[ssn] all {aggregate,oracle,sensitive}
            SELECT c.name FROM customers c JOIN tickets t ON t.note = c.ssn WHERE c.id = 7 => READ customers[id,name,ssn] id=7 unique {oracle,sensitive}; READ tickets[note] all
            SELECT count(*) FROM customers HAVING max(ssn) > '5' => READ customers[ssn] all {aggregate,oracle,sensitive}
            SELECT x.y FROM (SELECT upper(ssn) AS y FROM customers WHERE id = 7) x ORDER BY x.y => READ customers[id,ssn] id=7 unique {oracle,sensitive,unproven_lineage}
            SELECT x.y FROM (VALUES ((SELECT ssn FROM customers WHERE id = 7))) x (y) WHERE x.y = '1' => READ customers[id,ssn] id=7 unique {oracle,sensitive,unproven_lineage}
            SELECT l FROM customers c, LATERAL upper(c.ssn) l WHERE c.id = 7 => READ customers[id,ssn] id=7 unique {oracle,sensitive}
            WITH x (a, b) AS (SELECT id, ssn FROM customers WHERE id = 7) SELECT a FROM x WHERE b = '1' => READ customers[id,ssn] id=7 unique {oracle,sensitive}
            """)
    void labels(String statement, String operations) {
        assertThat(Grammar.described(statement)).isEqualTo(operations);
    }

    /// R7: what is folded under a key that is not unique counts as what is shown of it, where that can be
    /// told: one row with a number and one record, rows with one record each, a yes or no. Anything else
    /// holds all of it.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT count(*) FROM tickets WHERE customer_id = 7 => {aggregate,counted}
            SELECT count(DISTINCT status) FROM tickets WHERE customer_id = 7 => {aggregate,counted}
            SELECT count(*), max(id) AS newest FROM tickets WHERE customer_id = 7 ORDER BY 1 => {aggregate,counted}
            SELECT min(note) FROM tickets WHERE customer_id IN (7, 8) => {aggregate,counted}
            SELECT sum(seq) FROM tickets t WHERE customer_id = 7 => {aggregate}
            WITH t AS (SELECT * FROM tickets WHERE customer_id = 7) SELECT avg(t.seq) FROM t => {aggregate}
            SELECT count(*) FROM (SELECT id FROM tickets WHERE customer_id = 7) s => {aggregate,counted}
            SELECT count(*) FROM tickets t WHERE customer_id = 7 AND EXISTS (SELECT 1 WHERE t.note = 'a') => {aggregate,counted}
            SELECT DISTINCT status FROM tickets WHERE customer_id = 7 => {}
            SELECT DISTINCT ON (status) status, note FROM tickets WHERE customer_id = 7 ORDER BY status, id => {}
            SELECT status, count(*) FROM tickets WHERE customer_id = 7 GROUP BY status ORDER BY count(*) DESC => {}
            SELECT status FROM tickets WHERE customer_id = 7 GROUP BY status ORDER BY count(*), count(id) => {}; {}
            SELECT status, count(*) AS n FROM tickets WHERE customer_id = 7 GROUP BY status ORDER BY n DESC => {}
            SELECT upper(status), max(note) FROM tickets WHERE customer_id = 7 GROUP BY 1 => {}
            SELECT EXISTS (SELECT 1 FROM tickets WHERE customer_id = 7) => {}
            SELECT g FROM generate_series(1, 9) g WHERE EXISTS (SELECT 1 FROM tickets WHERE customer_id = 7 AND seq > g) => {}
            SELECT json_agg(t) FROM tickets t WHERE customer_id = 7 => {aggregate}
            SELECT string_agg(note, ',') FROM tickets WHERE customer_id = 7 => {aggregate}
            SELECT array_agg(status) FROM tickets WHERE customer_id = 7 GROUP BY customer_id => {aggregate}
            SELECT count(*), count(*) FROM tickets WHERE customer_id = 7 => {aggregate,counted}; {aggregate,counted}
            SELECT max(note), min(note) FROM tickets WHERE customer_id = 7 => {aggregate,counted}; {aggregate,counted}
            SELECT count(*) FILTER (WHERE note LIKE 'a%') FROM tickets WHERE customer_id = 7 => {aggregate,counted}
            SELECT count(*) FILTER (WHERE status = 'open'), count(*), min(seq), max(seq) FROM tickets WHERE customer_id = 7 => {aggregate,counted}; {aggregate,counted}
            SELECT status, count(*), count(*) FILTER (WHERE seq > 3) FROM tickets WHERE customer_id = 7 GROUP BY status => {}; {}
            SELECT count(*), count(*) FROM tickets => {aggregate}
            SELECT count(*), count(*) FROM tickets WHERE id IN (5, 6) => {}
            SELECT sum(CASE WHEN status = 'open' THEN 1 ELSE 0 END) FROM tickets WHERE customer_id = 7 => {aggregate,counted}
            SELECT sum(CASE WHEN status = 'open' THEN 1 END), count(*) FROM tickets WHERE customer_id = 7 => {aggregate,counted}; {aggregate,counted}
            SELECT sum(CASE WHEN seq = 1 THEN 1 WHEN seq = 2 THEN 2 ELSE 0 END) FROM tickets WHERE customer_id = 7 => {aggregate}
            SELECT sum(CASE WHEN seq = 1 THEN 2 ELSE 0 END) FROM tickets WHERE customer_id = 7 => {aggregate}
            SELECT sum(CASE WHEN seq = 1 THEN 1 ELSE seq END) FROM tickets WHERE customer_id = 7 => {aggregate}
            SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 WHERE note = 'a')) FROM tickets WHERE customer_id = 7 => {aggregate}
            SELECT sum(ascii(note)) FROM tickets WHERE customer_id = 7 => {aggregate}
            SELECT sum(s.x) FROM (SELECT ascii(note) * power(1000, seq) AS x FROM tickets WHERE customer_id = 7) s => {aggregate}
            SELECT count(*) OVER (), note FROM tickets WHERE customer_id = 7 => {aggregate}
            SELECT count(*) FROM tickets WHERE customer_id = 7 HAVING max(note) > 'm' => {aggregate}
            SELECT status FROM tickets WHERE customer_id = 7 GROUP BY ROLLUP (status) => {aggregate}
            SELECT (SELECT count(*) FROM tickets WHERE customer_id = 7) => {}
            SELECT (SELECT count(*) FROM tickets WHERE customer_id = 7 AND seq > g) FROM generate_series(1, 9) g => {}
            SELECT 1 + COALESCE((SELECT max(seq) FROM tickets WHERE customer_id = 7), 0) => {}
            SELECT (SELECT note FROM tickets WHERE customer_id = 7 ORDER BY seq LIMIT 1) => {}
            SELECT CASE WHEN g > 3 THEN (SELECT note FROM tickets WHERE customer_id = 7 LIMIT 1) END FROM generate_series(1, 9) g => {}
            SELECT (SELECT count(*), max(seq) FROM tickets WHERE customer_id = 7 HAVING true) => {aggregate}
            SELECT (SELECT count(*) FILTER (WHERE note LIKE 'a%') FROM tickets WHERE customer_id = 7) => {}
            SELECT (SELECT string_agg(note, '') FROM tickets WHERE customer_id = 7) => {aggregate}
            SELECT (SELECT count(*) OVER () FROM tickets WHERE customer_id = 7 LIMIT 1) => {aggregate}
            SELECT (SELECT s.n FROM (SELECT count(*) AS n FROM tickets WHERE customer_id = 7) s) => {aggregate}
            SELECT (SELECT (SELECT count(*) FROM tickets WHERE customer_id = 7)) => {aggregate}
            SELECT ARRAY(SELECT note FROM tickets WHERE customer_id = 7) => {aggregate}
            SELECT (SELECT count(*) FROM tickets WHERE customer_id = 7) > g FROM generate_series(1, 9) g => {aggregate}
            SELECT CASE WHEN (SELECT count(*) FROM tickets WHERE customer_id = 7) > 3 THEN 1 END => {aggregate}
            SELECT g FROM generate_series(1, 9) g WHERE (SELECT count(*) FROM tickets WHERE customer_id = 7) > g => {aggregate}
            SELECT g FROM generate_series(1, 9) g ORDER BY (SELECT count(*) FROM tickets WHERE customer_id = 7 AND seq > g) => {aggregate}
            SELECT string_agg((SELECT note FROM tickets WHERE customer_id = 7 AND seq = g)::text, '') FROM generate_series(1, 9) g => {aggregate}
            SELECT DISTINCT (SELECT note FROM tickets WHERE customer_id = 7 AND seq = g) FROM generate_series(1, 9) g => {aggregate}
            SELECT s.n FROM (SELECT (SELECT count(*) FROM tickets WHERE customer_id = 7 AND seq > g) AS n FROM generate_series(1, 9) g) s WHERE s.n > 3 => {aggregate}
            SELECT (SELECT note FROM tickets WHERE customer_id = 7) UNION ALL SELECT 'a' => {aggregate,unproven_lineage}
            INSERT INTO customers (name) SELECT (SELECT note FROM tickets WHERE customer_id = 7 OFFSET g LIMIT 1) FROM generate_series(1, 9) g => {aggregate}
            SELECT EXISTS (SELECT count(*) FROM tickets WHERE customer_id = 7 HAVING max(note) > 'm') => {aggregate}
            SELECT sum(v.w) FROM tickets t JOIN (VALUES (1, 1), (2, 2), (3, 4)) v (i, w) ON v.i >= t.seq WHERE t.customer_id = 7 => {aggregate}
            WITH v (i, w) AS (VALUES (1, 1), (2, 2)) SELECT sum(v.w) FROM tickets t, v WHERE v.i >= t.seq AND t.customer_id = 7 => {aggregate}
            WITH v (i, w) AS (SELECT 1, 1 UNION ALL SELECT 2, 2) SELECT sum(v.w) FROM tickets t, v WHERE v.i >= t.seq AND t.customer_id = 7 => {aggregate}
            SELECT count(*) FROM tickets t, generate_series(1, 99) g WHERE t.customer_id = 7 AND g <= power(2, t.seq) => {aggregate}
            SELECT count(*) FROM tickets t, unnest(ARRAY[1, 2, 2]) u (i) WHERE t.customer_id = 7 AND u.i >= t.seq => {aggregate}
            SELECT count(*) FROM (SELECT 1 FROM tickets t, generate_series(1, 99) g WHERE t.customer_id = 7 AND g <= t.seq) s => {aggregate}
            SELECT count(*) FROM (SELECT generate_series(1, t.seq) FROM tickets t WHERE t.customer_id = 7) s => {aggregate}
            SELECT t.status, count(*) FROM tickets t LEFT JOIN (VALUES (1), (2)) v (i) ON v.i >= t.seq WHERE t.customer_id = 7 GROUP BY t.status => {aggregate}
            SELECT (SELECT sum(v.w) FROM tickets t JOIN (VALUES (1, 1)) v (i, w) ON v.i >= t.seq WHERE t.customer_id = 7 LIMIT 1) => {aggregate}
            SELECT count(*) FROM tickets t, (SELECT 1 GROUP BY GROUPING SETS ((1), (2))) v WHERE t.customer_id = 7 => {aggregate}
            SELECT count(*) FROM tickets t, (SELECT 1 ORDER BY generate_series(1, 4)) v WHERE t.customer_id = 7 => {aggregate}
            SELECT count(*) FROM tickets t, LATERAL (SELECT 1 ORDER BY generate_series(1, t.seq)) v WHERE t.customer_id = 7 => {aggregate}
            SELECT count(*) FROM tickets t, (SELECT DISTINCT ON (generate_series(1, 4)) 1) v WHERE t.customer_id = 7 => {aggregate}
            SELECT count(*) FROM tickets t, (SELECT 1 GROUP BY generate_series(1, 4)) v WHERE t.customer_id = 7 => {aggregate}
            SELECT count(*), t.status FROM tickets t WHERE t.customer_id = 7 GROUP BY t.status, generate_series(1, 2) => {aggregate}
            SELECT count(*) FROM orders a JOIN orders b ON a.id = b.id JOIN tickets t ON t.customer_id = 7 WHERE a.total > 6 => {aggregate}
            SELECT count(*) FROM tickets t, customers k WHERE k.id IN (1, 2, 3) AND t.customer_id = 7 AND k.id <= t.seq => {aggregate}
            SELECT count(*) FROM tickets t, customers k WHERE k.id = 1 AND t.customer_id = 7 AND k.id <= t.seq => {aggregate,counted}
            SELECT c.id, count(t.id) FROM customers c LEFT JOIN tickets t ON t.customer_id = c.id WHERE c.id IN (7, 8) GROUP BY c.id => {}
            SELECT count(*) FROM orders a CROSS JOIN customers c LEFT JOIN tickets t ON t.customer_id = c.id AND t.customer_id = a.id AND t.customer_id = 7 => {aggregate}
            SELECT count(*) FROM orders a JOIN orders b ON a.id = b.id JOIN tickets t ON t.customer_id = a.id WHERE t.customer_id = 7 => {aggregate,counted}
            SELECT sum(id) FILTER (WHERE id = 1 OR id = 2 OR id = 4) FROM tickets WHERE customer_id = 7 => {aggregate}
            SELECT sum(DISTINCT customer_id) FROM tickets WHERE customer_id = 7 => {aggregate}
            SELECT max(t.note) FROM tickets t JOIN (VALUES (1), (2)) v (i) ON v.i >= t.seq WHERE t.customer_id = 7 => {aggregate,counted}
            SELECT c.id, count(t.id) FROM customers c LEFT JOIN tickets t ON t.customer_id = c.id WHERE c.id = 7 GROUP BY c.id => {}
            SELECT count(*) FROM (SELECT t.id FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE c.id = 7) s => {aggregate,counted}
            SELECT count(*) FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.customer_id = 7 AND c.name = 'A' => {aggregate,counted}
            SELECT count(*) FROM tickets t JOIN customers c ON c.id >= t.customer_id WHERE t.customer_id = 7 AND c.name = 'A' => {aggregate}
            SELECT count(*) FROM tickets t JOIN customers c ON c.id = t.seq OR c.name = 'A' WHERE t.customer_id = 7 => {aggregate}
            SELECT count(*) FROM tickets t, customers c WHERE t.customer_id = 7 AND c.id IN (SELECT id FROM orders) AND c.id <= t.seq => {aggregate}
            WITH p AS (SELECT 7 AS i) SELECT count(*) FROM tickets t JOIN p ON p.i = t.customer_id => {aggregate,counted}
            SELECT s.n FROM (SELECT count(*) AS n FROM tickets WHERE customer_id = 7) s => {aggregate}
            SELECT max(s.j) FROM (SELECT string_agg(note, ',') AS j FROM tickets WHERE customer_id = 7) s => {aggregate}
            SELECT count(*), (SELECT 1) FROM tickets WHERE customer_id = 7 => {aggregate}
            SELECT DISTINCT (SELECT max(t.note)) FROM tickets t WHERE customer_id = 7 => {aggregate}
            SELECT string_agg(CASE WHEN EXISTS (SELECT 1 FROM tickets WHERE customer_id = 7 AND seq > g) THEN '1' ELSE '0' END, '') FROM generate_series(1, 9) g => {aggregate}
            SELECT ARRAY(SELECT EXISTS (SELECT 1 FROM tickets WHERE customer_id = 7 AND seq > g) FROM generate_series(1, 9) g) => {aggregate}
            SELECT JSON_ARRAYAGG(note) FROM tickets WHERE customer_id = 7 => {aggregate}
            WITH t AS (SELECT * FROM tickets WHERE customer_id = 7) SELECT a.note FROM t a => {}
            WITH t AS (SELECT * FROM tickets WHERE customer_id = 7) SELECT a.note, b.note FROM t a, t b WHERE a.id < b.id => {aggregate}
            WITH t AS (SELECT * FROM tickets WHERE customer_id = 7), u AS (SELECT * FROM t) SELECT t.note, u.note FROM t, u => {aggregate}
            WITH t AS (SELECT * FROM tickets WHERE customer_id = 7) SELECT a.note, (SELECT b.note FROM t b LIMIT 1) FROM t a => {aggregate}
            WITH b AS (SELECT g, EXISTS (SELECT 1 FROM tickets WHERE customer_id = 7 AND seq > g) AS x FROM generate_series(1, 9) g) SELECT b.x, c.x FROM b, b c WHERE b.g = 1 AND c.g = 2 => {aggregate}
            SELECT status FROM tickets WHERE customer_id = 7 UNION SELECT 'a' => {aggregate,unproven_lineage}
            """)
    void folding(String statement, String labels) {
        List<String> tickets = Grammar.meaning(statement).operations(List.of()).stream()
                .filter(operation -> operation.resource().name().equals("tickets"))
                .map(operation -> operation.labels().stream()
                        .filter(label -> label != Label.SPREAD)
                        .map(label -> label.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(",", "{", "}")))
                .toList();
        assertThat(String.join("; ", tickets)).isEqualTo(labels);
    }

    @Test
    void ofTooManyNumbersNobodyKeepsCount() {
        folding("SELECT " + "count(*), ".repeat(16) + "count(*) FROM tickets WHERE customer_id = 7", "{aggregate}");
    }
}
