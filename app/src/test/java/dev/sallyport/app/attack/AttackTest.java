package dev.sallyport.app.attack;

import static dev.sallyport.app.attack.BareClient.FLUSH;
import static dev.sallyport.app.attack.BareClient.SYNC;
import static dev.sallyport.app.attack.BareClient.bind;
import static dev.sallyport.app.attack.BareClient.close;
import static dev.sallyport.app.attack.BareClient.describe;
import static dev.sallyport.app.attack.BareClient.execute;
import static dev.sallyport.app.attack.BareClient.extended;
import static dev.sallyport.app.attack.BareClient.int2;
import static dev.sallyport.app.attack.BareClient.int4;
import static dev.sallyport.app.attack.BareClient.join;
import static dev.sallyport.app.attack.BareClient.message;
import static dev.sallyport.app.attack.BareClient.parse;
import static dev.sallyport.app.attack.BareClient.query;
import static dev.sallyport.app.attack.BareClient.z;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What a prompt-injected agent with a valid token tries on PostgreSQL, with the demo's contract: at most five
/// customers per action and ten per session, by id or e-mail; no `ssn`, no `card_number`; twenty tickets per action and
/// fifty per session; one ticket changed per action.
@Timeout(60)
class AttackTest {

    private static final String EMAILS = "customer\\d+@example";
    private static final String TICKETS = "Parcel \\d+";
    private static final String SECRETS = "\\b0000\\d{5}\\b|\\b4{8}\\d{8}\\b";

    private static Arena arena;
    private static BareClient shared;

    @BeforeAll
    static void start() throws Exception {
        arena = new Arena();
        shared = arena.session();
        for (int i = 0; i < 10 && !shared.ask("SELECT 1").startsWith("D:1"); i++) {} // the grammar engine warms up
    }

    @AfterAll
    static void stop() throws Exception {
        shared.close();
        arena.close();
    }

    /// Denied as it stands, in a simple Query and prepared; the session lives on (R11).
    @ParameterizedTest
    @MethodSource("dev.sallyport.app.attack.Statements#denied")
    void isDenied(String sql) throws Exception {
        assertThat(shared.ask(sql))
                .startsWith("E:42501:denied: ")
                .doesNotContain("D:")
                .endsWith("Z:I");
        assertThat(shared.askExtended(sql))
                .startsWith("E:42501:denied: ")
                .doesNotContain("D:")
                .endsWith("Z:I");
        assertThat(shared.ask("SELECT 'usable'")).isEqualTo("D:usable C:SELECT 1 Z:I");
    }

    /// What good agents, drivers and object mappers say within the contract.
    @ParameterizedTest
    @MethodSource("dev.sallyport.app.attack.Statements#permitted")
    void isPermitted(String sql) throws Exception {
        try (BareClient good = arena.session()) {
            assertThat(good.ask(sql)).doesNotContain("E:").contains("Z:");
            assertThat(good.askExtended(sql)).doesNotContain("E:").contains("Z:");
        }
    }

    /// However it is tried, what comes back stays within the contract, and nobody hangs.
    @ParameterizedTest
    @EnumSource(Attempt.class)
    void staysWithinTheContract(Attempt attempt) throws Exception {
        try (BareClient agent = arena.session()) {
            String last = attempt.doing.with(agent);
            assertThat(agent.distinct(EMAILS)).as("customers: %s", last).isLessThanOrEqualTo(10);
            assertThat(agent.distinct(TICKETS)).as("tickets: %s", last).isLessThanOrEqualTo(50);
            assertThat(agent.distinct(SECRETS)).as("secrets: %s", last).isZero();
            assertThat(last).contains(attempt.seen).doesNotContain("TIMEOUT");
        }
    }

    private static String ids(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }

    private static String array(int first, int last) {
        return "{" + ids(first, last) + "}";
    }

    private interface Doing {
        String with(BareClient agent) throws Exception;
    }

    private static final String BY_IDS = "SELECT id, email FROM customers WHERE id = ANY($1::int[])";
    private static final String HARMLESS = "SELECT 1 WHERE 1 = ANY($1::int[])";
    private static final String TICKETS_OF = "SELECT subject FROM tickets WHERE customer_id IN (";
    private static final String LONG = "a".repeat(63);

    private enum Attempt {
        /// dynahash compares 63 bytes: both names are one statement at the server.
        TWO_LONG_STATEMENT_NAMES_THAT_ARE_ONE("E:42622", a -> {
            a.send(parse(LONG + "1", HARMLESS), SYNC);
            a.send(close('S', LONG + "2"), parse(LONG + "2", BY_IDS), SYNC);
            a.send(bind("", LONG + "1", array(1, 200)), execute("", 0), SYNC);
            return a.ready(3);
        }),
        TWO_LONG_PORTAL_NAMES_THAT_ARE_ONE("E:42622", a -> {
            a.send(query("BEGIN"), parse("h", HARMLESS), parse("c", BY_IDS), bind(LONG + "1", "h", "{1}"), SYNC);
            a.send(close('P', LONG + "2"), bind(LONG + "2", "c", array(1, 200)), execute(LONG + "1", 0), SYNC);
            return a.ready(3);
        }),
        A_NAME_OF_63_BYTES_IS_FINE("D:42|customer42@example.com", a -> {
            a.send(parse(LONG, BY_IDS), bind(LONG, LONG, "{42}"), describe('P', LONG), execute(LONG, 0), SYNC);
            return a.ready(1);
        }),
        A_FETCH_PIPELINED_BEHIND_ITS_DECLARE("E:42501", a -> {
            a.ask("BEGIN; DECLARE c CURSOR FOR SELECT 1; CLOSE c");
            String last = "";
            for (int i = 0; i < 6; i++) {
                String declare = "DECLARE c CURSOR FOR " + TICKETS_OF + ids(10 * i + 1, 10 * i + 10) + ")";
                a.send(query(declare), query("FETCH ALL FROM c"), query("CLOSE c"));
                a.send(query("DECLARE c CURSOR FOR SELECT 1"), query("CLOSE c"));
                last = a.ready(5);
            }
            return last;
        }),
        A_CURSOR_UNDER_THE_NAME_OF_A_PORTAL_THAT_SQL_CLOSED("E:42501", a -> {
            a.send(query("BEGIN"), parse("free", "SELECT 1"), SYNC);
            a.ready(2);
            String last = "";
            for (int i = 0; i < 6; i++) {
                a.send(bind("c", "free"), SYNC, query("CLOSE c"));
                a.send(query("DECLARE c CURSOR FOR " + TICKETS_OF + ids(10 * i + 1, 10 * i + 10) + ")"));
                a.send(query("FETCH ALL FROM c"), query("CLOSE c"));
                last = a.ready(5);
            }
            return last;
        }),
        A_CURSOR_THAT_STAYS_ALTHOUGH_ITS_QUERY_FAILED("cursor `c` is not known", a -> {
            a.ask("BEGIN; DECLARE c CURSOR FOR SELECT 1");
            a.ask("ROLLBACK");
            a.ask("BEGIN; DECLARE c CURSOR WITH HOLD FOR " + TICKETS_OF + ids(1, 10) + "); COMMIT; SELECT 1/0");
            return a.ask("FETCH ALL FROM c");
        }),
        ROWS_OF_A_STRING_FORGOTTEN_AT_ITS_NEXT_STATEMENT("E:42501", a -> {
            String last = "";
            for (int i = 1; i <= 60; i++) {
                String copy = "COPY (" + TICKETS_OF + i + ")) TO STDOUT; COPY (SELECT 1 WHERE false) TO STDOUT";
                last = a.ask(copy);
            }
            return last;
        }),
        ENUMERATION_IN_ONE_PIPELINE("only 10 records", a -> {
            for (int i = 1; i <= 200; i++) a.send(extended("SELECT email FROM customers WHERE id = $1", "" + i));
            return a.ready(200);
        }),
        ENUMERATION_BY_ERROR_MESSAGES("only 10 records", a -> {
            String last = "";
            for (int i = 1; i <= 20; i++) last = a.ask("SELECT email::int FROM customers WHERE id = " + i);
            return last;
        }),
        ENUMERATION_BY_EXISTENCE("only 10 records", a -> {
            String last = "";
            for (int i = 1; i <= 20; i++) {
                last = a.ask("SELECT id FROM tickets WHERE id = 1 AND EXISTS" + " (SELECT 1 FROM customers WHERE id = "
                        + i + " AND email LIKE 'z%')");
            }
            return last;
        }),
        ENUMERATION_BY_UPDATE("only 10 records", a -> {
            String last = "";
            for (int i = 1; i <= 20; i++) {
                last = a.ask("UPDATE tickets SET note = (SELECT email FROM customers WHERE id = " + i
                        + ") WHERE id = 3 RETURNING note");
            }
            return last;
        }),
        MANY_KEYS_IN_AN_ARRAY("only 5 records", a -> {
            a.send(parse("", BY_IDS), bind("", "", array(1, 6)), execute("", 0), SYNC);
            return a.ready(1);
        }),
        A_BINARY_ARRAY("only 5 records", a -> {
            byte[] elements = join(int4(1), int4(0), int4(23), int4(7), int4(1));
            for (int i = 1; i <= 7; i++) elements = join(elements, int4(4), int4(i));
            byte[] bind =
                    message('B', z(""), z(""), int2(1), int2(1), int2(1), int4(elements.length), elements, int2(0));
            a.send(parse("", BY_IDS), bind, execute("", 0), SYNC);
            return a.ready(1);
        }),
        A_NULL_KEY("C:SELECT 0", a -> {
            byte[] bind = message('B', z(""), z(""), int2(0), int2(1), int4(-1), int2(0));
            a.send(parse("", "SELECT email FROM customers WHERE id = $1"), bind, execute("", 0), SYNC);
            return a.ready(1);
        }),
        A_KEY_THAT_IS_NO_NUMBER("E:42501", a -> a.askExtended("SELECT email FROM customers WHERE id = $1", "0x7")),
        ROW_BY_ROW_FROM_A_PORTAL("only 5 records", a -> {
            a.send(query("BEGIN"), parse("s", BY_IDS), bind("p", "s", array(1, 40)));
            for (int i = 0; i < 40; i++) a.send(execute("p", 1));
            a.send(SYNC);
            return a.ready(2);
        }),
        ROW_BY_ROW_WITHIN_THE_LIMIT("C:FETCH 1", a -> {
            a.ask("BEGIN; DECLARE h CURSOR WITH HOLD FOR SELECT id, email FROM customers WHERE id IN (1, 2, 3)");
            a.ask("COMMIT");
            for (int i = 0; i < 2; i++) a.ask("FETCH 1 FROM h");
            return a.ask("FETCH 1 FROM h");
        }),
        SQL_FETCH_OF_A_PROTOCOL_PORTAL("only 5 records", a -> {
            a.send(query("BEGIN"), parse("s", BY_IDS), bind("p", "s", array(1, 40)), SYNC, query("FETCH ALL FROM p"));
            return a.ready(3);
        }),
        PROTOCOL_EXECUTE_OF_A_SQL_CURSOR("E:34000", a -> {
            a.ask("BEGIN; DECLARE c CURSOR FOR SELECT id, email FROM customers WHERE id IN (1, 2)");
            a.send(execute("c", 0), SYNC);
            return a.ready(1);
        }),
        A_KEY_THAT_COMES_WITH_EXECUTE("D:42|customer42@example.com", a -> {
            a.ask("PREPARE p(int) AS SELECT id, email FROM customers WHERE id = $1");
            return a.ask("EXECUTE p(42)");
        }),
        MANY_KEYS_THAT_COME_WITH_EXECUTE("only 5 records", a -> {
            a.ask("PREPARE p(int[]) AS " + BY_IDS);
            return a.ask("EXECUTE p('" + array(1, 40) + "')");
        }),
        EXECUTES_UNTIL_THE_BUDGET_IS_GONE("only 10 records", a -> {
            String last = a.ask("PREPARE p(int) AS SELECT email FROM customers WHERE id = $1");
            for (int i = 1; i <= 20; i++) last = a.ask("EXECUTE p(" + i + ")");
            return last;
        }),
        FOLDS_UNTIL_THE_BUDGET_IS_GONE("only 50 records", a -> {
            String last = "";
            for (int i = 1; i <= 30; i++)
                last = a.ask("SELECT string_agg(subject, ',') FROM tickets WHERE customer_id = " + i);
            return last;
        }),
        A_FOLD_PREPARED_BY_ITSELF("D:Parcel", a -> {
            a.send(parse("f", "SELECT string_agg(subject, ',') FROM tickets WHERE customer_id = $1"), SYNC);
            a.send(bind("", "f", "42"), execute("", 0), SYNC);
            return a.ready(2);
        }),
        A_FOLD_IN_AN_OLD_SNAPSHOT("E:42501", a -> {
            a.ask("BEGIN ISOLATION LEVEL REPEATABLE READ");
            a.ask("SELECT id FROM tickets WHERE id = 7");
            return a.ask("SELECT string_agg(subject, ',') FROM tickets WHERE customer_id = 42");
        }),
        A_KEY_OF_ANOTHER_TYPE("E:42501", a -> {
            a.ask("PREPARE q (float8) AS SELECT email FROM customers WHERE id = $1");
            return a.ask("EXECUTE q (42)");
        }),
        A_FOLD_OF_WHAT_IS_NOT_COMMITTED("E:42501", a -> {
            a.ask("BEGIN");
            a.ask("INSERT INTO tickets (customer_id, subject) VALUES (42, 'mine')");
            return a.ask("SELECT string_agg(subject, ',') FROM tickets WHERE customer_id = 42");
        }),
        COUNTS_UNTIL_THE_BUDGET_IS_GONE("only 50 records", a -> {
            String last = "";
            for (int i = 1; i <= 60; i++) last = a.ask("SELECT count(*) FROM tickets WHERE customer_id = " + i);
            return last;
        }),
        COUNTS_OF_TOO_MANY_KEYS(
                "only 20 records",
                a -> a.ask("SELECT count(*) FROM tickets WHERE customer_id IN (" + ids(1, 21) + ")")),
        A_BIT_PER_ROW("E:42501", a -> {
            String bits = "SELECT g FROM generate_series(1, 100) g WHERE EXISTS (SELECT 1 FROM tickets WHERE"
                    + " customer_id = 42 AND length(subject) > g - 100)";
            String last = a.ask(bits);
            for (int i = 0; i < 4; i++) last = a.ask(bits);
            return last;
        }),
        DISTINCT_ROWS_UNTIL_THE_BUDGET_IS_GONE("E:42501", a -> {
            String last = "";
            for (int i = 1; i <= 60; i++) last = a.ask("SELECT DISTINCT subject FROM tickets WHERE customer_id = " + i);
            return last;
        }),
        PLANS_UNTIL_THE_BUDGET_IS_GONE("only 10 records", a -> {
            String last = "";
            for (int i = 1; i <= 20; i++) last = a.ask("EXPLAIN SELECT email FROM customers WHERE id = " + i);
            return last;
        }),
        HEADERS_OF_SEVERAL_COPIES_IN_ONE_STRING("E:42501", a -> {
            String copy = "COPY (" + TICKETS_OF + "%s)) TO STDOUT (HEADER);";
            return a.ask(copy.formatted(ids(1, 5)) + copy.formatted(ids(6, 10)) + copy.formatted(ids(11, 15)));
        }),
        SQL_EXECUTE_OF_A_PROTOCOL_STATEMENT("only 5 records", a -> {
            a.send(parse("s", BY_IDS), SYNC, query("EXECUTE s('" + array(1, 40) + "')"));
            return a.ready(2);
        }),
        AN_EXECUTE_PIPELINED_BEHIND_A_NEW_PREPARE("E:42501", a -> {
            a.ask("PREPARE s(int[]) AS " + HARMLESS.replace("::int[]", ""));
            a.send(query("DEALLOCATE s"), query("PREPARE s(int[]) AS " + BY_IDS));
            a.send(query("EXECUTE s('" + array(1, 40) + "')"));
            return a.ready(3);
        }),
        A_PARSE_THAT_NEVER_HAPPENED("only 5 records", a -> {
            a.send(parse("s", BY_IDS), SYNC);
            a.send(parse("", "SELECT 1/0"), bind("", ""), execute("", 0));
            a.send(close('S', "s"), parse("s", HARMLESS), SYNC);
            a.send(bind("", "s", array(1, 40)), execute("", 0), SYNC);
            return a.ready(3);
        }),
        AN_UNNAMED_STATEMENT_LOST_TO_A_QUERY("E:26000", a -> {
            a.send(parse("", BY_IDS), SYNC, query("SELECT 1"), bind("", "", "{1}"), execute("", 0), SYNC);
            return a.ready(3);
        }),
        MORE_PORTALS_THAN_ANYBODY_NEEDS("E:54000", a -> {
            String large = "x".repeat(8 << 20);
            a.send(parse("s", "SELECT $1::text"), SYNC);
            for (int i = 0; i < 12; i++) a.send(bind("p" + i, "s", large));
            a.send(SYNC);
            return a.ready(2);
        }),
        MORE_CLOSES_THAN_ANYBODY_NEEDS("D:on", a -> {
            byte[][] closes = new byte[20_000][];
            java.util.Arrays.fill(closes, close('S', "nothing"));
            a.send(closes);
            a.send(SYNC, query("SELECT 'on'"));
            return a.ready(2);
        }),
        DATA_FOR_A_COPY_THAT_WAS_DENIED("D:on", a -> {
            a.send(query("COPY tickets FROM STDIN"), message('d', z("x")), message('c'), message('f', z("x")));
            a.send(query("SELECT 'on'"));
            return a.ready(2);
        }),
        A_SECOND_STATEMENT_BEHIND_A_NUL("E:08P01", a -> {
            a.send(message('Q', z("SELECT 1"), z("SELECT email FROM customers")));
            return a.ready(1);
        }),
        BYTES_BEHIND_A_PARSE("E:08P01", a -> {
            a.send(message('P', z(""), z("SELECT 1"), int2(0), z("SELECT email FROM customers")), SYNC);
            return a.ready(1);
        }),
        A_FUNCTION_BY_ITS_OID("E:42501", a -> {
            a.send(message('F', int4(2165), int2(0), int2(0), int2(0)));
            return a.ready(1);
        }),
        AN_UNKNOWN_MESSAGE("E:08P01", a -> {
            a.send(message('z', z("x")));
            return a.ready(1);
        }),
        A_LENGTH_BEYOND_REASON("E:08P01", a -> {
            a.send(join(new byte[] {'Q'}, int4(Integer.MAX_VALUE)));
            return a.ready(1);
        }),
        FLUSHES_AND_SYNCS_AROUND_A_BARRIER("only 10 records", a -> {
            for (int i = 1; i <= 20; i++) {
                a.send(FLUSH, parse("", "SET application_name = 'x'"), bind("", ""), execute("", 0), FLUSH);
                a.send(parse("", "SELECT email FROM customers WHERE id = $1"), FLUSH, bind("", "", "" + i));
                a.send(FLUSH, execute("", 0), FLUSH, SYNC, SYNC, FLUSH);
            }
            return a.ready(40);
        }),
        A_DENIAL_IN_A_TRANSACTION("E:25P02", a -> {
            a.ask("BEGIN");
            a.ask("SELECT email FROM customers");
            return a.ask("UPDATE tickets SET note = 'x' WHERE id = 4");
        }),
        ONE_CHANGE_TOO_MANY("only 1 record of", a -> {
            a.ask("UPDATE tickets SET note = 'x' WHERE id IN (1, 2)");
            return a.ask("UPDATE tickets SET note = 'x' WHERE id = 1; UPDATE tickets SET note = 'x' WHERE id = 2");
        });

        private final String seen;
        private final Doing doing;

        /// @param seen stands in what the last step was answered
        Attempt(String seen, Doing doing) {
            this.seen = seen;
            this.doing = doing;
        }
    }

    /// Settings of the start-up packet share the list of SET (R4).
    @ParameterizedTest
    @MethodSource("dev.sallyport.app.attack.Statements#settings")
    void isRefusedAtStartUp(String name, String value) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> arena.session(name, value))
                .hasMessageContaining("cannot be changed through the gateway");
    }

    /// Nothing outlives its session (R13), and every permit of it was accounted for (R21).
    @Test
    void nothingStays() throws Exception {
        String role;
        try (BareClient agent = arena.session()) {
            role = agent.ask("SELECT current_user").split("[: ]")[1];
            agent.ask("BEGIN; DECLARE h CURSOR WITH HOLD FOR SELECT id FROM customers WHERE id = 1; COMMIT");
            agent.send(extended("SELECT g FROM generate_series(1, 100000000) g"));
        }
        String roles = "SELECT count(*) FROM pg_roles WHERE rolname = '" + role + "'";
        for (int i = 0; i < 200 && arena.owner(roles) > 0; i++) Thread.onSpinWait();
        assertThat(arena.owner(roles)).isZero();
        assertThat(arena.owner("SELECT count(*) FROM pg_stat_activity WHERE usename = '" + role + "'"))
                .isZero();
        assertThat(arena.requests(role, "\"verdict\":\"permit\""))
                .hasSizeGreaterThan(1)
                .containsExactlyInAnyOrderElementsOf(arena.requests(role, "\"kind\":\"performed\""));
    }
}
