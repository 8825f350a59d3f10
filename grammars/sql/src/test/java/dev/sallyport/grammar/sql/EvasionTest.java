package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Ways around a reader of SQL that have worked on others.
/// Each line: a statement, its parameters after `<-`, and its operations in the words of [Words].
class EvasionTest {

    /// Comments, quotes, escapes, CTEs, EXPLAIN, COPY and multi-statements hide nothing.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT name FROM customers WHERE id=7/**/--x => READ customers[id,name] id=7 unique
            SELECT/**/name/**/FROM/**/customers/**/WHERE/**/id/**/=/**/7 => READ customers[id,name] id=7 unique
            /* DELETE FROM customers */ SELECT name FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique
            /* a /* nested */ DROP TABLE x */ SELECT name FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique
            SELECT name FROM customers WHERE id = 7 -- ; DROP TABLE customers => READ customers[id,name] id=7 unique
            SELECT 'DROP TABLE customers; --' FROM customers WHERE id = 7 => READ customers[id] id=7 unique
            SELECT $$'; DROP TABLE customers; --$$ FROM customers WHERE id = 7 => READ customers[id] id=7 unique
            SELECT $a$ $$ ; DELETE FROM customers $a$ => READ session constant at most 0
            SELECT E'\\'; DROP TABLE customers; --' FROM customers WHERE id = 7 => READ customers[id] id=7 unique
            SELECT '\\'; DROP TABLE customers; --' => READ session constant at most 0; DEFINE structure customers all
            SELECT 1; DROP TABLE customers => READ session constant at most 0; DEFINE structure customers all
            SELECT 1;;;DELETE FROM customers; => READ session constant at most 0; DELETE customers all
            ; => READ session nothing at most 0
            SELECT name FROM customers WHERE id = 7; DO $$ BEGIN DELETE FROM customers; END $$ => READ customers[id,name] id=7 unique; UNKNOWN statement DO
            WITH d AS (DELETE FROM customers RETURNING id) SELECT 1 => DELETE customers all; READ customers[id] all
            WITH a AS (SELECT 1), b AS (INSERT INTO tickets (id) VALUES (1) RETURNING id) SELECT * FROM a => CREATE tickets[id] at most 1; READ tickets[id] at most 1 {created}
            WITH a AS (WITH b AS (UPDATE customers SET name = 'x' RETURNING 1) SELECT * FROM b) SELECT * FROM a => UPDATE customers[name] all
            SELECT * FROM (WITH d AS (SELECT ssn FROM customers) SELECT * FROM d) x => READ customers[ssn] all {maskable,sensitive}
            EXPLAIN (ANALYZE, VERBOSE) DELETE FROM customers => DELETE customers all
            EXPLAIN ANALYZE CREATE TABLE x AS SELECT name FROM customers => READ customers[name] all {aggregate}; DEFINE x all
            EXPLAIN ANALYZE DECLARE c CURSOR FOR SELECT name FROM customers => READ customers[name] all {aggregate}
            SELECT * INTO TEMP x FROM customers => READ customers[*] all {sensitive}; DEFINE x all
            CREATE TEMP TABLE x AS TABLE customers => READ customers[*] all {sensitive}; DEFINE x all
            COPY (WITH d AS (DELETE FROM customers RETURNING 1) SELECT 1) TO STDOUT => DELETE customers all
            COPY customers TO STDOUT WITH (FORMAT csv) => READ customers[*] all {sensitive}
            COPY customers (ssn) TO STDOUT => READ customers[ssn] all {sensitive}
            COPY (SELECT 1) TO PROGRAM 'sh' => UNKNOWN program sh
            SET LOCAL ROLE postgres => GRANT role postgres all
            SET SESSION ROLE postgres => GRANT role postgres all
            SELECT set_config('ro' || 'le', 'postgres', false) => UNKNOWN function set_config
            SELECT set_config(U&'r\\006Fle', 'postgres', true) => GRANT role postgres all
            """)
    void hidingPlaces(String statement, String operations) {
        assertThat(Grammar.described(statement)).isEqualTo(operations);
    }

    /// R9: a function, operator or type that is not a harmless built-in is found in every corner.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT pg_read_file('/etc/passwd') => UNKNOWN function pg_read_file
            SELECT pg_catalog.pg_read_file('/etc/passwd') => UNKNOWN function pg_read_file
            SELECT * FROM pg_ls_dir('.') => UNKNOWN function pg_ls_dir
            SELECT lo_import('/etc/passwd') => UNKNOWN function lo_import
            SELECT lo_export(1, '/srv/x') => UNKNOWN function lo_export
            SELECT * FROM dblink('host=x', 'DELETE FROM customers') AS t (a int) => UNKNOWN function dblink
            SELECT query_to_xml('DELETE FROM customers', true, true, '') => UNKNOWN function query_to_xml
            SELECT table_to_xml('customers', true, true, '') => UNKNOWN function table_to_xml
            SELECT ts_stat('SELECT name FROM customers') => UNKNOWN function ts_stat
            SELECT ts_rewrite('a', 'SELECT a, b FROM c') => UNKNOWN function ts_rewrite
            SELECT pg_sleep(100) => UNKNOWN function pg_sleep
            SELECT pg_terminate_backend(1) => UNKNOWN function pg_terminate_backend
            SELECT pg_advisory_lock(1) => UNKNOWN function pg_advisory_lock
            SELECT pg_notify('a', 'b') => UNKNOWN function pg_notify
            SELECT nextval('tickets_id_seq') => UNKNOWN function nextval
            SELECT currtid2('customers', '(0,1)') => UNKNOWN function currtid2
            SELECT current_setting('x') => UNKNOWN function current_setting
            SELECT public.lower(name) FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique; UNKNOWN function public.lower
            SELECT name OPERATOR(public.=) 'x' FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique; UNKNOWN operator public.=
            SELECT name FROM customers WHERE id OPERATOR(public.=) 7 => READ customers[id,name] all; UNKNOWN operator public.=
            SELECT name FROM customers WHERE id OPERATOR(pg_catalog.=) 7 => READ customers[id,name] id=7 unique
            SELECT 'x'::mood => UNKNOWN type mood
            SELECT name::mood FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique; UNKNOWN type mood
            SELECT NULL::customers => UNKNOWN type customers
            SELECT CAST('x' AS public.text) => UNKNOWN type public.text
            SELECT name FROM customers ORDER BY name USING OPERATOR(public.<) LIMIT 1 => READ customers[name] at most 1; UNKNOWN operator public.<
            SELECT (SELECT leak(1)) => UNKNOWN function leak
            SELECT name FROM customers WHERE id = 7 AND leak(name) => READ customers[id,name] all; UNKNOWN function leak
            SELECT name FROM customers WHERE id = 7 ORDER BY leak(name) => READ customers[id,name] id=7 unique; UNKNOWN function leak
            SELECT name FROM customers WHERE id = 7 LIMIT leak(1) => READ customers[id,name] id=7 unique; UNKNOWN function leak
            SELECT count(*) FILTER (WHERE leak(name)) FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique; UNKNOWN function leak
            SELECT sum(1) OVER (ORDER BY leak(name)) FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique; UNKNOWN function leak
            SELECT sum(1) OVER w FROM customers WHERE id = 7 WINDOW w AS (PARTITION BY leak(name)) => READ customers[id,name] id=7 unique; UNKNOWN function leak
            SELECT 1 FROM customers WHERE id = 7 GROUP BY GROUPING SETS ((leak(name)), ()) => READ customers[id,name] id=7 unique; UNKNOWN function leak
            SELECT DISTINCT ON (leak(name)) 1 FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique; UNKNOWN function leak
            INSERT INTO tickets (note) VALUES (leak('x')) => CREATE tickets[note] at most 1; UNKNOWN function leak
            INSERT INTO tickets (id) VALUES (1) RETURNING leak(note) => CREATE tickets[id] at most 1; READ tickets[note] at most 1 {created}; UNKNOWN function leak
            INSERT INTO tickets (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET note = leak('x') => CREATE tickets[id] at most 1; UPDATE tickets[note] id=1 unique; READ tickets[id] id=1 unique; UNKNOWN function leak
            INSERT INTO tickets (id) VALUES (1) ON CONFLICT (leak(note)) DO NOTHING => CREATE tickets[id] at most 1; READ tickets[note] at most 1; UNKNOWN function leak
            UPDATE tickets SET note = leak('x') WHERE id = 5 => UPDATE tickets[note] id=5 unique; READ tickets[id] id=5 unique; UNKNOWN function leak
            DELETE FROM tickets WHERE id = 5 RETURNING leak(note) => DELETE tickets id=5 unique; READ tickets[id,note] id=5 unique; UNKNOWN function leak
            MERGE INTO tickets t USING customers c ON t.id = 5 WHEN MATCHED AND leak(c.name) THEN DO NOTHING => READ tickets[id] id=5 unique; READ customers[name] all; UNKNOWN function leak
            VALUES (leak(1)) => UNKNOWN function leak
            SELECT * FROM ROWS FROM (leak(1), generate_series(1, 2)) x => UNKNOWN function leak
            SELECT * FROM customers c, LATERAL leak(c.id) l WHERE c.id = 7 => READ customers[*] id=7 unique {maskable,sensitive}; UNKNOWN function leak
            SELECT * FROM customers TABLESAMPLE bernoulli (leak(1)) => READ customers[*] all {maskable,sensitive}; UNKNOWN function leak
            SELECT * FROM customers TABLESAMPLE evil (1) => READ customers[*] all {maskable,sensitive}; UNKNOWN function evil
            SELECT * FROM JSON_TABLE(leak(1), '$' COLUMNS (x int PATH '$')) j => UNKNOWN function leak
            SELECT * FROM JSON_TABLE('{}', '$' COLUMNS (x int PATH '$' DEFAULT leak(1) ON EMPTY)) j => UNKNOWN function leak
            SELECT * FROM XMLTABLE('/a' PASSING leak(1) COLUMNS b int PATH 'c' DEFAULT leak(2)) x => UNKNOWN function leak
            SELECT JSON_VALUE('{}', '$' PASSING leak(1) AS x) => UNKNOWN function leak
            SELECT xmlforest(leak(1) AS a) => UNKNOWN function leak
            SELECT ARRAY[leak(1)], ROW(leak(2)), COALESCE(NULL, leak(3)), GREATEST(1, leak(4)), CASE WHEN leak(5) THEN 1 END => UNKNOWN function leak
            SELECT (ARRAY[1])[leak(1)] => UNKNOWN function leak
            SELECT lower(VARIADIC ARRAY[leak(1)]) => UNKNOWN function leak
            EXECUTE q (leak(1)) => UNKNOWN function leak; UNKNOWN prepared statement q
            SELECT * FROM pg_temp.customers => UNKNOWN pg_temp.customers
            """)
    void callsAnywhere(String statement, String operations) {
        assertThat(Grammar.described(statement)).isEqualTo(operations);
    }
}
