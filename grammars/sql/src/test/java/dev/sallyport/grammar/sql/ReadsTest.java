package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How much a SELECT reads.
/// Each line: a statement, its parameters after `<-`, and its operations in the words of [Words].
class ReadsTest {

    /// Only equality with values, joined by AND, bounds a relation; tricks do not.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT name FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique
            SELECT * FROM customers => READ customers[*] all {maskable,sensitive}
            SELECT * FROM customers c WHERE c.email = $1 <- a@b.c => READ customers[*] email=a@b.c unique {maskable,sensitive}
            SELECT name FROM customers WHERE id IN (1, 2, 3) => READ customers[id,name] id=1|2|3 unique
            SELECT name FROM customers WHERE id = ANY ($1) <- {3,1,2} => READ customers[id,name] id=1|2|3 unique
            SELECT name FROM customers WHERE id = ANY (ARRAY[1,2]) => READ customers[id,name] id=1|2 unique
            SELECT name FROM customers WHERE id = ANY ('{1,2}'::int[]) => READ customers[id,name] id=1|2 unique
            SELECT name FROM customers WHERE id = 7 OR id = 8 => READ customers[id,name] id=7|8 unique
            SELECT name FROM customers WHERE id = 7 OR true => READ customers[id,name] all
            SELECT name FROM customers WHERE id = id => READ customers[id,name] all
            SELECT name FROM customers WHERE NOT id = 7 => READ customers[id,name] all
            SELECT name FROM customers WHERE id = 7 AND id IN (7, 8, 9) => READ customers[id,name] id=7 unique
            SELECT name FROM customers WHERE (id, email) = (7, 'a') => READ customers[id,email,name] id=7 email=a unique
            SELECT name FROM customers WHERE 7 = id => READ customers[id,name] id=7 unique
            SELECT name FROM customers WHERE id = '007'::int => READ customers[id,name] id=7 unique
            SELECT name FROM customers WHERE id = '007'::int::bigint => READ customers[id,name] id=7 unique
            SELECT name FROM customers WHERE id = '007'::text::int => READ customers[id,name] id=7 unique
            SELECT name FROM customers WHERE ref = 'A0EEBC999C0B4EF8BB6D6BB9BD380A11'::uuid::uuid => READ customers[name,ref] ref=a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 unique
            SELECT name FROM customers WHERE ref IN ($1::text::uuid) <- a0eebc999c0b4ef8bb6d6bb9bd380a11 => READ customers[name,ref] ref=a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 unique
            SELECT name FROM customers WHERE ref = ANY (ARRAY['a0eebc999c0b4ef8bb6d6bb9bd380a11'::uuid::uuid]::uuid[]) => READ customers[name,ref] ref=a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 unique
            SELECT name FROM customers WHERE name = '007'::int::text => READ customers[name] all
            SELECT name FROM customers WHERE name = '007'::text::int::text => READ customers[name] all
            SELECT name FROM customers WHERE name = 'abcdef'::varchar(3)::text => READ customers[name] all
            SELECT name FROM customers WHERE name = 'a  '::bpchar::text => READ customers[name] all
            SELECT name FROM customers WHERE name = 'a'::name::text => READ customers[name] all
            SELECT name FROM customers WHERE id = '7.4'::numeric::int => READ customers[id,name] all
            SELECT name FROM customers WHERE id = '{7}'::text[]::int => READ customers[id,name] all
            SELECT name FROM customers WHERE id = lower('7')::text::int => READ customers[id,name] all
            SELECT name FROM customers WHERE id = $1::int <- 7 => READ customers[id,name] id=7 unique
            SELECT name FROM customers WHERE id::text = '7' => READ customers[id,name] all
            SELECT name FROM customers WHERE id = 7.5 => READ customers[id,name] all
            SELECT name FROM customers WHERE id = NULL => READ customers[id,name] at most 0
            SELECT name FROM customers WHERE id = (SELECT 7) => READ customers[id,name] id=7 unique
            SELECT name FROM customers WHERE id > 7 => READ customers[id,name] all
            SELECT name FROM customers WHERE ref = '{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}' => READ customers[name,ref] ref=a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11 unique
            SELECT name FROM customers WHERE mood = 'happy' => READ customers[name,mood] all
            SELECT (SELECT name FROM customers WHERE id = 7) => READ customers[id,name] id=7 unique
            SELECT name FROM customers WHERE id = 7 AND note::int = 1 => READ customers[*] all {sensitive,unproven_lineage}; UNKNOWN column note
            SELECT name FROM customers WHERE id = 7 AND name::int = 1 => READ customers[id,name] all
            SELECT name FROM customers WHERE id = 7 AND created_at > now() - interval '1 day' AND lower(name) LIKE 'a%' => READ customers[id,name,created_at] id=7 unique
            SELECT x.n FROM (SELECT name::int AS n FROM customers WHERE id = 7) x WHERE x.n = 1 => READ customers[id,name] all
            SELECT 1 FROM tickets t JOIN (customers c CROSS JOIN LATERAL generate_series(1, c.name::int) g) ON c.id = t.customer_id WHERE t.customer_id IN (1, 2) => READ tickets[customer_id] customer_id=1|2; READ customers[id,name] all
            SELECT 1 FROM tickets t JOIN (customers c CROSS JOIN LATERAL (SELECT c.name::int) g) ON c.id = t.customer_id WHERE t.customer_id IN (1, 2) => READ tickets[customer_id] customer_id=1|2; READ customers[id,name] all
            SELECT 1 FROM customers c, LATERAL (SELECT c.name::int) g WHERE c.id = 7 => READ customers[id,name] id=7 unique
            SELECT c.name::int FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.customer_id IN (1, 2) => READ tickets[customer_id] customer_id=1|2; READ customers[id,name] id=1|2 unique
            SELECT name FROM customers WHERE (id = 1 AND name = 'a') OR id = 2 => READ customers[id,name] id=1|2 unique
            SELECT name FROM customers WHERE id BETWEEN 7 AND 7 => READ customers[id,name] all
            SELECT name FROM customers WHERE id = 7 AND (name = 'a' OR country = 'b') => READ customers[id,name,country] id=7 unique
            SELECT * FROM other.public.customers WHERE id = 7 => READ customers[*] id=7 unique {maskable,sensitive}
            SELECT name FROM ONLY customers WHERE id = 7 => READ customers[id,name] id=7 unique
            SELECT * FROM customers NATURAL JOIN tickets => READ customers[*] all {maskable,sensitive}; READ tickets[*] all
            SELECT name FROM customers WHERE id = 7 AND country = 'a' AND email = 'x' => READ customers[id,email,name,country] id=7 email=x country=a unique
            SELECT t.note FROM tickets t WHERE t.customer_id = 7 AND t.seq = 1 => READ tickets[customer_id,seq,note] customer_id=7 seq=1 unique
            SELECT t.note FROM tickets t WHERE t.customer_id = 7 => READ tickets[customer_id,note] customer_id=7
            SELECT a.name FROM customers a JOIN tickets t ON t.customer_id = a.id JOIN customers b ON b.id = a.id WHERE b.id = 7 => READ customers[id,name] id=7 unique; READ tickets[customer_id] customer_id=7; READ customers[id] id=7 unique
            SELECT name FROM customers WHERE id = 7 AND 8 = id => READ customers[id,name] id=7 unique
            SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = c.id AND c.id = 7) => READ customers[id,name] all {reached}; READ tickets[customer_id] all {aggregate}
            SELECT name FROM customers WHERE (id = 7) IS TRUE => READ customers[id,name] all
            SELECT name FROM customers WHERE CASE WHEN id = 7 THEN true END => READ customers[id,name] all
            SELECT name FROM customers WHERE id = 7 = true => UNKNOWN statement
            SELECT name FROM customers WHERE id IN (7, id) => READ customers[id,name] all
            SELECT name FROM customers WHERE id NOT IN (7) => READ customers[id,name] all
            SELECT name FROM customers WHERE id = ALL (ARRAY[7]) => READ customers[id,name] all
            SELECT name FROM customers WHERE id = ANY (SELECT 7) => READ customers[id,name] id=7 unique
            SELECT name FROM customers WHERE name = 'abcdef'::varchar(3) => READ customers[name] all
            SELECT name FROM customers WHERE name = 'abc'::char => READ customers[name] all
            SELECT name FROM customers WHERE id = 7::numeric(10, 2) => READ customers[id,name] all
            SELECT name FROM customers WHERE id IS NOT DISTINCT FROM 7 => READ customers[id,name] all
            SELECT name FROM customers WHERE id = 7 + 0 => READ customers[id,name] all
            SELECT name FROM customers WHERE active => READ customers[name,active] all
            SELECT name FROM customers WHERE active = 'yes' => READ customers[name,active] active=true
            SELECT name FROM customers WHERE born = '2000-01-31' => READ customers[name,born] born=2000-01-31
            SELECT name FROM customers WHERE born = 'today' => READ customers[name,born] all
            SELECT name FROM customers WHERE created_at = '2000-01-31 00:00:00' => READ customers[name,created_at] all
            """)
    void keys(String statement, String operations) {
        assertThat(Grammar.described(statement)).isEqualTo(operations);
    }

    /// What a subquery, a CTE or the query around gives passes its key on, as long as it surely is that very
    /// value; it is never bounded itself by what is done with it.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            WITH c AS (SELECT id FROM customers WHERE id = 7) SELECT t.note FROM tickets t JOIN c ON t.customer_id = c.id => customer_id=7
            WITH c (x) AS (SELECT id FROM customers WHERE id = 7) SELECT t.note FROM c, tickets t WHERE c.x = t.customer_id => customer_id=7
            WITH c AS (SELECT id FROM customers WHERE id = $1) SELECT t.note FROM c LEFT JOIN tickets t ON t.customer_id = c.id <- 7 => customer_id=7
            WITH c AS (SELECT id AS customer_id FROM customers WHERE id = 7) SELECT note FROM tickets JOIN c USING (customer_id) => customer_id=7
            WITH c AS (SELECT * FROM customers WHERE id = 7), d AS (SELECT id FROM c) SELECT note FROM tickets t, d WHERE t.customer_id = d.id => customer_id=7
            SELECT t.note FROM (SELECT id FROM customers WHERE id IN (7, 8)) c JOIN tickets t ON t.customer_id = c.id => customer_id=7|8
            SELECT l.note FROM customers c, LATERAL (SELECT note FROM tickets t WHERE t.customer_id = c.id LIMIT 3) l WHERE c.id = 7 => customer_id=7
            SELECT l.note FROM customers c LEFT JOIN LATERAL (SELECT note FROM tickets t WHERE t.customer_id = c.id) l ON true WHERE c.id = 7 => customer_id=7
            SELECT c.name FROM customers c WHERE c.id = 7 AND EXISTS (SELECT 1 FROM tickets t WHERE t.customer_id = c.id) => customer_id=7
            SELECT c.name FROM customers c WHERE c.id = 7 AND NOT EXISTS (SELECT 1 FROM tickets t WHERE c.id = t.customer_id) => customer_id=7
            WITH c AS (SELECT id FROM customers WHERE id = 7) SELECT t.note FROM tickets t LEFT JOIN c ON t.customer_id = c.id => all
            WITH c AS (SELECT id FROM customers) SELECT t.note FROM tickets t, c WHERE t.customer_id = c.id => all
            WITH c AS (SELECT id + 1 AS id FROM customers WHERE id = 7) SELECT t.note FROM tickets t, c WHERE t.customer_id = c.id => all
            WITH c AS (SELECT id FROM customers WHERE id = 7 UNION ALL SELECT 8) SELECT t.note FROM tickets t, c WHERE t.customer_id = c.id => all
            WITH c AS (SELECT id FROM customers WHERE id = 7) SELECT t.note FROM tickets t, c WHERE t.customer_id > c.id => all
            WITH c AS (SELECT id FROM customers WHERE id = 7) SELECT t.note FROM tickets t, c WHERE t.customer_id = c.id OR true => all
            SELECT l.note FROM customers c, LATERAL (SELECT note FROM tickets t WHERE t.customer_id = c.id) l WHERE c.id = 7 OR true => all
            SELECT s.note FROM (SELECT note, customer_id FROM tickets) s WHERE s.customer_id = 7 => all
            SELECT t.note FROM customers c, LATERAL (SELECT id FROM generate_series(1, 900) id) s, tickets t WHERE t.customer_id = s.id AND c.id = 7 => all
            SELECT t.note FROM (SELECT * FROM tickets x JOIN customers c USING (id) WHERE c.id = 7) s (a, b, c, d, e, f), tickets t WHERE t.customer_id = s.f => all
            """)
    void keysOfOtherLevels(String statement, String scope) {
        String tickets = Grammar.described(statement)
                .lines()
                .flatMap(line -> java.util.Arrays.stream(line.split("; ")))
                .filter(operation -> operation.startsWith("READ tickets["))
                .reduce((_, last) -> last)
                .orElseThrow();
        assertThat(tickets.replaceAll("^READ tickets\\[[^]]*] | \\{.*", "")).isEqualTo(scope);
    }

    /// RETURNING sees what was written, not what conditions said.
    @Test
    void whatIsReturnedAfterAChangePassesNoKeyOn() {
        assertThat(Grammar.described("UPDATE tickets SET customer_id = 8 WHERE id = 5 AND customer_id = 7"
                        + " RETURNING (SELECT c.name FROM customers c WHERE c.id = tickets.customer_id)"))
                .contains("READ customers[id,name] all");
        assertThat(Grammar.described("WITH u AS (UPDATE tickets SET customer_id = 8 WHERE id = 5 AND customer_id = 7"
                        + " RETURNING customer_id) SELECT c.name FROM customers c, u WHERE c.id = u.customer_id"))
                .contains("READ customers[id,name] all");
    }

    /// What is never true of NULL leaves nothing of an outer join but what an inner one has.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE c.id = 7 => tickets customer_id=7; customers id=7 unique
            tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE c.id IN (7, 8) AND c.id IS NOT NULL => tickets customer_id=7|8; customers id=7|8 unique
            customers c RIGHT JOIN tickets t ON t.customer_id = c.id WHERE c.id = 7 => customers id=7 unique; tickets customer_id=7
            tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE (c.id = 7 AND t.id > 3) OR c.id = 8 => tickets customer_id=7|8; customers id=7|8 unique
            tickets t LEFT JOIN customers c ON t.customer_id = c.id AND t.id = 5 WHERE c.id = 7 => tickets id=5 customer_id=7 unique; customers id=7 unique
            tickets t FULL JOIN customers c ON t.customer_id = c.id WHERE c.id = 7 => tickets all; customers all
            tickets t LEFT JOIN customers c USING (id) WHERE c.id = 7 => tickets all; customers all
            tickets t FULL JOIN customers c USING (id) WHERE id = 7 => tickets all; customers all
            tickets t LEFT JOIN tickets u ON u.id = t.id LEFT JOIN customers c ON c.id = u.customer_id WHERE c.id = 7 => tickets all; tickets customer_id=7; customers id=7 unique
            tickets t LEFT JOIN (tickets u LEFT JOIN customers c ON c.id = u.customer_id) ON u.id = t.id WHERE u.id = 5 => tickets id=5 unique; tickets id=5 unique; customers id=?1 unique
            tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE c.id = 7 OR t.id = 5 => tickets all; customers all
            tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE c.id = 7 OR c.id IS NULL => tickets all; customers all
            tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE COALESCE(c.id, 7) = 7 => tickets all; customers all
            tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE (c.id = 7) IS NOT FALSE => tickets all; customers all
            tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE c.id IS NOT DISTINCT FROM 7 => tickets all; customers all
            tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE NOT c.id = 7 => tickets all; customers all
            (tickets t LEFT JOIN customers c ON t.customer_id = c.id) AS j(a, b, c, d) WHERE j.d = 7 => tickets all; customers all
            """)
    void whereMakesOuterJoinsInnerOnes(String from, String operations) {
        String described = Grammar.described("SELECT 1 FROM " + from).replaceAll("READ | \\{[^}]*}|\\[[^]]*]", "");
        assertThat(described).isEqualTo(operations);
    }

    /// An outer join keys no side whose rows it keeps; LIMIT bounds one relation only.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT t.note, c.name FROM tickets t JOIN customers c ON t.customer_id = c.id WHERE c.id = 7 => READ tickets[customer_id,note] customer_id=7; READ customers[id,name] id=7 unique
            SELECT t.note, c.name FROM tickets t, customers c WHERE t.customer_id = c.id AND c.id = 7 => READ tickets[customer_id,note] customer_id=7; READ customers[id,name] id=7 unique
            SELECT t.note, c.name FROM tickets t LEFT JOIN customers c ON t.customer_id = c.id WHERE t.id = 5 => READ tickets[id,customer_id,note] id=5 unique; READ customers[id,name] id=?1 unique
            SELECT t.note, c.name FROM tickets t LEFT JOIN customers c ON t.customer_id = c.id AND c.id = 7 => READ tickets[customer_id,note] all; READ customers[id,name] id=7 unique
            SELECT t.note, c.name FROM customers c RIGHT JOIN tickets t ON t.customer_id = c.id WHERE t.id = 5 => READ customers[id,name] id=?1 unique; READ tickets[id,customer_id,note] id=5 unique
            SELECT t.note, c.name FROM tickets t FULL JOIN customers c ON t.customer_id = c.id AND c.id = 7 WHERE t.id = 5 => READ tickets[id,customer_id,note] all; READ customers[id,name] all
            SELECT a.name, b.name FROM customers a JOIN customers b ON a.country = b.country WHERE a.id = 7 => READ customers[id,name,country] id=7 unique; READ customers[name,country] all
            SELECT * FROM tickets JOIN customers USING (id) WHERE id = 7 => READ tickets[*] id=7 unique; READ customers[*] id=7 unique {maskable,sensitive}
            SELECT note FROM tickets NATURAL JOIN customers WHERE id = 7 => READ tickets[id,note] id=7 unique; READ customers[id] id=7 unique
            SELECT name FROM customers LIMIT 5 => READ customers[name] at most 5
            SELECT name FROM customers LIMIT $1 <- 5 => READ customers[name] at most 5
            SELECT name FROM customers ORDER BY name LIMIT 5 OFFSET 500 => READ customers[name] at most 5
            SELECT name FROM customers FETCH FIRST 3 ROWS ONLY => READ customers[name] at most 3
            SELECT name FROM customers ORDER BY name FETCH FIRST 3 ROWS WITH TIES => READ customers[name] all
            SELECT name FROM customers LIMIT ALL => READ customers[name] all
            SELECT j.name FROM (customers c JOIN tickets t ON t.customer_id = c.id) AS j WHERE j.name = 'x' => READ customers[id,name] all; READ tickets[customer_id] all
            """)
    void joinsAndLimits(String statement, String operations) {
        assertThat(Grammar.described(statement)).isEqualTo(operations);
    }

    /// Names mean what the search path says; structure is DISCOVER, statistics and secrets are READ.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT 1 => READ session constant at most 0
            SELECT now(), current_user => READ session constant at most 0
            SELECT * FROM hr.payroll WHERE id = 1 => READ hr.payroll[*] id=1 unique
            SELECT * FROM payroll => UNKNOWN payroll
            TABLE customers => READ customers[*] all {maskable,sensitive}
            WITH x AS (SELECT * FROM customers WHERE id = 7) SELECT name FROM x => READ customers[*] id=7 unique {maskable,sensitive}
            WITH customers AS (SELECT * FROM tickets WHERE id = 1) SELECT * FROM customers => READ tickets[*] id=1 unique
            SELECT c.name, l.note FROM customers c, LATERAL (SELECT note FROM tickets t WHERE t.customer_id = c.id) l WHERE c.id = 7 => READ customers[id,name] id=7 unique; READ tickets[customer_id,note] customer_id=7
            SELECT * FROM ROWS FROM (generate_series(1, 2), unnest(ARRAY[1])) AS z(a, b) => READ session constant at most 0
            SELECT * FROM leak() => UNKNOWN function leak
            SELECT leak(c.name) FROM customers c WHERE id = 7 => READ customers[id,name] id=7 unique; UNKNOWN function leak
            SELECT * FROM customers TABLESAMPLE system (1) => READ customers[*] all {maskable,sensitive}
            SELECT j.x FROM customers c, JSON_TABLE(c.data, '$[*]' COLUMNS (x int PATH '$.x')) j WHERE c.id = 7 => READ customers[id,data] id=7 unique
            SELECT "Value" FROM "dotted.name" WHERE id = 1 => READ dotted.name[*] id=1 unique
            SELECT last_value FROM tickets_id_seq => READ sequence tickets_id_seq[last_value] all
            SELECT relname FROM pg_class => DISCOVER pg_catalog.pg_class[relname] all
            SELECT relname FROM pg_catalog.pg_class c WHERE c.oid = 1 => DISCOVER pg_catalog.pg_class[*] oid=1
            SELECT most_common_vals FROM pg_stats => READ pg_catalog.pg_stats[most_common_vals] all
            SELECT rolpassword FROM pg_authid => READ pg_catalog.pg_authid[rolpassword] all
            SELECT pg_get_viewdef('v'::regclass) => DISCOVER function pg_catalog.pg_get_viewdef all
            SELECT pg_catalog.pg_total_relation_size('customers') => DISCOVER function pg_catalog.pg_total_relation_size all
            SELECT c.name, obj_description(16385) FROM customers c WHERE id = 7 => READ customers[id,name] id=7 unique; DISCOVER function pg_catalog.obj_description all
            SELECT pg_size_pretty(7::bigint) => READ session constant at most 0
            SELECT column_name FROM information_schema.columns => DISCOVER information_schema.columns[column_name] all
            SELECT c.name FROM customers AS c (a, b, name) WHERE a = 7 => READ customers[id,name] id=7 unique
            SELECT c.upper FROM customers c => READ customers[*] all {sensitive,unproven_lineage}; UNKNOWN column c.upper
            SELECT (c).name FROM customers c WHERE id = 7 => READ customers[*] id=7 unique {sensitive,unproven_lineage}
            SELECT (c).leak FROM customers c WHERE id = 7 => READ customers[*] id=7 unique {sensitive,unproven_lineage}; UNKNOWN function leak
            SELECT c FROM customers c WHERE c.id = 7 => READ customers[*] id=7 unique {sensitive,unproven_lineage}
            SELECT ctid, xmin FROM customers WHERE id = 7 => READ customers[id] id=7 unique
            SELECT public.customers.name FROM public.customers WHERE public.customers.id = 7 => READ customers[id,name] id=7 unique
            SELECT U&"n\\0061me" FROM U&"cust\\006Fmers" WHERE id = 7 => READ customers[id,name] id=7 unique
            SELECT U&"n!0061me" UESCAPE '!' FROM customers WHERE U&"\\0069d" = 7 => READ customers[id,name] id=7 unique
            SELECT "NAME" FROM customers => READ customers[*] all {sensitive,unproven_lineage}; UNKNOWN column NAME
            SELECT NAME FROM CUSTOMERS WHERE ID = 7 => READ customers[id,name] id=7 unique
            SELECT "name" FROM "public"."customers" WHERE "id" = 7 => READ customers[id,name] id=7 unique
            SELECT * FROM "public.customers" => UNKNOWN public.customers
            SELECT name FROM "hr.payroll" => UNKNOWN hr.payroll
            """)
    void names(String statement, String operations) {
        assertThat(Grammar.described(statement)).isEqualTo(operations);
    }

    /// A relation has one record at most for each record of another, where its unique key equals a column of that one.
    /// Writing needs a key of its own.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 5 => tickets id=5 unique; customers id=?1 unique
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id IN (5, 6) => tickets id=5|6 unique; customers id=?2 unique
            SELECT 1 FROM tickets t, customers c WHERE c.id = t.customer_id AND t.id = 5 AND c.name = 'A' => tickets id=5 unique; customers name=A id=?1 unique
            SELECT (SELECT c.name FROM customers c WHERE c.id = t.customer_id) FROM tickets t WHERE t.id = 5 => tickets id=5 unique; customers id=?1 unique
            SELECT 1 FROM (SELECT customer_id FROM tickets WHERE id = 5) x JOIN customers c ON c.id = x.customer_id => tickets id=5 unique; customers id=?1 unique
            WITH x AS (SELECT customer_id AS c FROM tickets WHERE id = 5) SELECT 1 FROM x JOIN customers ON id = x.c => tickets id=5 unique; customers id=?1 unique
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.note = 'a' => tickets note=a; customers all
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 5 OR c.name = 'A' => tickets all; customers all
            SELECT 1 FROM tickets t JOIN customers c ON c.name = t.note WHERE t.id = 5 => tickets id=5 unique; customers all
            SELECT 1 FROM tickets t JOIN customers c ON c.id >= t.customer_id WHERE t.id = 5 => tickets id=5 unique; customers all
            SELECT 1 FROM customers c LEFT JOIN tickets t ON t.customer_id = c.id AND t.id = 5 => customers all; tickets id=5 unique
            SELECT 1 FROM customers c FULL JOIN tickets t ON t.customer_id = c.id WHERE t.id = 5 => customers all; tickets all
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 5 AND c.name::int = 1 => tickets all; customers all
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id CROSS JOIN LATERAL generate_series(1, c.name::int) WHERE t.id = 5 => tickets id=5 unique; customers all
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 5 AND c.name LIKE 'A%' => tickets id=5 unique; customers id=?1 unique
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 5 AND c.name LIKE 'A\\' => tickets all; customers all
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 5 AND c.name LIKE t.note => tickets all; customers all
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 5 AND lower(c.name) = 'a' => tickets id=5 unique; customers all
            SELECT 1 FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 5 AND c.name < 'm' AND (SELECT 1 FROM (VALUES (1), (2)) v (x)) = 1 => tickets all; customers all
            SELECT 1 FROM tickets t JOIN (SELECT id, name LIKE $1 AS m FROM customers OFFSET 0) c ON c.id = t.customer_id WHERE t.id = 5 => tickets id=5 unique; customers all
            SELECT t.id, c.name FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 5 GROUP BY t.id, c.name HAVING lower(c.name) = 'a' => tickets id=5 unique; customers all
            SELECT t.id, c.name FROM tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 5 GROUP BY t.id, c.name HAVING count(*) > 1 => tickets id=5 unique; customers id=?1 unique
            SELECT c.id FROM customers c WHERE c.id IN (1, 2) GROUP BY c.id, c.name HAVING c.name::int = 1 => customers all
            SELECT c.id FROM customers c WHERE c.id IN (1, 2) GROUP BY c.id, c.name HAVING sum(c.id) > 1 => customers id=1|2 unique
            SELECT 1 FROM customers c WHERE c.id IN (1, 2) AND (CASE WHEN c.name < 'm' THEN 1 / (random() * 0) > 0 ELSE true END) => customers all
            SELECT 1 FROM customers c WHERE c.id IN (1, 2) AND c.name < 'm' AND 1 / 0 > 0 => customers all
            SELECT 1 FROM customers c WHERE c.id IN (1, 2) AND c.name LIKE 'A\\' => customers all
            SELECT 1 FROM customers c WHERE c.id = ANY ('{}') AND c.name = 'A' => customers at most 0
            SELECT 1 FROM customers c WHERE c.id = ANY ('{}') AND lower(c.name) = 'a' => customers id= unique
            UPDATE customers c SET name = 'x' FROM tickets t WHERE c.id = t.customer_id AND t.id = 5 => UPDATE customers all; customers id=?1 unique; tickets id=5 unique
            """)
    void recordsOfRecordsThatAreNamed(String statement, String operations) {
        assertThat(Grammar.described(statement).replaceAll("READ | \\{[^}]*}|\\[[^]]*]", ""))
                .isEqualTo(operations);
    }

    /// LIMIT bounds a query inside another one that runs once; not one that runs for each row around it.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT count(*) FROM (SELECT 1 FROM tickets LIMIT 5) s => READ tickets at most 5 {aggregate}
            SELECT * FROM (SELECT id FROM tickets ORDER BY id LIMIT 5) s WHERE id > 3 => READ tickets[id] at most 5
            SELECT json_agg(t) FROM (SELECT id FROM tickets ORDER BY id LIMIT 5) t => READ tickets[id] at most 5 {aggregate}
            WITH x AS (SELECT id FROM tickets LIMIT 5) SELECT count(*) FROM x => READ tickets[id] at most 5 {aggregate}
            (SELECT id FROM tickets LIMIT 5) UNION ALL (SELECT id FROM customers LIMIT 3) => READ tickets[id] at most 5 {unproven_lineage}; READ customers[id] at most 3 {unproven_lineage}
            (SELECT id FROM tickets LIMIT 5) EXCEPT (SELECT id FROM customers LIMIT 3) => READ tickets[id] at most 5 {aggregate,unproven_lineage}; READ customers[id] at most 3 {aggregate,unproven_lineage}
            SELECT (SELECT count(*) FROM (SELECT 1 FROM tickets LIMIT 5) s) => READ tickets at most 5 {aggregate}
            SELECT id FROM tickets UNION ALL SELECT id FROM customers LIMIT 3 => READ tickets[id] all {unproven_lineage}; READ customers[id] all {unproven_lineage}
            SELECT (SELECT t.note FROM tickets t LIMIT 1) FROM customers c WHERE c.id = 7 => READ customers[id] id=7 unique; READ tickets[note] all {aggregate}
            SELECT 1 FROM customers c, LATERAL (SELECT t.id FROM tickets t WHERE t.seq > c.id LIMIT 5) x WHERE c.id IN (7, 8) => READ customers[id] id=7|8 unique; READ tickets[id,seq] all
            SELECT 1 FROM customers c LEFT JOIN LATERAL (SELECT t.id FROM tickets t WHERE t.seq > c.id LIMIT 5) x ON true WHERE c.id = 7 => READ customers[id] id=7 unique; READ tickets[id,seq] all
            SELECT id FROM customers c WHERE c.id = 7 AND EXISTS (SELECT 1 FROM tickets t WHERE t.seq > c.id LIMIT 1) => READ customers[id] id=7 unique; READ tickets[seq] all {aggregate}
            WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r, (SELECT id FROM tickets LIMIT 5) x) SELECT n FROM r => READ tickets[id] all {aggregate,unproven_lineage}
            WITH x AS NOT MATERIALIZED (SELECT id FROM tickets LIMIT 5) SELECT id FROM x UNION ALL SELECT id FROM x => READ tickets[id] all {aggregate,unproven_lineage}
            SELECT s.id, g FROM generate_series(1, 9) g, (SELECT id FROM tickets WHERE random() < 0.5 LIMIT 5) s => READ tickets[id] all
            SELECT s.id FROM generate_series(1, 9) g LEFT JOIN (SELECT id FROM tickets LIMIT 5) s ON true => READ tickets[id] all
            SELECT b.id FROM generate_series(1, 9) g, (SELECT a.id FROM (SELECT id FROM tickets LIMIT 5) a) b => READ tickets[id] all
            WITH x AS (SELECT id FROM tickets LIMIT 5) SELECT x.id FROM generate_series(1, 9) g, x => READ tickets[id] all
            WITH x AS (SELECT id FROM tickets LIMIT 5), y AS (SELECT id FROM x) SELECT y.id FROM generate_series(1, 9) g, y => READ tickets[id] all
            UPDATE customers SET name = 'x' FROM (SELECT id FROM tickets LIMIT 5) s WHERE customers.id = 7 => UPDATE customers[name] id=7 unique; READ customers[id] id=7 unique; READ tickets[id] all
            SELECT s.id FROM (SELECT a.id FROM (SELECT id FROM tickets LIMIT 5) a) s => READ tickets[id] at most 5
            SELECT DISTINCT id, note FROM tickets ORDER BY id LIMIT 5 => READ tickets[id,note] at most 5
            SELECT DISTINCT note FROM tickets LIMIT 5 => READ tickets[note] all {aggregate}
            SELECT DISTINCT id + 1 FROM tickets LIMIT 5 => READ tickets[id] all {aggregate}
            SELECT DISTINCT ON (id) id FROM tickets LIMIT 5 => READ tickets[id] all {aggregate}
            SELECT DISTINCT t.id FROM tickets t, (SELECT name FROM customers) n WHERE t.id = 7 AND n.name = 'A' => READ tickets[id] id=7 unique; READ customers[name] all {aggregate}
            SELECT DISTINCT t.id FROM tickets t, customers c WHERE c.id = 7 LIMIT 5 => READ tickets[id] all {aggregate}; READ customers[id] id=7 unique
            SELECT count(*) FROM (SELECT 1 FROM tickets ORDER BY seq FETCH FIRST 5 ROWS WITH TIES) s => READ tickets[seq] all {aggregate}
            """)
    void limitsInside(String statement, String operations) {
        assertThat(Grammar.described(statement)).isEqualTo(operations);
    }

    /// VALUES and unnest name keys, too.
    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT 1 FROM (VALUES (7), (8)) v (i) JOIN customers c ON c.id = v.i => customers id=7|8 unique
            WITH v (i) AS (VALUES (7), (8)) SELECT 1 FROM customers c, v WHERE c.id = v.i => customers id=7|8 unique
            SELECT 1 FROM customers c JOIN unnest(ARRAY[7, 8]) AS d (i) ON d.i = c.id => customers id=7|8 unique
            SELECT 1 FROM customers c JOIN unnest('{7,8}'::int[]) AS i ON i = c.id => customers id=7|8 unique
            UPDATE tickets t SET note = v.n FROM (VALUES (5, 'a'), (6, 'b')) v (i, n) WHERE t.id = v.i => UPDATE tickets id=5|6 unique; tickets id=5|6 unique
            UPDATE tickets t SET note = d.n FROM unnest('{5,6}'::int[], '{a,b}'::text[]) d (i, n) WHERE t.id = d.i => UPDATE tickets id=5|6 unique; tickets id=5|6 unique
            DELETE FROM tickets t USING (VALUES (5), (6)) v (i) WHERE t.id = v.i => DELETE tickets id=5|6 unique; tickets id=5|6 unique
            SELECT (SELECT c.name FROM customers c WHERE c.id = v.i) FROM (VALUES (7), (8)) v (i) => customers id=7|8 unique
            SELECT 1 FROM customers c LEFT JOIN (VALUES (7), (8)) v (i) ON c.id = v.i => customers all
            SELECT 1 FROM (VALUES (7), (8)) v (i) LEFT JOIN customers c ON c.id = v.i => customers id=7|8 unique
            SELECT 1 FROM (VALUES (7), (NULL)) v (i) JOIN customers c ON c.id = v.i => customers all
            SELECT 1 FROM (VALUES (7), ('8')) v (i) JOIN customers c ON c.id = v.i => customers all
            SELECT 1 FROM (VALUES (7), (1 + 1)) v (i) JOIN customers c ON c.id = v.i => customers all
            SELECT 1 FROM (VALUES (7) UNION ALL SELECT id FROM tickets) v (i) JOIN customers c ON c.id = v.i => tickets all; customers all
            SELECT 1 FROM customers c JOIN unnest(ARRAY(SELECT id FROM tickets)) AS i ON i = c.id => customers all; tickets all
            SELECT 1 FROM customers c, tickets t JOIN unnest(ARRAY[7]) AS d (i) ON d.i = t.id => customers all; tickets id=7 unique
            """)
    void keysThatAreListed(String statement, String operations) {
        assertThat(Grammar.described(statement).replaceAll("READ | \\{[^}]*}|\\[[^]]*]", ""))
                .isEqualTo(operations);
    }
}
