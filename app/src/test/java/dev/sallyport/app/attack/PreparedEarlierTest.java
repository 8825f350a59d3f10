package dev.sallyport.app.attack;

import static dev.sallyport.app.attack.BareClient.SYNC;
import static dev.sallyport.app.attack.BareClient.bind;
import static dev.sallyport.app.attack.BareClient.execute;
import static dev.sallyport.app.attack.BareClient.parse;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// R8: meaning belongs to a generation of the target's structure, also that of what was prepared before. The server
/// plans a prepared statement anew when what it names has changed.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PreparedEarlierTest {

    private static Arena arena;
    private BareClient agent;

    @BeforeAll
    static void start() throws Exception {
        arena = new Arena(yaml -> yaml.replace(
                        "- \"SELECT ON customers, tickets\"", "- \"SELECT ON customers, tickets, open, closed\"")
                .replace(
                        "keyedBy: [id, customer_id], atMost: { perAction: 20, perSession: 50 } }",
                        "}\n      - { read: crm/open }\n      - { read: crm/closed }"));
        arena.owning(
                "CREATE VIEW open AS SELECT id, subject FROM tickets",
                "CREATE VIEW closed AS SELECT id, subject FROM tickets",
                "GRANT SELECT ON open, closed TO crm_gateway WITH GRANT OPTION");
        arena.refresh();
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
    void close() throws Exception {
        agent.close();
    }

    private String run(String statement, String value) throws Exception {
        agent.send(bind("", statement, value), execute("", 0), SYNC);
        return agent.ready(1);
    }

    private void prepare(String name, String sql) throws Exception {
        agent.send(parse(name, sql), SYNC);
        assertThat(agent.ready(1)).isEqualTo("Z:I");
    }

    @Test
    void aViewThatShowsOthersNowHasToBePreparedAgain() throws Exception {
        prepare("look", "SELECT subject FROM open WHERE id = $1");
        assertThat(run("look", "7")).contains("C:SELECT 1");
        arena.owning("CREATE OR REPLACE VIEW open AS SELECT id, ssn AS subject FROM customers");
        arena.refresh();
        assertThat(run("look", "7"))
                .startsWith("E:26000:")
                .contains("means something else")
                .contains("prepare it again")
                .doesNotContain("D:");
        assertThat(run("look", "7")).as("again").startsWith("E:26000:");
        assertThat(agent.askExtended("SELECT subject FROM open WHERE id = $1", "7"))
                .as("prepared again: a sensitive column behind the view")
                .startsWith("E:42501:denied: ")
                .doesNotContain("D:");
        assertThat(agent.ask("SELECT id FROM tickets WHERE id = 7")).startsWith("D:7");
    }

    @Test
    void theSameHoldsForSqlsOwnPrepare() throws Exception {
        assertThat(agent.ask("PREPARE old (int) AS SELECT subject FROM closed WHERE id = $1"))
                .contains("C:PREPARE");
        assertThat(agent.ask("EXECUTE old (7)")).contains("C:SELECT 1");
        arena.owning("CREATE OR REPLACE VIEW closed AS SELECT id, ssn AS subject FROM customers");
        arena.refresh();
        assertThat(agent.ask("EXECUTE old (7)")).startsWith("E:42501:denied: ").doesNotContain("D:");
        assertThat(agent.ask("EXECUTE old (7)")).startsWith("E:42501:denied: ").doesNotContain("D:");
    }

    /// What names something that is gone is worked out anew each time, and still has an answer.
    @Test
    void whatIsGoneIsToldAndKeepsNobodyWaiting() throws Exception {
        arena.owning("CREATE TABLE fleeting (id int PRIMARY KEY)");
        arena.refresh();
        assertThat(agent.ask("PREPARE gone (int) AS SELECT id FROM tickets WHERE id = $1"))
                .contains("C:PREPARE");
        prepare("gone_too", "SELECT id FROM tickets WHERE id = $1");
        arena.owning("ALTER TABLE tickets RENAME TO tickets_of_before");
        arena.refresh();
        try {
            for (int i = 0; i < 2; i++) {
                assertThat(agent.ask("EXECUTE gone (7)"))
                        .startsWith("E:42501:denied: ")
                        .endsWith("Z:I");
                assertThat(agent.ask("EXECUTE gone (7); SELECT 1 FROM nowhere"))
                        .startsWith("E:42501:denied: ")
                        .endsWith("Z:I");
                assertThat(run("gone_too", "7")).startsWith("E:26000:").endsWith("Z:I");
            }
        } finally {
            arena.owning("ALTER TABLE tickets_of_before RENAME TO tickets");
            arena.refresh();
        }
        assertThat(run("gone_too", "7")).startsWith("D:7");
    }

    @Test
    void whatHasNotChangedGoesOn() throws Exception {
        prepare("kept", "SELECT id FROM tickets WHERE id = $1");
        assertThat(agent.ask("PREPARE kept_too (int) AS SELECT id FROM tickets WHERE id = $1"))
                .contains("C:PREPARE");
        assertThat(run("kept", "7")).startsWith("D:7");
        for (int i = 0; i < 3; i++) {
            arena.owning("CREATE TABLE elsewhere_" + i + " (id int)");
            arena.refresh();
            assertThat(run("kept", "7")).startsWith("D:7");
            assertThat(run("kept", "8")).startsWith("D:8");
            assertThat(agent.ask("EXECUTE kept_too (7)")).startsWith("D:7");
            agent.send(bind("", "kept", "7"), execute("", 0), bind("", "kept", "8"), execute("", 0), SYNC);
            assertThat(agent.ready(1)).contains("D:7").contains("D:8");
        }
    }
}
