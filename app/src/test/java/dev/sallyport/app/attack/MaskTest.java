package dev.sallyport.app.attack;

import static dev.sallyport.app.attack.BareClient.SYNC;
import static dev.sallyport.app.attack.BareClient.bind;
import static dev.sallyport.app.attack.BareClient.describe;
import static dev.sallyport.app.attack.BareClient.execute;
import static dev.sallyport.app.attack.BareClient.int2;
import static dev.sallyport.app.attack.BareClient.message;
import static dev.sallyport.app.attack.BareClient.parse;
import static dev.sallyport.app.attack.BareClient.query;
import static dev.sallyport.app.attack.BareClient.z;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A contract that masks `ssn` and `card_number`: they may stand in an answer, and what stands there is not they. The
/// client keeps every byte it was sent, so nothing can hide.
@Timeout(60)
class MaskTest {

    private static final String SECRETS = "0000\\d{5}|4{8}\\d{8}";

    private static Arena arena;
    private BareClient agent;

    @BeforeAll
    static void start() throws Exception {
        arena = new Arena(yaml -> yaml.replace(
                        "- \"SELECT ON customers, tickets\"",
                        "- \"SELECT ON customers, tickets\"\n        - \"SELECT (ssn, card_number) ON customers\"")
                .replace("keyedBy: [id, email],", "keyedBy: [id, email], mask: [ssn, card_number],"));
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

    /// Whatever was tried, the secret is in no byte of it.
    @AfterEach
    void nothingLeaked() throws Exception {
        assertThat(agent.distinct(SECRETS)).isZero();
        agent.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT ssn FROM customers WHERE id = 42",
                "SELECT ssn AS id FROM customers WHERE id = 42",
                "SELECT c.ssn FROM customers c WHERE c.email = 'customer42@example.com'",
                "SELECT ssn FROM (SELECT * FROM customers WHERE id = 42) x",
                "WITH x AS (SELECT ssn AS y FROM customers WHERE id = 42) SELECT y FROM x",
                "WITH x AS MATERIALIZED (SELECT ssn FROM customers WHERE id = 42) SELECT ssn FROM x",
                "SELECT \"ssn\" FROM customers WHERE id IN (42)",
                "SELECT ssn FROM customers c JOIN tickets t ON t.customer_id = c.id WHERE c.id = 42",
                "TABLE customers",
                "SELECT ssn FROM customers WHERE id = 42 FOR SHARE"
            })
    void isMaskedOrDenied(String sql) throws Exception {
        assertThat(agent.ask(sql)).matches("(?s)(D:\\*{4}.*|E:42501.*)");
        assertThat(agent.askExtended(sql)).matches("(?s)(.*D:\\*{4}.*|.*E:42501.*)");
    }

    @Test
    void theRestOfTheRowIsAsItWas() throws Exception {
        assertThat(agent.ask("SELECT * FROM customers WHERE id = 42"))
                .startsWith("D:42|customer42@example.com|")
                .endsWith("|****|**** C:SELECT 1 Z:I");
        assertThat(agent.ask("SELECT id, ssn, email FROM customers WHERE id IN (1, 2) ORDER BY id"))
                .isEqualTo("D:1|****|customer1@example.com D:2|****|customer2@example.com C:SELECT 2 Z:I");
    }

    /// A client that knows its columns asks for no description: the gateway asks, and keeps the answer to itself.
    @Test
    void whoDoesNotDescribeIsMaskedAsWell() throws Exception {
        agent.send(parse("s", "SELECT id, ssn FROM customers WHERE id = $1"), SYNC);
        agent.send(bind("", "s", "7"), execute("", 0), SYNC);
        agent.send(bind("", "s", "8"), describe('P', ""), execute("", 0), SYNC);
        agent.send(bind("", "s", "9"), execute("", 0), bind("", "s", "10"), execute("", 0), SYNC);
        assertThat(agent.ready(4))
                .isEqualTo("Z:I D:7|**** C:SELECT 1 Z:I D:8|**** C:SELECT 1 Z:I"
                        + " D:9|**** C:SELECT 1 D:10|**** C:SELECT 1 Z:I");
        assertThat(agent.count('T')).isEqualTo(1);
    }

    @Test
    void inBinaryFormatAsWell() throws Exception {
        byte[] bind = message('B', z(""), z(""), int2(0), int2(0), int2(1), int2(1));
        agent.send(parse("", "SELECT ssn, card_number FROM customers WHERE id = 7"), bind, execute("", 0), SYNC);
        assertThat(agent.ready(1)).isEqualTo("D:****|**** C:SELECT 1 Z:I");
    }

    @Test
    void rowByRowAndThroughCursors() throws Exception {
        agent.send(query("BEGIN"), parse("s", "SELECT ssn FROM customers WHERE id IN (1, 2, 3)"), bind("p", "s"));
        agent.send(execute("p", 1), execute("p", 2), SYNC);
        assertThat(agent.ready(2)).contains("D:****").doesNotContain("E:");
        agent.send(query("DECLARE c CURSOR WITH HOLD FOR SELECT ssn FROM customers WHERE id IN (1, 2)"));
        agent.send(query("FETCH 1 FROM c"), query("COMMIT"), query("FETCH 1 FROM c"));
        assertThat(agent.ready(4)).contains("D:**** C:FETCH 1").doesNotContain("E:");
        agent.send(query("PREPARE q(int) AS SELECT ssn FROM customers WHERE id = $1"), query("EXECUTE q(3)"));
        assertThat(agent.ready(2)).contains("D:****").doesNotContain("E:");
    }

    /// What the wire does not name, and what a mask would not hide, is denied.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT upper(ssn) FROM customers WHERE id = 42",
                "SELECT ssn || '' FROM customers WHERE id = 42",
                "SELECT ssn::text FROM customers WHERE id = 42",
                "SELECT (SELECT ssn FROM customers WHERE id = 42)",
                "SELECT c FROM customers c WHERE id = 42",
                "SELECT row_to_json(c) FROM customers c WHERE id = 42",
                "SELECT ssn FROM customers WHERE id = 42 UNION ALL SELECT 'x'",
                "SELECT max(ssn) FROM customers WHERE id = 42",
                "SELECT string_agg(ssn, ',') FROM customers WHERE id = 42",
                "SELECT DISTINCT ssn FROM customers WHERE id = 42",
                "SELECT email FROM customers WHERE id = 42 AND ssn LIKE '0%'",
                "SELECT email FROM customers WHERE id = 42 ORDER BY ssn",
                "SELECT x.ssn FROM customers c, LATERAL (SELECT c.ssn || 'x' AS ssn) x WHERE c.id = 42",
                "SELECT coalesce(ssn, '') FROM customers WHERE id = 42",
                "SELECT ARRAY[ssn] FROM customers WHERE id = 42",
                "SELECT ssn::int FROM customers WHERE id = 42",
                "COPY (SELECT ssn FROM customers WHERE id = 42) TO STDOUT",
                "COPY customers (ssn) TO STDOUT",
                "UPDATE tickets SET note = (SELECT ssn FROM customers WHERE id = 42) WHERE id = 1",
                "UPDATE tickets SET note = ssn FROM customers c WHERE c.id = 42 AND tickets.id = 1",
                "CREATE TEMP TABLE x AS SELECT ssn FROM customers WHERE id = 42",
                "SELECT ssn INTO TEMP x FROM customers WHERE id = 42"
            })
    void isDenied(String sql) throws Exception {
        assertThat(agent.ask(sql)).startsWith("E:42501").endsWith("Z:I");
        assertThat(agent.askExtended(sql)).startsWith("E:42501").endsWith("Z:I");
    }
}
