package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// INSERT, UPDATE, DELETE, MERGE, TRUNCATE, COPY, CREATE TABLE AS.
/// Each line: a statement, its parameters after `<-`, and its operations in the words of [Words].
class ChangesTest {

    /// Every effect is an operation of its own, and what is read to do it is another.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            INSERT INTO tickets (customer_id, note) VALUES (7, 'x') => CREATE tickets[customer_id,note] at most 1
            INSERT INTO tickets (customer_id, note) VALUES (7, 'x'), (8, 'y') RETURNING id => CREATE tickets[customer_id,note] at most 2; READ tickets[id] at most 2 {created}
            INSERT INTO tickets VALUES (1, 2, 3) => CREATE tickets[id,customer_id,seq] at most 1
            INSERT INTO tickets DEFAULT VALUES => CREATE tickets at most 1
            INSERT INTO tickets (note) SELECT name FROM customers => CREATE tickets[note] all; READ customers[name] all
            INSERT INTO tickets (note) SELECT name FROM customers LIMIT 3 => CREATE tickets[note] at most 3; READ customers[name] at most 3
            INSERT INTO tickets (note) SELECT 'x' => CREATE tickets[note] at most 1
            INSERT INTO tickets (id) VALUES (generate_series(1, 1000000)) => CREATE tickets[id] all
            INSERT INTO tickets (note) SELECT 'x' GROUP BY GROUPING SETS ((), (), ()) => CREATE tickets[note] all
            INSERT INTO tickets (note) SELECT 'x' GROUP BY CUBE (1, 1), CUBE (1, 1) LIMIT 2 => CREATE tickets[note] at most 2
            INSERT INTO tickets (note) SELECT v.n::text FROM (VALUES ('a', 1), ('b', 2)) v (n, i) ORDER BY i => CREATE tickets[note] at most 2
            INSERT INTO tickets (note) SELECT v.n FROM (SELECT 'x' GROUP BY GROUPING SETS ((), ())) v (n) => CREATE tickets[note] all
            INSERT INTO tickets (id) SELECT generate_series(1, v.n) FROM (VALUES (9)) v (n) => CREATE tickets[id] all
            INSERT INTO tickets (note) SELECT v.n FROM (VALUES ('a')) v (n), (VALUES (1), (2)) w (i) => CREATE tickets[note] all
            INSERT INTO tickets (note) SELECT v.n FROM (VALUES ('a'), ('b') UNION ALL VALUES ('c')) v (n) => CREATE tickets[note] at most 3
            INSERT INTO customers (id) VALUES (1) RETURNING ssn => CREATE customers[id] at most 1; READ customers[ssn] at most 1 {created,sensitive}
            INSERT INTO events (id) VALUES (1) RETURNING * => CREATE events[id] at most 1; READ events[*] at most 1 {created}
            INSERT INTO customer_names (id) VALUES (1) RETURNING name => CREATE view customer_names[id] at most 1 {unproven_lineage}; READ view customer_names[name] at most 1 {unproven_lineage}
            INSERT INTO tickets (note) SELECT note FROM tickets WHERE id = 5 RETURNING note => CREATE tickets[note] at most 1; READ tickets[note] at most 1 {created}; READ tickets[id,note] id=5 unique
            INSERT INTO tickets (note) VALUES ('x') RETURNING (SELECT name FROM customers) => CREATE tickets[note] at most 1; READ customers[name] all {aggregate}
            INSERT INTO tickets (id) VALUES (1) ON CONFLICT DO NOTHING RETURNING id => CREATE tickets[id] at most 1; READ tickets[id] at most 1 {created}
            INSERT INTO tickets (id) VALUES (1) ON CONFLICT (id) DO NOTHING RETURNING note => CREATE tickets[id] at most 1; READ tickets[id,note] id=1 unique
            INSERT INTO tickets (id) VALUES (1) ON CONFLICT ON CONSTRAINT k DO UPDATE SET id = 1 RETURNING old.note => CREATE tickets[id] at most 1; UPDATE tickets[id] at most 1; READ tickets[note] at most 1
            UPDATE tickets SET note = 'x' RETURNING id => UPDATE tickets[note] all; READ tickets[id] all
            INSERT INTO customers (id, ssn) VALUES (1, '2') => CREATE customers[id,ssn] at most 1 {sensitive}
            INSERT INTO tickets (id, note) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET note = excluded.note WHERE tickets.status = 'open' => CREATE tickets[id,note] at most 1; UPDATE tickets[note] id=1 unique; READ tickets[id,status,note] id=1 unique
            INSERT INTO tickets VALUES ($1, 2), ('7'::int, 3) ON CONFLICT (id) DO UPDATE SET seq = 1 RETURNING note <- 5 => CREATE tickets[id,customer_id] at most 2; UPDATE tickets[seq] id=5|7 unique; READ tickets[id,note] id=5|7 unique
            INSERT INTO tickets (seq, customer_id) VALUES (1, 2) ON CONFLICT (customer_id, seq) DO UPDATE SET note = '' => CREATE tickets[seq,customer_id] at most 1; UPDATE tickets[note] customer_id=2 seq=1 unique; READ tickets[customer_id,seq] customer_id=2 seq=1 unique
            INSERT INTO tickets (note.a, note.b, id) VALUES (1, 2, 3) ON CONFLICT (id) DO UPDATE SET seq = 1 => CREATE tickets[note,id] at most 1; UPDATE tickets[seq] id=3 unique; READ tickets[id] id=3 unique
            INSERT INTO tickets (id) VALUES (1), (DEFAULT) ON CONFLICT (id) DO UPDATE SET seq = 1 => CREATE tickets[id] at most 2; UPDATE tickets[seq] at most 2; READ tickets[id] at most 2
            INSERT INTO tickets (id) VALUES (NULL) ON CONFLICT (id) DO UPDATE SET seq = 1 => CREATE tickets[id] at most 1; UPDATE tickets[seq] at most 1; READ tickets[id] at most 1
            INSERT INTO tickets (id) VALUES (3 + 4) ON CONFLICT (id) DO UPDATE SET seq = 1 => CREATE tickets[id] at most 1; UPDATE tickets[seq] at most 1; READ tickets[id] at most 1
            INSERT INTO tickets (id) VALUES (7.4) ON CONFLICT (id) DO UPDATE SET seq = 1 => CREATE tickets[id] at most 1; UPDATE tickets[seq] at most 1; READ tickets[id] at most 1
            INSERT INTO tickets (note) VALUES ('x') ON CONFLICT (id) DO UPDATE SET seq = 1 => CREATE tickets[note] at most 1; UPDATE tickets[seq] at most 1; READ tickets[id] at most 1
            INSERT INTO tickets (id) OVERRIDING USER VALUE VALUES (1) ON CONFLICT (id) DO UPDATE SET seq = 1 => CREATE tickets[id] at most 1; UPDATE tickets[seq] at most 1; READ tickets[id] at most 1
            INSERT INTO tickets (id) SELECT 1 ON CONFLICT (id) DO UPDATE SET seq = 1 => CREATE tickets[id] at most 1; UPDATE tickets[seq] at most 1; READ tickets[id] at most 1
            INSERT INTO tickets (id) VALUES (1) ON CONFLICT (id) WHERE seq > 1 DO UPDATE SET seq = 1 => CREATE tickets[id] at most 1; UPDATE tickets[seq] at most 1; READ tickets[id,seq] at most 1
            INSERT INTO tickets (id) VALUES (1) ON CONFLICT ((id + 1)) DO UPDATE SET seq = 1 => CREATE tickets[id] at most 1; UPDATE tickets[seq] at most 1; READ tickets[id] at most 1
            INSERT INTO customers (email) VALUES ('a') ON CONFLICT (email) DO UPDATE SET name = '' => CREATE customers[email] at most 1; UPDATE customers[name] at most 1; READ customers[email] at most 1
            INSERT INTO orders (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET total = 1 => CREATE orders[id] at most 1; EXECUTE orders all; UPDATE orders[total] at most 1; EXECUTE orders all; READ orders[id] at most 1
            INSERT INTO tickets (id) VALUES (1) ON CONFLICT DO NOTHING => CREATE tickets[id] at most 1
            INSERT INTO orders (id) VALUES (1) => CREATE orders[id] at most 1; EXECUTE orders all
            UPDATE tickets SET status = 'closed' WHERE id = 5 => UPDATE tickets[status] id=5 unique; READ tickets[id] id=5 unique
            UPDATE tickets SET status = 'closed' WHERE id = $1 RETURNING note <- 5 => UPDATE tickets[status] id=5 unique; READ tickets[id,note] id=5 unique
            UPDATE tickets SET status = 'closed' => UPDATE tickets[status] all
            UPDATE tickets SET note = note || 'x' WHERE id = 5 => UPDATE tickets[note] id=5 unique; READ tickets[id,note] id=5 unique
            UPDATE tickets SET note = c.ssn FROM customers c WHERE c.id = tickets.customer_id AND c.id = 7 => UPDATE tickets[note] customer_id=7; READ tickets[customer_id] customer_id=7; READ customers[id,ssn] id=7 unique {sensitive,unproven_lineage}
            UPDATE tickets SET (status, note) = (SELECT name, ssn FROM customers WHERE id = 7) WHERE id = 5 => UPDATE tickets[status,note] id=5 unique; READ tickets[id] id=5 unique; READ customers[id,name,ssn] id=7 unique {sensitive,unproven_lineage}
            UPDATE customers SET ssn = '1' WHERE id = 7 => UPDATE customers[ssn] id=7 unique {sensitive}; READ customers[id] id=7 unique
            UPDATE tickets SET status = 'x' WHERE CURRENT OF cur => UPDATE tickets[status] at most 1
            DELETE FROM tickets WHERE id = 5 => DELETE tickets id=5 unique; READ tickets[id] id=5 unique
            DELETE FROM tickets => DELETE tickets all
            DELETE FROM tickets USING customers c WHERE c.id = customer_id AND c.id = 7 RETURNING c.name => DELETE tickets customer_id=7; READ tickets[customer_id] customer_id=7; READ customers[id,name] id=7 unique
            DELETE FROM tickets WHERE id = 5 OR true => DELETE tickets all; READ tickets[id] all
            TRUNCATE tickets, customers => DELETE tickets all; DELETE customers all
            MERGE INTO tickets t USING customers c ON t.customer_id = c.id AND t.id = 5 WHEN MATCHED THEN UPDATE SET note = c.name WHEN NOT MATCHED THEN INSERT (note) VALUES (c.ssn) => UPDATE tickets[note] id=5 unique; CREATE tickets[note] all; READ tickets[id,customer_id] id=5 unique; READ customers[id,name,ssn] all {sensitive,unproven_lineage}
            MERGE INTO tickets t USING customers c ON t.id = 5 WHEN NOT MATCHED BY SOURCE THEN DELETE => DELETE tickets all; READ tickets[id] all; READ customers all
            MERGE INTO tickets t USING (VALUES (1, 'a')) v (id, note) ON t.id = v.id WHEN NOT MATCHED THEN INSERT (id, note) VALUES (v.id, v.note) WHEN MATCHED THEN DO NOTHING => CREATE tickets[id,note] at most 1; READ tickets[id] id=1 unique
            WITH x AS (DELETE FROM tickets RETURNING *) SELECT count(*) FROM x => DELETE tickets all; READ tickets[*] all {aggregate}
            WITH x AS (UPDATE customers SET name = 'x' RETURNING id) SELECT 1 => UPDATE customers[name] all; READ customers[id] all
            SELECT name INTO copied FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique; DEFINE copied all
            CREATE TABLE copied AS SELECT name FROM customers => READ customers[name] all; DEFINE copied all
            CREATE TABLE copied AS EXECUTE q => DEFINE copied all; UNKNOWN prepared statement q
            CREATE VIEW v AS SELECT ssn FROM customers => READ customers[ssn] all {sensitive}; DEFINE view v all
            COPY customers TO STDOUT => READ customers[*] all {sensitive}
            COPY customers (id, name) TO STDOUT => READ customers[id,name] all
            COPY (SELECT name FROM customers WHERE id = 7) TO STDOUT => READ customers[id,name] id=7 unique
            COPY (DELETE FROM tickets RETURNING id) TO STDOUT => DELETE tickets all; READ tickets[id] all
            COPY tickets (id, note) FROM STDIN => CREATE tickets[id,note] all {sent}
            COPY tickets FROM STDIN WHERE id > 5 => CREATE tickets[*] all {sent}; READ tickets[id] all
            COPY customers TO PROGRAM 'curl' => READ customers[*] all {sensitive}; UNKNOWN program curl
            COPY customers TO '/srv/x' => READ customers[*] all {sensitive}; UNKNOWN file /srv/x
            COPY tickets FROM '/etc/passwd' => CREATE tickets[*] all; UNKNOWN file /etc/passwd
            """)
    void changes(String statement, String operations) {
        assertThat(Grammar.described(statement)).isEqualTo(operations);
    }

    /// INSERT … SELECT makes as many as it reads by a unique key of one relation.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            INSERT INTO tickets (note) SELECT name FROM customers WHERE id = 7 => CREATE tickets at most 1; customers id=7 unique
            INSERT INTO tickets (note) SELECT name FROM customers WHERE id IN (7, 8) => CREATE tickets at most 2; customers id=7|8 unique
            INSERT INTO tickets (note) SELECT name FROM customers WHERE id IN (NULL) => CREATE tickets at most 0; customers at most 0
            INSERT INTO tickets (note) SELECT count(*) FROM customers WHERE id IN (NULL) => CREATE tickets all; customers at most 0
            INSERT INTO tickets (note) SELECT name FROM customers => CREATE tickets all; customers all
            INSERT INTO tickets (note) SELECT note FROM tickets WHERE customer_id = 7 => CREATE tickets all; tickets customer_id=7
            INSERT INTO tickets (note) SELECT unnest(ARRAY[1, 2]) FROM customers WHERE id = 7 => CREATE tickets all; customers id=7 unique
            INSERT INTO tickets (note) SELECT name FROM customers, generate_series(1, 9) WHERE id = 7 => CREATE tickets all; customers id=7 unique
            WITH customers AS (SELECT c.name FROM customers c, generate_series(1, 9) WHERE c.id = 7) INSERT INTO tickets (note) SELECT name FROM customers => customers id=7 unique; CREATE tickets all
            INSERT INTO tickets (note) WITH customers AS (SELECT c.name FROM customers c, generate_series(1, 9) WHERE c.id = 7) SELECT name FROM customers => CREATE tickets all; customers id=7 unique
            INSERT INTO tickets (note) SELECT name FROM customers WHERE id = 7 UNION ALL SELECT 'x' => CREATE tickets all; customers id=7 unique
            INSERT INTO tickets (note) SELECT name FROM customers WHERE id = 7 GROUP BY CUBE (name) => CREATE tickets all; customers id=7 unique
            """)
    void asManyAsAreRead(String statement, String operations) {
        assertThat(Grammar.described(statement).replaceAll("READ | \\{[^}]*}|\\[[^]]*]", ""))
                .isEqualTo(operations);
    }

    /// Rows that stand in the statement, in its arrays and in what it makes itself are counted wherever they come from.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            INSERT INTO tickets (note) SELECT 'x' UNION ALL SELECT 'y' => at most 2
            INSERT INTO tickets (note) SELECT 'x' UNION SELECT 'y' UNION ALL (VALUES ('a'), ('b')) => at most 4
            INSERT INTO tickets (note) (VALUES ('a'), ('b')) EXCEPT SELECT 'a' => at most 2
            INSERT INTO tickets (note) SELECT 'x' INTERSECT SELECT name FROM customers => at most 1
            INSERT INTO tickets (note) SELECT name FROM customers INTERSECT SELECT 'x' => all
            INSERT INTO tickets (note) (SELECT name FROM customers LIMIT 3) UNION ALL SELECT 'y' => at most 4
            INSERT INTO tickets (note) SELECT name FROM customers UNION ALL SELECT 'y' LIMIT 5 => at most 5
            INSERT INTO tickets (note) (SELECT name FROM customers LIMIT $1) UNION ALL SELECT 'y' <- 6 => at most 7
            INSERT INTO tickets (note) SELECT 'x' UNION ALL SELECT generate_series(1, 9)::text => all
            WITH v (a) AS (VALUES ('x'), ('y')) INSERT INTO tickets (note) SELECT a FROM v => at most 2
            WITH v (a) AS (VALUES ('x'), ('y')), w AS (SELECT a FROM v) INSERT INTO tickets (note) SELECT a FROM w => at most 2
            WITH v (a) AS (VALUES ('x'), ('y')) INSERT INTO tickets (note) SELECT v.a FROM v, v w => all
            INSERT INTO tickets (note) WITH v (a) AS (VALUES ('x')) SELECT a FROM v => all
            WITH RECURSIVE v (a) AS (VALUES (1) UNION ALL SELECT a + 1 FROM v) INSERT INTO tickets (id) SELECT a FROM v => all
            WITH RECURSIVE v (a) AS (VALUES (1)) INSERT INTO tickets (id) SELECT a FROM v LIMIT 3 => at most 3
            INSERT INTO tickets (note) SELECT x FROM unnest(ARRAY['a', 'b', NULL]) x => at most 3
            INSERT INTO tickets (note) SELECT x FROM unnest('{a,NULL,"b,c"}'::text[]) AS t (x) => at most 3
            INSERT INTO tickets (note) SELECT x FROM unnest('{}'::text[]) x => at most 0
            INSERT INTO tickets (note) SELECT x FROM unnest('{{a,b},{c,d}}'::text[]) x => all
            INSERT INTO tickets (note) SELECT x FROM unnest(ARRAY[ARRAY[1, 2], ARRAY[3, 4]]) x => all
            INSERT INTO tickets (note) SELECT x FROM unnest(ARRAY['{1,2}'::int[], '{3,4}'::int[]]) x => all
            INSERT INTO tickets (note) SELECT x FROM unnest('a b c'::tsvector) x => all
            INSERT INTO tickets (id, note) SELECT * FROM unnest($1::int[], $2::text[]) <- {1,2};{a,NULL,c} => at most 3
            INSERT INTO tickets (id, note) SELECT * FROM unnest($1::int[], ARRAY['a', 'b']) <- {1} => at most 2
            INSERT INTO tickets (id) SELECT x FROM unnest($1::int[]) x <- {{1,2},{3,4}} => all
            INSERT INTO tickets (id) SELECT x FROM unnest($1::int[]) x <- 1 2 3 => all
            INSERT INTO tickets (id) SELECT x FROM unnest($1) x <- {1} => all
            INSERT INTO tickets (id) SELECT x FROM ROWS FROM (unnest(ARRAY[1]), generate_series(1, 9)) AS t (x, y) => all
            INSERT INTO tickets (id) SELECT x FROM unnest(ARRAY[1, 2]) x, unnest(ARRAY[1, 2]) y => all
            INSERT INTO tickets (id) SELECT x FROM generate_series(1, 3) x => at most 3
            INSERT INTO tickets (id) SELECT x FROM generate_series(3, 1) x => at most 0
            INSERT INTO tickets (id) SELECT x FROM generate_series(3, -1, -2) x => at most 3
            INSERT INTO tickets (id) SELECT x FROM generate_series(1, $1) x <- 3 => all
            INSERT INTO tickets (id) SELECT x FROM generate_series(1, 3) x GROUP BY GROUPING SETS (x, x) => all
            WITH t AS (INSERT INTO events (id) VALUES (1), (2) RETURNING id) INSERT INTO tickets (id) SELECT id FROM t => at most 2
            WITH t AS (UPDATE hr.payroll SET salary = 1 WHERE id = 5 RETURNING id) INSERT INTO tickets (id) SELECT id FROM t => at most 1
            WITH t AS (UPDATE hr.payroll SET salary = 1 WHERE id = ANY ($1) RETURNING id) INSERT INTO tickets (id) SELECT id FROM t <- {5,6} => at most 2
            WITH t AS (DELETE FROM hr.payroll WHERE id IN (5, 6) RETURNING id) INSERT INTO tickets (id) SELECT id FROM t => at most 2
            WITH t AS (DELETE FROM hr.payroll RETURNING id) INSERT INTO tickets (id) SELECT id FROM t => all
            WITH t AS (INSERT INTO orders (id) VALUES (1) RETURNING id) INSERT INTO tickets (id) SELECT id FROM t => all
            WITH t AS (INSERT INTO customer_names (name) VALUES ('x') RETURNING name) INSERT INTO tickets (note) SELECT name FROM t => all
            WITH t AS (INSERT INTO events (id) VALUES (1) RETURNING id) INSERT INTO tickets (id) SELECT t.id FROM t, customers => all
            """)
    void rowsOfTheStatementAreCounted(String statement, String tickets) {
        assertThat(Grammar.described(statement)
                        .replaceAll("\\[[^]]*]| \\{[^}]*}", "")
                        .split("; ", -1))
                .filteredOn(operation -> operation.startsWith("CREATE tickets"))
                .containsExactly("CREATE tickets " + tickets);
    }

    /// As pgx and sqlx bind them; and text that the statement casts, whose first bytes are no head.
    @Test
    void arraysInBinaryFormatAreCounted() {
        String bulk = "INSERT INTO tickets (id) SELECT x FROM unnest($1::int[]) x";
        byte[] three = {0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 23, 0, 0, 0, 3, 0, 0, 0, 1};
        assertThat(made(bulk, new BoundValue(0, true, three))).isEqualTo("CREATE tickets[id] at most 3");
        assertThat(made(bulk, new BoundValue(1007, true, three))).isEqualTo("CREATE tickets[id] at most 3");
        assertThat(made(bulk, new BoundValue(25, true, three))).isEqualTo("CREATE tickets[id] all");
    }

    private static String made(String statement, BoundValue value) {
        return Words.of(Grammar.meaning(statement).operations(List.of(value)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO tickets (note) (SELECT name FROM customers LIMIT $1) UNION ALL SELECT 'y'",
                "INSERT INTO tickets (id) SELECT x FROM unnest($1::int[]) x UNION ALL SELECT id FROM customers",
            })
    void withoutALimitNobodyKnows(String statement) {
        assertThat(made(statement, BoundValue.ofNull())).containsPattern("CREATE tickets\\[\\w+] all");
    }
}
