package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.TrailRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// R1 and R2: what an orchestrator signs counts as its word, what the agent says as the agent's.
class OrchestratorTest {

    /// Nobody but an orchestrator may say that a session answers tickets.
    private static final String RULES = Crm.RESOLVE_TICKET.replace(
            "purposes: [resolve-ticket] }", "purposes: [resolve-ticket], declaredBy: orchestrator }");

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = 42";

    @TempDir
    private static Path folder;

    private static E2eStage stage;
    private static PlatformIssuer desk;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(folder, RULES);
        desk = PlatformIssuer.start(InstantSource.fixed(stage.now()));
        stage.configure(
                RULES,
                yaml -> Endpointed.with(yaml) + "orchestrators: { desk: { issuer: \"" + desk.issuer()
                        + "\", jwksUri: \"" + desk.jwksUrl() + "\" } }\n");
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
        desk.close();
    }

    private static String proof(String name) {
        return stage.identity("system:serviceaccount:support:" + name).sign();
    }

    private static String statement(String workload) {
        return desk.token("system:serviceaccount:support:" + workload)
                .audience(Endpointed.ISSUER)
                .claim("purpose", "resolve-ticket")
                .claim("task", "answer ticket 7")
                .sign();
    }

    private static Endpoint.Got open(String name, String... more) throws Exception {
        return Endpointed.of(stage).open(proof(name), Endpoint.task("\"targets\":[\"crm\"]"), more);
    }

    @Test
    void aSignedPurposeOpensWhatAnAgentsWordDoesNot() throws Exception {
        String word = Endpointed.of(stage)
                .open(proof("liar"), Endpoint.task("\"targets\":[\"crm\"],\"purpose\":\"resolve-ticket\""))
                .token();
        try (Connection connection = stage.agents().connect(word)) {
            assertThat(denied(connection)).contains("denied: ");
        }
        Endpoint.Got got = open("agent", "orchestrator_token", statement("agent"));
        assertThat(got.status()).as(got.error()).isEqualTo(200);
        try (Connection connection = stage.agents().connect(got.token())) {
            assertThat(Agents.read(connection, CUSTOMER)).containsExactly("Customer 42");
        }
        TrailRecord decided = stage.records(EventKind.DECIDED).getLast();
        assertThat(decided.text("declaredBy")).isEqualTo("ORCHESTRATOR");
        assertThat(decided.text("task")).isEqualTo("answer ticket 7");
    }

    private static String denied(Connection connection) {
        try {
            return "permitted: " + Agents.read(connection, CUSTOMER);
        } catch (java.sql.SQLException denied) {
            return String.valueOf(denied.getMessage());
        }
    }

    @Test
    void aStatementIsForOneWorkloadAndForThisGateway() throws Exception {
        assertThat(open("thief", "orchestrator_token", statement("agent")).error())
                .contains("another workload");
        String elsewhere = desk.token("system:serviceaccount:support:agent")
                .audience("https://other.example")
                .claim("purpose", "resolve-ticket")
                .sign();
        assertThat(open("agent", "orchestrator_token", elsewhere).error()).contains("orchestrator_token: ");
        assertThat(open("agent", "orchestrator_token", proof("agent")).error()).contains("orchestrator_token: ");
    }

    @Test
    void turnsAreDeclaredOrAttested() throws Exception {
        Endpoint endpoint = Endpointed.of(stage);
        String token =
                open("speaker", "orchestrator_token", statement("speaker")).token();
        String task = Endpoint.claims(token).path("grant").asText();
        String turns = "{\"turns\":[{\"role\":\"user\",\"text\":\"please\"}]}";
        Endpoint.Got declared = endpoint.context(task, token, "application/json", turns);
        assertThat(declared.json().path("tier").asText()).isEqualTo("DECLARED");
        String signed = desk.token("speaker")
                .audience(Endpointed.ISSUER)
                .claim("session", task)
                .claim("turns", List.of(Map.of("role", "user", "text", "answer ticket 7", "source", "ticket 7")))
                .sign();
        Endpoint.Got attested = endpoint.context(task, token, "application/jose", signed);
        assertThat(attested.json().path("tier").asText())
                .as("%s", attested.json())
                .isEqualTo("ATTESTED");
        assertThat(attested.json().path("turns").asInt()).isEqualTo(2);
        TrailRecord added = stage.records(EventKind.CONTEXT_ADDED).getLast();
        assertThat(added.text("by")).isEqualTo("desk");
        assertThat(added.json().toString()).doesNotContain("answer ticket 7");
        assertThat(endpoint.context(task, "nonsense", "application/json", turns).status())
                .isEqualTo(401);
        assertThat(endpoint.context("t0", token, "application/json", turns).status())
                .isEqualTo(403);
        assertThat(endpoint.context(task, token, "text/plain", turns).status()).isEqualTo(415);
        assertThat(added.at()).isBefore(Instant.MAX);
    }
}
