package dev.sallyport.app.attack;

import static dev.sallyport.app.attack.BareClient.int2;
import static dev.sallyport.app.attack.BareClient.int4;
import static dev.sallyport.app.attack.BareClient.message;

import dev.sallyport.testkit.generate.Generators;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The classes of evasion, in the words of the issue that asked for them (and of clawpatrol#143): each
/// makes any number of variants. A variant is a list of statements of which the last must be denied;
/// those before it only prepare the ground, whether they succeed or not.
enum Evasion {
    WHITESPACE_AND_COMMENTS(some -> one(dump(some))),
    VERBS_WITHOUT_BLANKS(some -> one(some.pick(
            "SELECT('a'),email FROM customers",
            "SELECT-id FROM customers",
            "SELECT(email)FROM customers",
            "SELECT@id FROM customers",
            "DELETE FROM tickets",
            "TABLE customers",
            "VALUES((SELECT max(email)FROM customers))"))),
    LETTER_CASE(some -> one(change(some))),
    QUOTED_AND_UNICODE_NAMES(some -> one("SELECT id, email FROM public.customers WHERE id > " + number(some))),
    DOLLAR_QUOTES(some -> one("SELECT query_to_xml('SELECT * FROM customers', true, true, '" + word(some) + "')")),
    ESCAPED_STRINGS(some -> List.of(
            "SET standard_conforming_strings = off",
            "SELECT email FROM customers WHERE email = '" + word(some) + "' OR id > " + number(some))),
    PARENTHESES(some -> one(parenthesised(some, dump(some)))),
    CHANGES_HIDDEN_IN_WITH(some -> one("WITH t AS (" + change(some) + " RETURNING 1) SELECT "
            + some.pick("count(*) FROM t", "1", "* FROM t LIMIT 0"))),
    READS_HIDDEN_IN_WITH(
            some -> one("WITH RECURSIVE t AS (" + dump(some) + ") SELECT " + some.pick("* FROM t", "1 FROM t"))),
    SEVERAL_STATEMENTS(some -> one(some.pick("SELECT 1", "", "BEGIN", "SELECT id FROM tickets WHERE id = 7") + "; "
            + dump(some) + some.pick("", ";", "; SELECT 1"))),
    EXPLAIN_ANALYZE(some -> one("EXPLAIN (" + some.pick("ANALYZE", "ANALYZE true, VERBOSE", "FORMAT json, ANALYZE on")
            + ") " + some.pick(dump(some), change(some)))),
    MERGE(some -> one("MERGE INTO tickets t USING (SELECT " + number(some) + " AS id) c ON t.id "
            + some.pick("=", ">", "<>") + " c.id WHEN MATCHED THEN "
            + some.pick("DELETE", "UPDATE SET subject = 'x'", "UPDATE SET customer_id = 1"))),
    SELECT_INTO(some -> one("SELECT id, email INTO " + some.pick("", "TEMP ", "UNLOGGED ")
            + "mine FROM customers WHERE id = " + number(some))),
    CREATE_TABLE_AS(some -> one("CREATE " + some.pick("", "TEMP ", "UNLOGGED ") + "TABLE mine AS " + dump(some)
            + some.pick("", " WITH NO DATA"))),
    COPY_OF_A_QUERY(some -> one("COPY (" + some.pick(dump(some), change(some) + " RETURNING id") + ") TO STDOUT"
            + some.pick("", " (FORMAT csv)", " WITH (FORMAT binary)", " CSV HEADER"))),
    COPY_OF_A_TABLE(some -> one("COPY customers "
            + some.pick("TO STDOUT", "(email) TO STDOUT", "FROM STDIN", "TO '/tmp/mine'", "FROM '/etc/passwd'"))),
    COPY_PROGRAM(some -> one("COPY " + some.pick("customers", "(SELECT 1)", "tickets (id)") + " TO PROGRAM '"
            + some.pick("true", "cat", "sh -c true") + "'")),
    PREPARE_AND_EXECUTE(some -> List.of(
            "PREPARE mine (int) AS SELECT email FROM customers WHERE id > $1", "EXECUTE mine (" + number(some) + ")")),
    PREPARE(some -> one("PREPARE mine AS " + some.pick(keyless(some), change(some)))),
    /// What is only prepared takes nothing; with its keys it is too much.
    EXECUTE_OF_TOO_MANY_KEYS(some -> List.of("DEALLOCATE ALL", "PREPARE mine AS " + manyKeys(some), "EXECUTE mine")),
    CURSORS(some -> one("DECLARE mine " + some.pick("", "SCROLL ", "INSENSITIVE ", "BINARY ") + "CURSOR "
            + some.pick("", "WITH HOLD ") + "FOR " + dump(some))),
    FETCH_AND_MOVE(some -> List.of(
            "BEGIN",
            "DECLARE mine CURSOR FOR " + dump(some),
            "ROLLBACK",
            some.pick("FETCH ALL", "FETCH FORWARD 5", "FETCH ABSOLUTE 3", "FETCH NEXT") + " FROM mine")),
    FUNCTIONS(some -> one("SELECT "
            + some.pick(
                    "query_to_xml('SELECT 1', true, true, '')",
                    "pg_sleep(0)",
                    "pg_read_file('postgresql.conf')",
                    "pg_terminate_backend(pg_backend_pid())",
                    "pg_advisory_lock(" + number(some) + ")",
                    "pg_catalog.pg_ls_dir('.')",
                    "nextval('spied')",
                    "txid_current()",
                    "pg_reload_conf()",
                    "database_to_xml(true, true, '')",
                    "ts_stat('SELECT 1')",
                    "pg_export_snapshot()",
                    "public.spy(1)")
            + some.pick("", " FROM tickets WHERE id = 7", " WHERE true"))),
    OPERATORS(some -> one("SELECT id FROM tickets WHERE id = 7 AND "
            + some.pick("1 OPERATOR(public.===) 1", "id OPERATOR(public.===) 7", "1 === " + number(some)))),
    CASTS(some -> one("SELECT '" + number(some) + "'::public.strange")),
    VIEWS(some -> one("SELECT * FROM " + some.pick("everyone", "public.everyone", "loud WHERE id = 1"))),
    RULES(some -> one(some.pick(
            "INSERT INTO ruled VALUES (" + number(some) + ")",
            "UPDATE ruled SET id = 1 WHERE id = " + number(some),
            "CREATE RULE mine AS ON UPDATE TO tickets DO ALSO DELETE FROM customers"))),
    SET_ROLE(some -> one(some.pick(
            "SET ROLE postgres",
            "SET SESSION ROLE postgres",
            "SET LOCAL ROLE 'postgres'",
            "SET ROLE TO postgres",
            "SELECT set_config('role', 'postgres', " + some.pick("true", "false") + ")"))),
    SESSION_AUTHORIZATION(some -> one(some.pick(
            "SET SESSION AUTHORIZATION postgres",
            "SET LOCAL SESSION AUTHORIZATION 'postgres'",
            "SELECT set_config('session_authorization', 'postgres', true)",
            "ALTER ROLE CURRENT_USER SET role = postgres"))),
    SEARCH_PATH(some -> one(some.pick(
            "SET search_path = hr",
            "SET LOCAL search_path TO pg_temp, public",
            "SET SCHEMA 'hr'",
            "SELECT set_config('search_path', 'hr', false)",
            "ALTER ROLE CURRENT_USER SET search_path = hr",
            "SET search_path TO '', public"))),
    ROW_SECURITY(some -> List.of("SET row_security = " + some.pick("off", "on"), dump(some))),
    SET_CONFIG(some -> one("SELECT set_config('"
            + some.pick(
                    "ro', 'postgres",
                    "statement_timeout', '010",
                    "session_preload_libraries', 'x",
                    "log_statement', 'none",
                    "local_preload_libraries', 'x")
            + "', false)")),
    TEMPORARY_TABLES(some -> List.of(
            "CREATE TEMP "
                    + some.pick(
                            "TABLE customers (id int)",
                            "VIEW customers AS SELECT 1 AS id",
                            "TABLE tickets AS SELECT 1"),
            some.pick("SELECT * FROM pg_temp.customers", dump(some)))),
    LISTEN_AND_NOTIFY(some -> one(some.pick(
            "LISTEN mine",
            "NOTIFY mine",
            "NOTIFY mine, '" + word(some) + "'",
            "SELECT pg_notify('mine', '" + word(some) + "')"))),
    LARGE_OBJECTS(some -> one("SELECT "
            + some.pick(
                    "lo_import('/etc/passwd')",
                    "lo_create(0)",
                    "lo_export(" + number(some) + ", '/tmp/mine')",
                    "lo_from_bytea(0, 'x')",
                    "lo_get(" + number(some) + ")",
                    "lo_unlink(1)"))),
    FOREIGN_SERVERS(some -> one(some.pick(
            "CREATE EXTENSION dblink",
            "CREATE EXTENSION postgres_fdw",
            "SELECT * FROM dblink('host=' || '" + word(some) + "', 'SELECT 1') AS t(id int)",
            "CREATE SERVER mine FOREIGN DATA WRAPPER postgres_fdw",
            "CREATE FOREIGN TABLE mine (id int) SERVER mine",
            "IMPORT FOREIGN SCHEMA public FROM SERVER mine INTO public"))),
    CODE(some -> one("DO " + some.pick("", "LANGUAGE plpgsql ") + "'BEGIN DELETE FROM tickets; END'")),
    DEEP_NESTING(some -> one(nested(some.between(200, 3000), dump(some)))),
    LARGE_STATEMENTS(
            some -> one("SELECT email, '" + "x".repeat(some.between(900_000, 1_100_000)) + "' FROM customers")),
    FUNCTION_CALL((arena, agent, some) -> {
        int oid = some.pick(1574, 2089, 2248, 715, 952, some.between(1, 9000));
        agent.send(message('F', int4(oid), int2(0), int2(1), int4(4), int4(number(some)), int2(some.between(0, 1))));
        return agent.ready(1);
    }),
    REPLICATION((arena, agent, some) -> refused(
            arena, "replication", some.pick("true", "on", "yes", "1", "database", "TRUE", "On", "t", word(some)))),
    START_UP_SETTINGS((arena, agent, some) -> refused(
            arena,
            "options",
            some.pick("-c ", "--", "-c")
                    + some.pick(
                            "search_path=hr",
                            "role=postgres",
                            "session_authorization=postgres",
                            "standard_conforming_strings=off",
                            "statement_timeout=0",
                            "row_security_active=off"))),
    PARAMETERS_THAT_WIDEN((arena, agent, some) -> {
        int many = some.between(6, 300);
        String sql = some.pick(
                "SELECT email FROM customers WHERE id = ANY($1::int[])",
                "SELECT email FROM customers WHERE email = ANY(string_to_array($1, ','))",
                "SELECT email FROM customers WHERE id = 1 OR $1 IS NOT NULL",
                "SELECT email FROM customers WHERE id = coalesce(nullif($1, $1), id::text)::int",
                "SELECT subject FROM tickets WHERE id BETWEEN 1 AND length($1)",
                "UPDATE tickets SET note = 'x' WHERE id = ANY($1::int[])");
        return agent.askExtended(sql, "{" + numbers(many) + "}");
    }),
    SCHEMA_CHANGE_UNDER_A_PREPARED_STATEMENT((arena, agent, some) -> {
        String name = "s" + number(some);
        agent.send(BareClient.parse(name, "SELECT * FROM tickets WHERE id = $1"), BareClient.SYNC);
        agent.ready(1);
        arena.owning("ALTER TABLE tickets ADD COLUMN fresh int");
        try {
            agent.send(BareClient.bind("", name, "7"), BareClient.execute("", 0), BareClient.SYNC);
            return agent.ready(1);
        } finally {
            arena.owning("ALTER TABLE tickets DROP COLUMN fresh");
            agent.send(BareClient.close('S', name), BareClient.SYNC);
            agent.ready(1);
        }
    });

    private final Function<Generators, List<String>> variant;
    private final Optional<ByMessage> byMessage;

    /// What is not said in SQL alone.
    @FunctionalInterface
    interface ByMessage {
        /// @return what was answered: an error and no row
        String with(Arena arena, BareClient agent, Generators some) throws Exception;
    }

    Evasion(Function<Generators, List<String>> variant) {
        this.variant = variant;
        this.byMessage = Optional.empty();
    }

    Evasion(ByMessage byMessage) {
        this.variant = _ -> List.of();
        this.byMessage = Optional.of(byMessage);
    }

    Optional<ByMessage> byMessage() {
        return byMessage;
    }

    private static String refused(Arena arena, String setting, String value) {
        try (BareClient in = arena.session(setting, value)) {
            return "was let in: " + in.ask("SELECT 1");
        } catch (Exception refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /// The statements of one variant, plain; the last is the one that must not pass.
    List<String> variant(Generators some) {
        return variant.apply(some);
    }

    /// What [Disguise] would take too long over.
    boolean large() {
        return this == LARGE_STATEMENTS || this == DEEP_NESTING;
    }

    private static List<String> one(String sql) {
        return List.of(sql);
    }

    private static int number(Generators some) {
        return some.between(0, 500);
    }

    private static String word(Generators some) {
        return some.word(8);
    }

    private static String dump(Generators some) {
        return some.oneIn(10) ? manyKeys(some) : keyless(some);
    }

    private static String manyKeys(Generators some) {
        return "SELECT max(email) FROM customers WHERE id IN (" + numbers(some.between(6, 40)) + ")";
    }

    private static String keyless(Generators some) {
        return some.pick(
                "SELECT id, email FROM customers",
                "SELECT email FROM customers WHERE id > " + number(some),
                "SELECT ssn FROM customers WHERE id = " + number(some),
                "SELECT count(*) FROM customers",
                "SELECT email FROM customers WHERE id = " + number(some) + " OR true",
                "SELECT c.email FROM tickets t LEFT JOIN customers c ON c.id <> t.customer_id",
                "SELECT id FROM customers WHERE email LIKE '" + word(some) + "'",
                "SELECT * FROM hr.payroll",
                "SELECT subject FROM tickets LIMIT " + number(some));
    }

    private static String numbers(int many) {
        return IntStream.rangeClosed(1, many).mapToObj(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String change(Generators some) {
        return some.pick(
                "DELETE FROM tickets WHERE id = " + number(some),
                "DELETE FROM tickets",
                "UPDATE tickets SET note = '" + word(some) + "'",
                "UPDATE tickets SET subject = 'x' WHERE id = " + number(some),
                "UPDATE customers SET email = '" + word(some) + "' WHERE id = " + number(some),
                "INSERT INTO customers (id, email, name) VALUES (" + number(some) + ", '" + word(some) + "', 'x')");
    }

    private static String parenthesised(Generators some, String query) {
        List<String> around = new ArrayList<>();
        for (int i = some.between(1, 12); i > 0; i--) around.add("(");
        return String.join("", around) + query + ")".repeat(around.size());
    }

    private static String nested(int levels, String query) {
        return "SELECT " + "(SELECT ".repeat(levels) + "email FROM (" + query + ") c LIMIT 1" + ")".repeat(levels);
    }
}
