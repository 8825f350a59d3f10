package dev.sallyport.app.attack;

import static dev.sallyport.app.attack.BareClient.query;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a mask hides stands in no error, notice, detail or hint either. The server is made to say `987-…`
/// in every way it has; the client keeps every byte it was sent.
@Timeout(60)
class LeakTest {

    private static Arena arena;
    private BareClient agent;

    @BeforeAll
    static void start() throws Exception {
        arena = new Arena(yaml -> yaml.replace(
                        "- \"UPDATE (status, note) ON tickets\"",
                        "- \"UPDATE (status, note) ON tickets\"\n        - \"SELECT ON cards\"\n"
                                + "        - \"SELECT (ssn) ON cards\"\n        - \"INSERT ON cards\"\n"
                                + "        - \"INSERT (ssn) ON cards\"\n        - \"UPDATE (id, n) ON cards\"\n"
                                + "        - \"EXECUTE ON FUNCTION tell(int)\"\n"
                                + "        - \"EXECUTE ON FUNCTION fail(int, text)\"")
                .replace("sensitive: { customers: [ssn, card_number] }", "sensitive: { cards: [ssn] }")
                .replace(
                        "    otherwise: deny",
                        "      - { read: crm/cards, mask: [ssn], functions: [tell, fail] }\n"
                                + "      - { create: crm/cards, sensitive: [ssn] }\n"
                                + "      - { update: crm/cards }\n    otherwise: deny"));
        arena.owning(
                "CREATE TABLE cards (id int PRIMARY KEY, ssn text UNIQUE, n int NOT NULL CHECK (n < 100), t text)",
                "INSERT INTO cards VALUES (1, '987-11', 1, '987-text'), (2, '987-22', 2, '12')",
                "CREATE FUNCTION tell(int) RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS $$ DECLARE s text; BEGIN"
                        + " SELECT ssn INTO s FROM cards WHERE id = $1;"
                        + " RAISE NOTICE 'it is %', s; RAISE WARNING 'it is %', s; RAISE INFO 'it is %', s;"
                        + " RAISE NOTICE 'x' USING DETAIL = s, HINT = s, ERRCODE = '42P07'; RETURN 1; END $$",
                "CREATE FUNCTION fail(int, text) RETURNS int LANGUAGE plpgsql SECURITY DEFINER AS $$ DECLARE s text;"
                        + " BEGIN SELECT ssn INTO s FROM cards WHERE id = $1;"
                        + " IF $2 = 'cast' THEN RETURN s::int; END IF;"
                        + " IF $2 = 'run' THEN EXECUTE 'SELECT 1 ' || s || ' x'; END IF;"
                        + " RAISE EXCEPTION 'it is %', s USING ERRCODE = $2, DETAIL = s, HINT = s, TABLE = 'cards';"
                        + " END $$",
                "GRANT SELECT, INSERT, UPDATE ON cards TO crm_gateway WITH GRANT OPTION",
                "GRANT EXECUTE ON FUNCTION tell(int), fail(int, text) TO crm_gateway WITH GRANT OPTION");
        arena.refresh();
        try (BareClient first = arena.session()) {
            for (int i = 0; i < 10 && !first.ask("SELECT 1").startsWith("D:1"); i++) {} // the grammar engine warms up
        }
    }

    @AfterAll
    static void stop() throws Exception {
        arena.close();
    }

    @BeforeEach
    void open() throws Exception {
        agent = arena.session();
    }

    @AfterEach
    void nothingLeaked() throws Exception {
        assertThat(agent.heard()).doesNotContain("987-");
        agent.close();
    }

    /// The program still learns what went wrong.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "UPDATE cards SET n = NULL WHERE id = 1 | E:23502:null value in column \"n\"",
                "UPDATE cards SET n = 500 WHERE id = 1 | E:23514:new row for relation \"cards\"",
                "UPDATE cards SET id = 2 WHERE id = 1 | E:23505:duplicate key value",
                "INSERT INTO cards VALUES (3, (SELECT concat('987', '-11')), 1, '') | E:23505:duplicate key value",
                "SELECT t::int FROM cards WHERE id = 1 | E:22P02:invalid input syntax for type integer: \"****\"",
                "SELECT 'x1y'::int FROM cards WHERE id = 1 | E:22P02:invalid input syntax for type integer: \"x1y\"",
                "SELECT fail(1, 'P0001') FROM cards WHERE id = 1 | E:P0001:the target's words are withheld",
                "SELECT fail(1, '23505') FROM cards WHERE id = 1 | E:23505:the target's words are withheld",
                "SELECT fail(1, '42601') FROM cards WHERE id = 1 | E:42601:the target's words are withheld",
                "SELECT fail(1, 'XX000') FROM cards WHERE id = 1 | E:XX000:the target's words are withheld",
                "SELECT fail(1, 'cast') FROM cards WHERE id = 1 | E:22P02:the target's words are withheld",
                "SELECT fail(1, 'run') FROM cards WHERE id = 1 | E:",
            })
    void errorsTellNoValues(String sql, String error) throws Exception {
        assertThat(agent.ask(sql)).startsWith(error).endsWith("Z:I");
        assertThat(agent.askExtended(sql)).startsWith(error).endsWith("Z:I");
    }

    @Test
    void noticesTellNoValues() throws Exception {
        assertThat(agent.ask("SELECT tell(1) FROM cards WHERE id = 1")).isEqualTo("D:1 C:SELECT 1 Z:I");
        assertThat(agent.askExtended("SELECT tell(1) FROM cards WHERE id = 1")).contains("D:1 C:SELECT 1");
        assertThat(agent.count('N')).isZero();
    }

    /// The server's own notices are no secret.
    @Test
    void theServersOwnNoticesPass() throws Exception {
        assertThat(agent.ask("COMMIT")).isEqualTo("C:COMMIT Z:I");
        assertThat(agent.heard()).contains("there is no transaction in progress");
    }

    /// Nothing is computed from a masked column, so no error can depend on it (R7).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ssn::int FROM cards WHERE id = 1",
                "SELECT 1 / (length(ssn) - 6) FROM cards WHERE id = 1",
                "SELECT CASE WHEN ssn LIKE '9%' THEN 1 / 0 END FROM cards WHERE id = 1",
                "SELECT id FROM cards WHERE id = 1 AND 1 / (ascii(ssn) - 57) = 1",
                "SELECT id FROM cards WHERE id = 1 AND ssn::int = 1",
                "SELECT id FROM cards WHERE ssn = '987' || '-11'",
                "SELECT id FROM cards ORDER BY ssn",
                "UPDATE cards SET n = length(ssn) WHERE id = 1",
                "UPDATE cards SET n = ssn::int WHERE id = 1",
                "COPY (SELECT ssn FROM cards WHERE id = 1) TO STDOUT",
                "COPY (SELECT ssn FROM cards WHERE id = 1) TO STDOUT (FORMAT csv)",
                "COPY (SELECT ssn FROM cards WHERE id = 1) TO STDOUT (FORMAT binary)",
                "COPY cards TO STDOUT",
            })
    void noExpressionOverAMaskedColumnRuns(String sql) throws Exception {
        assertThat(agent.ask(sql)).startsWith("E:42501:denied").endsWith("Z:I");
        assertThat(agent.askExtended(sql)).startsWith("E:42501:denied").endsWith("Z:I");
    }

    @Test
    void aLineOfCopyThatCannotBeReadIsNotQuoted() throws Exception {
        agent.send(query("COPY cards (id, ssn, n) FROM STDIN"));
        agent.send(BareClient.message('d', "4\t987-44\tmany\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        agent.send(BareClient.message('c'));
        assertThat(agent.ready(1)).contains("E:22P02:invalid input syntax for type integer: \"****\"");
    }
}
