package dev.sallyport.app.attack;

import static dev.sallyport.app.attack.BareClient.*;

import org.junit.jupiter.api.Test;

class ExploreTest {
    public static void main(String[] a) throws Exception {
        try {
            new ExploreTest().explore();
        } catch (Throwable t) {
            t.printStackTrace();
        }
        System.exit(0);
    }

    static String cut(String s) {
        return s.length() > 300 ? s.substring(0, 300) + "…" + s.substring(s.length() - 40) : s;
    }

    @Test
    void explore() throws Exception {
        try (Arena arena = new Arena()) {
            attack(arena, "longnames", c -> {
                String n = "a".repeat(63);
                c.send(parse(n + "1", "SELECT 1 WHERE 1 = ANY($1::int[])"), SYNC);
                System.out.println(cut(c.ready(1)));
                c.send(close('S', n + "2"), parse(n + "2", "SELECT id,email FROM customers WHERE id = ANY($1)"), SYNC);
                System.out.println(cut(c.ready(1)));
                StringBuilder ids = new StringBuilder("{1");
                for (int i = 2; i < 200; i++) ids.append(',').append(i);
                c.send(bind("", n + "1", ids + "}"), execute("", 0), SYNC);
                System.out.println(cut(c.ready(1)));
            });
            attack(arena, "pipelined-prepare", c -> {
                System.out.println(c.ask("PREPARE s(int[]) AS SELECT 1 WHERE 1 = ANY($1)"));
                StringBuilder ids = new StringBuilder("{1");
                for (int i = 2; i < 200; i++) ids.append(',').append(i);
                c.send(
                        query("DEALLOCATE s"),
                        query("PREPARE s(int[]) AS SELECT id,email FROM customers WHERE id = ANY($1)"),
                        query("EXECUTE s('" + ids + "}')"));
                System.out.println(cut(c.ready(3)));
            });
            attack(arena, "pipelined-cursor", c -> {
                System.out.println(c.ask("BEGIN; DECLARE c CURSOR FOR SELECT 1; CLOSE c"));
                c.send(
                        query(
                                "DECLARE c CURSOR FOR SELECT subject FROM tickets WHERE customer_id IN (1,2,3,4,5,6,7,8,9,10)"),
                        query("FETCH ALL FROM c"));
                System.out.println(cut(c.ready(2)));
            });
            attack(arena, "stale portal", c -> {
                c.send(query("BEGIN"), parse("a", "SELECT 1"), bind("c", "a"), SYNC);
                System.out.println(c.ready(2));
                System.out.println(c.ask("CLOSE c"));
                System.out.println(
                        c.ask(
                                "DECLARE c CURSOR FOR SELECT subject FROM tickets WHERE customer_id IN (1,2,3,4,5,6,7,8,9,10)"));
                System.out.println(cut(c.ask("FETCH ALL FROM c")));
            });
            attack(arena, "failed declare", c -> {
                System.out.println(c.ask("BEGIN; DECLARE c CURSOR FOR SELECT 1"));
                System.out.println(c.ask("ROLLBACK"));
                System.out.println(
                        c.ask(
                                "BEGIN; DECLARE c CURSOR WITH HOLD FOR SELECT subject FROM tickets WHERE customer_id IN (1,2,3,4,5,6,7,8,9,10); COMMIT; SELECT 1/0"));
                System.out.println(cut(c.ask("FETCH ALL FROM c")));
            });
            attack(arena, "copy reset", c -> {
                StringBuilder all = new StringBuilder();
                for (int i = 0; i < 19; i++)
                    all.append("COPY (SELECT subject FROM tickets WHERE customer_id = " + (i + 1) + ") TO STDOUT;");
                System.out.println(cut(c.ask(all.toString())));
                System.out.println(cut(c.ask(all.toString())));
                System.out.println(cut(c.ask(all.toString())));
            });
            attack(arena, "lateral early", c -> {
                for (int k : new int[] {777, 4242}) {
                    System.out.println(
                            cut(
                                    c.ask(
                                            "SELECT x FROM (generate_series(1,100000) g CROSS JOIN tickets t) LEFT JOIN (customers c CROSS JOIN LATERAL generate_series(1, c.email::int) s(x)) ON c.id = t.customer_id AND g > 0 WHERE t.customer_id IN (41,42) LIMIT 1")));
                    System.out.println(cut(c.ask(
                            "SELECT s.x FROM generate_series(1,100000) g CROSS JOIN tickets t LEFT JOIN (customers c CROSS JOIN LATERAL (SELECT c.email::int AS x OFFSET 0) s) ON c.id = t.customer_id AND c.id > "
                                    + k + " AND g > 0 WHERE t.customer_id IN (41,42) LIMIT 1")));
                }
            });
            attack(arena, "phv", c -> {
                System.out.println(
                        cut(
                                c.ask(
                                        "SELECT s.x FROM (SELECT 1) o LEFT JOIN (SELECT c.email::int AS x FROM generate_series(1,100000) g CROSS JOIN tickets t LEFT JOIN customers c ON c.id = t.customer_id AND c.id > 777 AND g > 0 WHERE t.customer_id IN (41,42)) s ON true LIMIT 1")));
            });
            attack(arena, "longnames2", c -> {
                c.ask("SELECT 1 WHERE 1 = ANY('{1}'::int[])");
                String n = "a".repeat(63);
                StringBuilder ids = new StringBuilder("{1");
                for (int i = 2; i < 200; i++) ids.append(',').append(i);
                c.send(parse(n + "1", "SELECT 1 WHERE 1 = ANY($1::int[])"), SYNC);
                System.out.println(cut(c.ready(1)));
                c.send(
                        close('S', n + "2"),
                        parse(n + "2", "SELECT id,email FROM customers WHERE id = ANY($1::int[])"),
                        SYNC);
                System.out.println(cut(c.ready(1)));
                c.send(bind("", n + "1", ids + "}"), execute("", 0), SYNC);
                System.out.println(cut(c.ready(1)));
            });
            attack(arena, "tickets repeated cursor", c -> {
                System.out.println(c.ask("BEGIN; DECLARE c CURSOR FOR SELECT 1; CLOSE c"));
                for (int i = 0; i < 6; i++) {
                    StringBuilder ids = new StringBuilder("" + (i * 10 + 1));
                    for (int k = 2; k <= 10; k++) ids.append(',').append(i * 10 + k);
                    c.send(
                            query("DECLARE c CURSOR FOR SELECT subject FROM tickets WHERE customer_id IN (" + ids
                                    + ")"),
                            query("FETCH ALL FROM c"));
                    System.out.println(cut(c.ready(2)));
                    System.out.println(c.ask("CLOSE c"));
                    System.out.println(c.ask("DECLARE c CURSOR FOR SELECT 1"));
                    System.out.println(c.ask("CLOSE c"));
                }
            });
            attack(arena, "copy", c -> {
                for (int r = 0; r < 4; r++) {
                    StringBuilder all = new StringBuilder();
                    for (int i = 0; i < 10; i++)
                        all.append("COPY (SELECT subject FROM tickets WHERE customer_id IN (" + (r * 50 + i * 2 + 1)
                                + "," + (r * 50 + i * 2 + 2) + ")) TO STDOUT;");
                    System.out.println(cut(c.ask(all.toString())));
                }
            });
            attack(arena, "pipeline storm", c -> {
                byte[][] all = new byte[400][];
                for (int i = 0; i < 400; i++)
                    all[i] = extended("SELECT id, email FROM customers WHERE id = $1", "" + (i + 1));
                c.send(all);
                System.out.println(cut(c.ready(400)));
            });
            attack(arena, "portal maxrows", c -> {
                c.send(
                        query("BEGIN"),
                        parse("s", "SELECT subject FROM tickets WHERE customer_id = ANY($1::int[])"),
                        bind(
                                "p",
                                "s",
                                "{1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40}"));
                for (int i = 0; i < 80; i++) c.send(execute("p", 1));
                c.send(SYNC);
                System.out.println(cut(c.ready(2)));
            });
            attack(arena, "fetch of portal", c -> {
                c.send(
                        query("BEGIN"),
                        parse("s", "SELECT id,email FROM customers WHERE id = ANY($1::int[])"),
                        bind("p", "s", "{1,2,3,4,5,6,7,8,9,10,11,12,13,14}"),
                        SYNC);
                System.out.println(cut(c.ready(2)));
                System.out.println(cut(c.ask("FETCH ALL FROM p")));
                System.out.println(cut(c.ask("MOVE 1 IN p")));
                System.out.println(cut(c.ask("COPY (SELECT 1) TO STDOUT")));
            });
            attack(arena, "error drip", c -> {
                for (int i = 1; i < 20; i++)
                    System.out.println(cut(c.ask("SELECT email::int FROM customers WHERE id = " + i)));
            });
            attack(arena, "exists drip", c -> {
                for (int i = 1; i < 14; i++)
                    System.out.println(cut(
                            c.ask("SELECT 1 FROM tickets WHERE id = 1 AND EXISTS (SELECT 1 FROM customers WHERE id = "
                                    + i + " AND email LIKE 'z%')")));
            });
            attack(arena, "suspend then commit hold", c -> {
                System.out.println(c.ask(
                        "BEGIN; DECLARE h CURSOR WITH HOLD FOR SELECT id, email FROM customers WHERE id IN (1,2,3)"));
                System.out.println(c.ask("COMMIT"));
                System.out.println(c.ask("FETCH 1 FROM h"));
                System.out.println(c.ask("FETCH ALL FROM h"));
                System.out.println(c.ask("FETCH BACKWARD ALL FROM h"));
            });
            attack(arena, "nul, huge, empty, unknown", c -> {
                c.send(message('Q', z("SELECT 1"), z("SELECT id FROM customers")));
                System.out.println(cut(c.ready(1)));
                c.send(message('P', z(""), z("SELECT 1"), int2(0), z("x")), SYNC);
                System.out.println(cut(c.ready(1)));
                c.send(message('F', int4(1), int2(0), int2(0), int2(0)));
                System.out.println(cut(c.ready(1)));
                c.send(message('d', z("x")), message('c'), message('f', z("x")));
                System.out.println(cut(c.ask("SELECT 2")));
                c.send(query("COPY tickets FROM STDIN"), message('d', z("x")), message('c'));
                System.out.println(cut(c.ready(1)));
                System.out.println(cut(c.ask("SELECT 3")));
                c.send(message('D', new byte[] {'x'}, z("s")), SYNC);
                System.out.println(cut(c.ready(1)));
                c.send(message('C', new byte[] {'x'}, z("s")), SYNC);
                System.out.println(cut(c.ready(1)));
                System.out.println(cut(c.ask("SELECT '" + "x".repeat(300000) + "'")));
            });
            attack(arena, "phv2", c -> {
                for (String q : new String[] {
                    "SELECT s.x FROM (SELECT 1) o LEFT JOIN (SELECT c.email::int AS x FROM (generate_series(1,100000) g CROSS JOIN tickets t) JOIN customers c ON c.id = t.customer_id AND c.id > 777 AND g > 0 WHERE t.customer_id IN (41,42)) s ON true LIMIT 1",
                    "SELECT 1 FROM (generate_series(1,100000) g CROSS JOIN tickets t) LEFT JOIN (customers c CROSS JOIN LATERAL (SELECT 1 LIMIT length(c.email)::int - c.email::int) s) ON c.id = t.customer_id AND c.id > 777 AND g > 0 WHERE t.customer_id IN (41,42) LIMIT 1",
                    "SELECT 1 FROM (generate_series(1,100000) g CROSS JOIN tickets t) LEFT JOIN (customers c CROSS JOIN LATERAL (VALUES (c.email::int)) s) ON c.id = t.customer_id AND c.id > 777 AND g > 0 WHERE t.customer_id IN (41,42) LIMIT 1",
                    "SELECT 1 FROM (generate_series(1,100000) g CROSS JOIN tickets t) LEFT JOIN (customers c CROSS JOIN LATERAL (VALUES (1) ORDER BY c.email::int) s) ON c.id = t.customer_id AND c.id > 777 AND g > 0 WHERE t.customer_id IN (41,42) LIMIT 1",
                    "SELECT 1 FROM (generate_series(1,100000) g CROSS JOIN tickets t) LEFT JOIN (customers c CROSS JOIN LATERAL unnest(string_to_array(c.email,'@')::int[]) s) ON c.id = t.customer_id AND c.id > 777 AND g > 0 WHERE t.customer_id IN (41,42) LIMIT 1",
                    "SELECT 1 FROM (generate_series(1,100000) g CROSS JOIN tickets t) LEFT JOIN (customers c CROSS JOIN LATERAL JSON_TABLE(c.email::jsonb, '$' COLUMNS (a int PATH '$.a')) s) ON c.id = t.customer_id AND c.id > 777 AND g > 0 WHERE t.customer_id IN (41,42) LIMIT 1",
                    "WITH s AS (SELECT 1) SELECT 1 FROM (generate_series(1,100000) g CROSS JOIN tickets t) LEFT JOIN (customers c CROSS JOIN LATERAL (SELECT json_build_object(c.email, 1)->'a' UNION ALL SELECT c.email::jsonb) s(x)) ON c.id = t.customer_id AND c.id > 777 AND g > 0 WHERE t.customer_id IN (41,42) LIMIT 1",
                    "SELECT 1 FROM (generate_series(1,100000) g CROSS JOIN tickets t) LEFT JOIN (customers c CROSS JOIN LATERAL (SELECT count(*) FROM tickets q WHERE q.id = c.email::int) s) ON c.id = t.customer_id AND c.id > 777 AND g > 0 WHERE t.customer_id IN (41,42) LIMIT 1",
                    "SELECT (SELECT c.email::int) FROM customers c JOIN tickets t ON t.customer_id = c.id WHERE t.customer_id = 42",
                    "SELECT c.email, s.subject FROM customers c, LATERAL (SELECT subject FROM tickets t WHERE t.customer_id = c.id ORDER BY id DESC LIMIT 1) s WHERE c.id = 42",
                    "SELECT s.subject FROM customers c JOIN (SELECT subject, customer_id FROM tickets WHERE customer_id = 42) s ON s.customer_id = c.id WHERE c.id = 42"
                }) System.out.println(cut(c.ask(q)));
            });
            attack(arena, "good", c -> {
                for (String s : GOOD)
                    System.out.println(
                            "   " + s + "\n      => " + cut(c.ask(s)) + "\n      => " + cut(c.askExtended(s)));
            });
            attack(arena, "bad", c -> {
                for (String s : BAD) System.out.println("   " + s + "\n      => " + cut(c.ask(s)));
            });
        }
    }

    static final String[] GOOD = {
        "SELECT 1",
        "SELECT version()",
        "SHOW server_version",
        "SHOW TRANSACTION ISOLATION LEVEL",
        "SET application_name = 'x'",
        "SELECT current_setting('server_version_num')",
        "SELECT count(*) FROM tickets WHERE customer_id = 42",
        "SELECT c.name, t.subject FROM customers c JOIN tickets t ON t.customer_id = c.id WHERE c.id = 42",
        "SELECT c.name, t.subject FROM customers c LEFT JOIN tickets t ON t.customer_id = c.id WHERE c.id = 42 ORDER BY t.id DESC",
        "SELECT id, email AS e FROM customers WHERE id IN (1,2) ORDER BY name LIMIT 1",
        "BEGIN",
        "COMMIT",
        "SELECT t.* FROM tickets t WHERE t.customer_id = 42 ORDER BY id LIMIT 10 OFFSET 0",
        "EXPLAIN SELECT id FROM customers WHERE id = 42",
        "COPY (SELECT id, email FROM customers WHERE id = 42) TO STDOUT WITH (FORMAT csv, HEADER)",
        "SELECT EXISTS(SELECT 1 FROM customers WHERE id = 42)",
        "SELECT 1 AS one FROM customers WHERE email = 'customer42@example.com' LIMIT 1",
        "SET extra_float_digits = 3",
        "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
        "SET statement_timeout = 0",
        "",
        ";",
        "SELECT max(id) FROM tickets WHERE customer_id = 42",
        "SELECT status, count(*) FROM tickets WHERE customer_id = 42 GROUP BY status",
        "SELECT now(), current_date, current_user",
        "SELECT pg_backend_pid()",
        "SELECT pg_catalog.set_config('search_path', '', false)",
        "select current_schema()",
        "select set_config('application_name','y',false)",
        "SELECT count(*) FROM customers WHERE id = 42",
        "UPDATE tickets SET status = 'closed' WHERE id = 8 RETURNING id, status",
        "SELECT 'customers'::regclass",
        "SELECT DISTINCT status FROM tickets WHERE customer_id = 42",
        "SELECT id FROM tickets WHERE id = 7 FOR UPDATE",
        "SELECT id FROM customers WHERE id = 42 UNION ALL SELECT id FROM customers WHERE id = 43",
        "SAVEPOINT a",
        "SELECT id, upper(name), created FROM customers WHERE id = 42",
        "SELECT to_json(t) FROM tickets t WHERE t.id = 7",
        "SELECT id FROM customers WHERE lower(email) = 'x' AND id = 42",
        "ROLLBACK",
        "SELECT d.datname FROM pg_catalog.pg_database d ORDER BY 1",
        "SELECT n.nspname FROM pg_catalog.pg_namespace n",
        "DISCARD ALL",
        "DEALLOCATE ALL",
        "RESET ALL",
        "SET NAMES 'UTF8'",
        "SET client_encoding TO 'UTF8'",
        "SET TIME ZONE 'UTC'",
        "SET DateStyle=ISO",
        "SET client_min_messages TO warning",
        "SET standard_conforming_strings = on",
        "SET search_path TO public",
        "WITH c AS (SELECT id, name FROM customers WHERE id = 42) SELECT c.name, t.subject FROM c JOIN tickets t ON t.customer_id = c.id",
        "WITH c AS (SELECT id, name FROM customers WHERE id = 42) SELECT c.name, t.subject FROM c, tickets t WHERE t.customer_id = 42",
        "SELECT count(*) FROM (SELECT id FROM tickets WHERE customer_id = 42) s",
        "SELECT json_agg(t.subject) FROM tickets t WHERE t.customer_id = 42"
    };

    static final String[] BAD = {
        "SELECT * FROM pg_stats",
        "SELECT * FROM pg_stat_activity",
        "SELECT reltuples FROM pg_class",
        "SELECT * FROM information_schema.tables",
        "SELECT id FROM customers WHERE id = ANY(ARRAY(SELECT generate_series(1,100)))",
        "SELECT id FROM customers WHERE (id, email) = (SELECT 1, 'x')",
        "SELECT (customers).email FROM customers WHERE id=1",
        "SELECT customers::text FROM customers WHERE id = 1",
        "TABLE customers",
        "SELECT id, ssn FROM customers WHERE id = 1",
        "SELECT id FROM customers WHERE id = 1 ORDER BY ssn",
        "SELECT id FROM customers c NATURAL JOIN customers d WHERE id = 1",
        "SELECT query_to_xml('select * from customers', true, true, '')",
        "SELECT cursor_to_xml('c', 1, true, true, '')",
        "VALUES ((SELECT ssn FROM customers WHERE id=1))",
        "SELECT id FROM customers WHERE id = 1 AND email::int = 1",
        "SELECT id FROM customers WHERE id = 1 AND ssn LIKE '0%'",
        "SELECT pg_sleep(1)",
        "SELECT lo_import('/etc/passwd')",
        "LISTEN a",
        "NOTIFY a, 'b'",
        "SELECT pg_advisory_lock(1)",
        "ALTER ROLE CURRENT_USER PASSWORD 'x'",
        "PREPARE TRANSACTION 'x'",
        "CREATE TEMP TABLE x AS SELECT 1",
        "SET ROLE postgres",
        "SELECT set_config('role','postgres',false)",
        "UPDATE tickets SET note = 'x' WHERE id IN (1,2)",
        "UPDATE tickets SET note = 'x'; UPDATE tickets SET note='y' WHERE id=1"
    };

    interface Doing {
        void with(BareClient c) throws Exception;
    }

    static void attack(Arena arena, String name, Doing doing) throws Exception {
        System.out.println("=== " + name);
        try (BareClient c = arena.session()) {
            try {
                doing.with(c);
            } catch (Exception e) {
                System.out.println("!! " + e);
            }
            System.out.println("--- customers " + c.distinct("customer\\d+@") + " parcels " + c.distinct("Parcel \\d+")
                    + " ssn " + c.distinct("\\b0000\\d{5}\\b"));
        }
    }
}
