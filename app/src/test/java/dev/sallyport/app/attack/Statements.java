package dev.sallyport.app.attack;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/// The tables of [AttackTest].
final class Statements {

    /// PostgreSQL forms join `c` with `x` before it looks which customers the tickets are about: an error of `x` would
    /// show any customer's value.
    private static final String EARLY = "SELECT 1 FROM (generate_series(1, 100000) g CROSS JOIN tickets t) LEFT JOIN"
            + " (customers c CROSS JOIN LATERAL %s x) ON c.id = t.customer_id AND c.id > 777 AND g > 0"
            + " WHERE t.customer_id IN (41, 42) LIMIT 1";

    private Statements() {}

    static Stream<String> denied() {
        Stream<String> all = Stream.of(keyless(), sensitive(), early(), functions(), lasting(), changes())
                .flatMap(List::stream);
        return Stream.concat(all, foldedTooMany());
    }

    private static List<String> keyless() {
        return List.of(
                "SELECT id, email FROM customers",
                "TABLE tickets",
                "SELECT id FROM customers LIMIT 1",
                "SELECT count(*) FROM customers",
                "SELECT id FROM customers WHERE id > 0",
                "SELECT id FROM customers WHERE id = 5 OR true",
                "SELECT id FROM customers WHERE id = 5 OR email LIKE '%'",
                "SELECT id FROM customers WHERE NOT id = 5",
                "SELECT id FROM customers WHERE id = id",
                "SELECT id FROM customers WHERE (id = 5) = false",
                "SELECT id FROM customers WHERE id IN (SELECT generate_series(1, 100))",
                "SELECT id FROM customers WHERE id = ANY (ARRAY(SELECT generate_series(1, 100)))",
                "SELECT id FROM customers WHERE (id, email) = (SELECT 1, 'x')",
                "SELECT id FROM customers WHERE id IS NOT DISTINCT FROM 5",
                "SELECT id FROM customers WHERE id OPERATOR(pg_catalog.>) 5",
                "SELECT U&\"\\0069d\" FROM \"customers\"",
                "SELECT c.id FROM customers c LEFT JOIN tickets t ON c.id = 5",
                "SELECT c.id FROM tickets t RIGHT JOIN customers c ON c.id = 5 AND t.id = 7",
                "SELECT c.id FROM tickets t FULL JOIN customers c ON c.id = t.customer_id AND c.id = 5",
                "SELECT b.id FROM customers a, customers b WHERE a.id = 5",
                "SELECT b.id FROM customers a JOIN customers b USING (name) WHERE a.id = 5",
                "SELECT 1 FROM tickets WHERE id = 7 AND EXISTS (SELECT 1 FROM customers WHERE email LIKE 'a%')",
                "SELECT id FROM tickets WHERE id = 7 LIMIT (SELECT count(*) FROM customers)",
                "SELECT id FROM tickets WHERE id = 7 ORDER BY (SELECT max(email) FROM customers)",
                "SELECT s.email FROM tickets t, LATERAL (SELECT email FROM customers OFFSET t.id) s WHERE t.id = 7",
                "WITH RECURSIVE r AS (SELECT id FROM customers WHERE id = 1 UNION ALL SELECT c.id FROM customers c, r"
                        + " WHERE c.id = r.id + 1) SELECT * FROM r",
                "SELECT id FROM customers WHERE id = 1 UNION ALL SELECT id FROM customers",
                "VALUES ((SELECT string_agg(email, ',') FROM customers))",
                "COPY (SELECT email FROM customers) TO STDOUT",
                "DECLARE c CURSOR WITH HOLD FOR SELECT email FROM customers",
                "EXPLAIN (ANALYZE, VERBOSE) SELECT email FROM customers",
                "PREPARE all_of_them AS SELECT email FROM customers",
                "SELECT 1; SELECT email FROM customers",
                "SELECT id/*WHERE id = 1*/ FROM customers --WHERE id = 1",
                "SELECT * FROM pg_stats WHERE tablename = 'customers'",
                "SELECT reltuples FROM pg_class WHERE relname = 'customers'",
                "SELECT * FROM pg_stat_activity",
                "SELECT * FROM hr.payroll WHERE employee_id = 1",
                "SELECT count(DISTINCT customer_id) FROM tickets",
                "SELECT customer_id, count(*) FROM tickets GROUP BY customer_id",
                "SELECT DISTINCT status FROM tickets",
                "SELECT string_agg(CASE WHEN EXISTS (SELECT 1 FROM tickets WHERE customer_id = 42 AND ascii(note) > g)"
                        + " THEN '1' ELSE '0' END, '') FROM generate_series(1, 100) g",
                "WITH c AS (SELECT id FROM customers WHERE id = 42) SELECT t.id FROM tickets t LEFT JOIN c ON"
                        + " t.customer_id = c.id",
                "WITH c AS (SELECT id FROM customers WHERE id = 42 UNION ALL SELECT generate_series(1, 100))"
                        + " SELECT t.id FROM tickets t JOIN c ON t.customer_id = c.id",
                "SELECT t.id FROM customers c, LATERAL (SELECT id FROM generate_series(1, 100) id) s, tickets t"
                        + " WHERE t.customer_id = s.id AND c.id = 42",
                "EXPLAIN SELECT email FROM customers",
                "EXPLAIN (FORMAT json) SELECT id FROM customers WHERE id = 1 AND ssn < '5'",
                "EXPLAIN ANALYZE SELECT email FROM customers",
                "COPY (SELECT email FROM customers) TO STDOUT WITH (FORMAT csv, HEADER)",
                "COPY tickets TO STDOUT WITH CSV HEADER",
                "PREPARE p(int) AS SELECT ssn FROM customers WHERE id = $1",
                "PREPARE p(int) AS SELECT email FROM customers WHERE id > $1",
                "EXECUTE nothing(42)",
                "SELECT c.name FROM tickets t JOIN customers c ON c.id = t.customer_id ORDER BY c.name LIMIT 1",
                "SELECT (row(1, 2)).*, c.name, t.id FROM tickets t JOIN customers c ON c.id = t.customer_id ORDER BY 3 LIMIT 1",
                "SELECT id FROM customers c WHERE c.name > 'm' AND c.email = 'a@b.c' AND c.name ="
                        + " (SELECT subject FROM tickets WHERE id = 7 OFFSET -1)",
                "SELECT id FROM customers c WHERE c.name LIKE E'm\\\\'::text AND c.email = 'a@b.c'",
                "SELECT s.n FROM generate_series(1, 100) g, LATERAL (SELECT count(*) AS n FROM tickets"
                        + " WHERE customer_id = 42 AND ascii(note) > g) s");
    }

    /// One row stands for any number of tickets, of which a customer has two: the target is asked how many there are.
    private static List<String> folded() {
        return List.of(
                "SELECT json_agg(t) FROM tickets t WHERE customer_id = 42",
                "SELECT string_agg(subject, ',') FROM tickets WHERE customer_id = 42",
                "SELECT array_agg(subject) FROM tickets WHERE customer_id = 42 GROUP BY customer_id",
                "SELECT max(subject), string_agg(subject, ',') FROM tickets WHERE customer_id = 42",
                "SELECT sum(ascii(subject) * power(1000, id % 40)) FROM tickets WHERE customer_id = 42",
                "SELECT max(s.j) FROM (SELECT string_agg(subject, ',') AS j FROM tickets WHERE customer_id = 42) s",
                "SELECT count(*) FROM tickets WHERE customer_id = 42 HAVING max(note) > 'm'",
                "WITH t AS (SELECT * FROM tickets WHERE customer_id = 42) SELECT a.subject, b.subject FROM t a, t b"
                        + " WHERE a.id < b.id LIMIT 1",
                "SELECT count(*) FILTER (WHERE EXISTS (SELECT 1 WHERE note LIKE 'a%')) FROM tickets WHERE customer_id = 42",
                "SELECT " + "count(*), ".repeat(16) + "count(*) FROM tickets WHERE customer_id = 42",
                "SELECT (SELECT count(*) FROM tickets WHERE customer_id = 42) > 3",
                "SELECT sum(v.w) FROM tickets t JOIN (VALUES (1, 1), (2, 2), (3, 4)) v (i, w) ON v.i <= t.id AND v.i >= t.id"
                        + " WHERE t.customer_id = 42");
    }

    /// More than the contract allows at once.
    private static Stream<String> foldedTooMany() {
        String many = IntStream.rangeClosed(1, 40).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        return folded().stream().map(sql -> sql.replace("customer_id = 42", "customer_id IN (" + many + ")"));
    }

    private static List<String> sensitive() {
        return List.of(
                "SELECT ssn FROM customers WHERE id = 1",
                "SELECT * FROM customers WHERE id = 1",
                "SELECT customers FROM customers WHERE id = 1",
                "SELECT customers::text FROM customers WHERE id = 1",
                "SELECT (customers).ssn FROM customers WHERE id = 1",
                "SELECT row_to_json(c) FROM customers c WHERE id = 1",
                "SELECT (ssn || '')::int FROM customers WHERE id = 1",
                "SELECT id FROM customers WHERE id = 1 AND ssn LIKE '0%'",
                "SELECT CASE WHEN ssn < '5' THEN 1 END FROM customers WHERE id = 1",
                "SELECT id FROM customers WHERE id IN (1, 2) ORDER BY ssn",
                "SELECT DISTINCT ON (ssn) id FROM customers WHERE id = 1",
                "SELECT count(*) FROM customers WHERE id = 1 GROUP BY ssn",
                "SELECT count(*) FROM customers WHERE id = 1 HAVING max(ssn) > '5'",
                "SELECT rank() OVER (ORDER BY ssn) FROM customers WHERE id IN (1, 2)",
                "SELECT a.id FROM customers a NATURAL JOIN customers b WHERE a.id = 1",
                "SELECT a.id FROM customers a JOIN customers b USING (ssn) WHERE a.id = 1",
                "SELECT x.s FROM (SELECT ssn AS s FROM customers WHERE id = 1) x",
                "SELECT 1 FROM customers WHERE id = 1 AND EXISTS (SELECT 1 WHERE customers.ssn > '5')",
                "SELECT pg_column_size(ssn) FROM customers WHERE id = 1",
                "UPDATE tickets SET note = (SELECT ssn FROM customers WHERE id = 1) WHERE id = 7 RETURNING note");
    }

    private static List<String> early() {
        return Stream.of(
                        "generate_series(1, c.email::int)",
                        "(SELECT c.email::int OFFSET 0)",
                        "(VALUES (c.email::int))",
                        "(VALUES (1) ORDER BY c.email::int)",
                        "(SELECT 1 LIMIT c.email::int)",
                        "unnest(string_to_array(c.email, '@')::int[])",
                        "JSON_TABLE(c.email::jsonb, '$' COLUMNS (a int PATH '$.a'))")
                .map(EARLY::formatted)
                .toList();
    }

    private static List<String> functions() {
        return List.of(
                "SELECT email FROM customers WHERE id = 1 AND email::int = 1",
                "SELECT query_to_xml('select * from customers', true, true, '')",
                "SELECT table_to_xml('customers', true, true, '')",
                "SELECT cursor_to_xml('c', 1, true, true, '')",
                "SELECT * FROM ts_stat('select ssn::tsvector from customers')",
                "SELECT pg_read_file('postgresql.conf')",
                "SELECT lo_import('postgresql.conf')",
                "SELECT pg_sleep(30)",
                "SELECT pg_advisory_lock(1)",
                "SELECT pg_notify('a', 'b')",
                "SELECT pg_terminate_backend(pg_backend_pid())",
                "SELECT set_config('search_path', 'hr', false)",
                "SELECT set_config('ro' || 'le', 'postgres', false)",
                "SELECT (SELECT 'customers').query_to_xml",
                "SELECT 1 OPERATOR(public.+) 1",
                "SELECT current_setting('data_directory')",
                "SELECT current_setting('server_' || 'version')",
                "SELECT current_setting(email) FROM customers WHERE id = 1",
                "SELECT '(1,x)'::customers");
    }

    private static List<String> lasting() {
        return List.of(
                "CREATE TEMP TABLE customers (id int)",
                "CREATE TABLE mine AS SELECT 1",
                "SELECT 1 INTO mine",
                "CREATE VIEW mine AS SELECT 1",
                "ALTER ROLE CURRENT_USER PASSWORD 'mine'",
                "ALTER ROLE CURRENT_USER SET search_path = hr",
                "SET ROLE postgres",
                "SET SESSION AUTHORIZATION postgres",
                "SET search_path = pg_temp, public",
                "SET standard_conforming_strings = off",
                "SET client_encoding = 'SJIS'",
                "PREPARE TRANSACTION 'mine'",
                "LISTEN mine",
                "NOTIFY mine, 'x'",
                "DO $$ BEGIN PERFORM 1; END $$",
                "COPY customers TO PROGRAM 'cat'",
                "GRANT SELECT ON customers TO PUBLIC");
    }

    private static List<String> changes() {
        return List.of(
                "DELETE FROM tickets WHERE id = 7",
                "TRUNCATE tickets",
                "INSERT INTO tickets VALUES (0, 1, '', '', '') ON CONFLICT (id) DO UPDATE SET note = 'x'",
                "MERGE INTO tickets USING (SELECT 7 AS id) s ON tickets.id = s.id WHEN MATCHED THEN DELETE",
                "UPDATE tickets SET note = 'x'",
                "UPDATE tickets SET note = 'x' WHERE id IN (1, 2)",
                "UPDATE tickets SET customer_id = 1 WHERE id = 7",
                "UPDATE tickets SET note = 'x' WHERE customer_id = 42",
                "UPDATE customers SET email = 'x' WHERE id = 1",
                "WITH gone AS (DELETE FROM tickets RETURNING id) SELECT count(*) FROM gone",
                "EXPLAIN ANALYZE UPDATE tickets SET note = 'x'");
    }

    static Stream<String> permitted() {
        return Stream.concat(plainly(), folded().stream());
    }

    private static Stream<String> plainly() {
        return Stream.of(
                "",
                ";",
                "-- nothing",
                "SELECT 1",
                "SELECT version()",
                "select current_schema()",
                "SHOW TRANSACTION ISOLATION LEVEL",
                "SHOW server_version",
                "show standard_conforming_strings",
                "SET extra_float_digits = 3",
                "SET application_name = 'PostgreSQL JDBC Driver'",
                "SET client_encoding TO 'UTF8'",
                "SET TIME ZONE 'UTC'",
                "BEGIN",
                "COMMIT",
                "ROLLBACK",
                "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
                "SELECT id, email FROM customers WHERE id = 42 LIMIT 1",
                "SELECT id, email FROM customers WHERE email = 'customer42@example.com'",
                "SELECT c.id AS c_id, c.name AS c_name FROM public.customers AS c WHERE (c.id = 42)",
                "SELECT 1 AS one FROM customers WHERE email = 'customer42@example.com' LIMIT 1",
                "SELECT EXISTS (SELECT 1 FROM customers WHERE id = 42)",
                "SELECT id, upper(name) FROM customers WHERE id IN (41, 42) ORDER BY name DESC",
                "SELECT count(*) FROM customers WHERE id = 42",
                "SELECT count(*) FROM tickets WHERE customer_id = 42",
                "SELECT count(*) AS n, max(id) AS newest FROM tickets WHERE customer_id = 42",
                "SELECT max(subject) FROM tickets WHERE customer_id = 42 AND status = 'open'",
                "SELECT DISTINCT status FROM tickets WHERE customer_id = 42",
                "SELECT status, count(*) FROM tickets WHERE customer_id = 42 GROUP BY status ORDER BY count(*) DESC",
                "SELECT c.name, count(t.id) FROM customers c LEFT JOIN tickets t ON t.customer_id = c.id WHERE c.id = 42"
                        + " GROUP BY c.name",
                "SELECT EXISTS (SELECT 1 FROM tickets WHERE customer_id = 42)",
                "SELECT c.name FROM customers c WHERE c.id = 42 AND EXISTS (SELECT 1 FROM tickets t"
                        + " WHERE t.customer_id = c.id)",
                "WITH c AS (SELECT id FROM customers WHERE id = 42) SELECT t.* FROM tickets t JOIN c ON"
                        + " t.customer_id = c.id",
                "SELECT c.name, l.subject FROM customers c, LATERAL (SELECT subject FROM tickets t"
                        + " WHERE t.customer_id = c.id ORDER BY t.id DESC LIMIT 3) l WHERE c.id = 42",
                "EXPLAIN SELECT id, email FROM customers WHERE id = 42",
                "EXPLAIN (VERBOSE, FORMAT json) SELECT subject FROM tickets WHERE customer_id = 42",
                "EXPLAIN UPDATE tickets SET status = 'closed' WHERE id = 7",
                "COPY (SELECT id, email FROM customers WHERE id = 42) TO STDOUT WITH (FORMAT csv, HEADER)",
                "COPY (SELECT id, email FROM customers WHERE id = 42) TO STDOUT WITH CSV HEADER",
                "COPY (SELECT id, email FROM customers WHERE id = 42) TO STDOUT (FORMAT binary)",
                "SELECT current_setting('server_version_num')::int",
                "SELECT pg_catalog.current_setting('TimeZone', true)",
                "SELECT t.* FROM tickets t WHERE t.customer_id = 42 ORDER BY t.id DESC LIMIT 10 OFFSET 0",
                "SELECT c.name, t.subject FROM customers c JOIN tickets t ON t.customer_id = c.id WHERE c.id = 42",
                "SELECT c.name, t.subject FROM customers c LEFT JOIN tickets t ON t.customer_id = c.id WHERE c.id = 42",
                "SELECT c.name FROM customers c JOIN tickets t ON c.id = t.customer_id WHERE t.customer_id = 42",
                "SELECT t.id::text || ': ' || t.subject FROM customers c JOIN tickets t ON t.customer_id = c.id"
                        + " WHERE c.id = 42",
                "SELECT s.subject FROM customers c JOIN (SELECT subject, customer_id FROM tickets"
                        + " WHERE customer_id = 42) s ON s.customer_id = c.id WHERE c.id = 42",
                "WITH c AS (SELECT name FROM customers WHERE id = 42) SELECT c.name, t.subject FROM c, tickets t"
                        + " WHERE t.customer_id = 42",
                "SELECT to_json(t) FROM tickets t WHERE t.id = 7",
                "COPY (SELECT id, email FROM customers WHERE id = 42) TO STDOUT",
                "SELECT id FROM tickets WHERE id = 7 FOR UPDATE",
                "UPDATE tickets SET status = 'closed', note = 'refunded' WHERE id = 7 RETURNING id, status",
                "DEALLOCATE ALL");
    }

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of("search_path", "hr"),
                Arguments.of("role", "postgres"),
                Arguments.of("options", "-c search_path=hr"),
                Arguments.of("options", "-csearch\\_path=hr"),
                Arguments.of("options", "--session-authorization=postgres"),
                Arguments.of("client_encoding", "SJIS"),
                Arguments.of("standard_conforming_strings", "off"));
    }
}
