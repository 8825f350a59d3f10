package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.TrailRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a platform's proof to a session token, from there to rows, and back (R5, R17, R18): against a
/// real PostgreSQL, with real TLS.
class SessionTokensTest {

    private static final String CUSTOMER = "SELECT name FROM customers WHERE id = ?";

    @TempDir
    private static Path folder;

    private static E2eStage stage;

    @BeforeAll
    static void play() throws Exception {
        stage = E2eStage.set(folder, Crm.RESOLVE_TICKET);
        stage.configure(Crm.RESOLVE_TICKET, Endpointed::with);
        stage.start();
    }

    @AfterAll
    static void close() throws Exception {
        stage.close();
    }

    private static Endpoint endpoint() throws Exception {
        return Endpointed.of(stage);
    }

    private static String proof(String name) {
        return stage.identity("system:serviceaccount:support:" + name).sign();
    }

    private static String open(String name) throws Exception {
        return endpoint()
                .open(proof(name), Endpoint.task("\"task\":\"ticket 7\",\"targets\":[\"crm\"]"))
                .token();
    }

    @Test
    void aProofBecomesATokenAndTheTokenRows() throws Exception {
        Endpoint.Got got = endpoint()
                .open(
                        proof("reader"),
                        Endpoint.task(
                                "\"purpose\":\"resolve-ticket\",\"task\":\"answer ticket 7\",\"targets\":[\"crm\"]"));
        assertThat(got.status()).as(got.error()).isEqualTo(200);
        assertThat(got.header("cache-control")).isEqualTo("no-store");
        assertThat(got.json().path("token_type").asText()).isEqualTo("Bearer");
        assertThat(got.json().path("issued_token_type").asText()).isEqualTo(Endpoint.SESSION);
        assertThat(got.json().path("expires_in").asLong()).isBetween(1L, 300L);
        JsonNode granted = got.json().path("authorization_details").path(0);
        assertThat(granted.path("purpose").asText()).isEqualTo("resolve-ticket");
        JsonNode claims = Endpoint.claims(got.token());
        assertThat(claims.path("aud").asText()).isEqualTo("crm");
        assertThat(claims.path("sub").asText()).isEqualTo("system:serviceaccount:support:reader");
        assertThat(claims.path("cnf").path("sallyport_address").asText()).isEqualTo("127.0.0.1");
        try (Connection connection = stage.agents().connect(got.token())) {
            assertThat(Agents.read(connection, CUSTOMER, 42)).containsExactly("Customer 42");
        }
        TrailRecord decided = stage.records(EventKind.DECIDED).getLast();
        assertThat(decided.text("tree")).isEqualTo(claims.path("txn").asText());
        assertThat(decided.text("task")).isEqualTo("answer ticket 7");
        TrailRecord opened = stage.records(EventKind.TASK_OPENED).getLast();
        assertThat(opened.text("intent"))
                .isEqualTo(claims.path("intent").asText())
                .hasSize(64);
    }

    /// R18: within a second, on the wire; the ancestor's token ends the descendants' sessions.
    @Test
    void aRevokedParentEndsItsDescendants() throws Exception {
        String parent = open("parent");
        String child = endpoint().delegate(parent, proof("child"), "").token();
        String grandchild = endpoint().delegate(child, proof("grandchild"), "").token();
        String other = open("bystander");
        try (Connection deepest = stage.agents().connect(grandchild);
                Connection bystander = stage.agents().connect(other)) {
            assertThat(Agents.read(deepest, CUSTOMER, 3)).containsExactly("Customer 3");
            TrailRecord decided = stage.records(EventKind.DECIDED).getLast();
            assertThat(texts(decided.json().path("actors")))
                    .containsExactly(
                            "support-pods:system:serviceaccount:support:child",
                            "support-pods:system:serviceaccount:support:parent");
            long revoked = System.nanoTime();
            assertThat(endpoint().post("/oauth2/revoke", "token", parent).status())
                    .isEqualTo(200);
            Await.until("the descendant's connection is gone", () -> gone(deepest));
            assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(1));
            assertThat(Agents.read(bystander, CUSTOMER, 3)).containsExactly("Customer 3");
        }
        for (String token : List.of(parent, child, grandchild)) {
            assertThatThrownBy(() -> stage.agents().connect(token)).hasMessageContaining("its token was revoked");
            assertThat(endpoint().renew(token).error()).contains("its token was revoked");
        }
        assertThat(stage.records(EventKind.TASK_ENDED).getLast().text("reason")).isEqualTo("its token was revoked");
    }

    private static boolean gone(Connection connection) {
        try {
            return !connection.isValid(5);
        } catch (SQLException e) {
            return true;
        }
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /// A child ends alone; its parent and its siblings stay.
    @Test
    void aRevokedChildEndsItsOwnSubtreeOnly() throws Exception {
        String parent = open("family");
        String first = endpoint().delegate(parent, proof("first"), "").token();
        String second = endpoint().delegate(parent, proof("second"), "").token();
        assertThat(endpoint().post("/oauth2/revoke", "token", first).status()).isEqualTo(200);
        assertThatThrownBy(() -> stage.agents().connect(first)).hasMessageContaining("revoked");
        stage.agents().connect(second).close();
        stage.agents().connect(parent).close();
    }

    /// R5: ten children do not have ten times the budget of ten customers per session.
    @Test
    void allChildrenTogetherHaveTheBudgetOfOne() throws Exception {
        String parent = open("spender");
        int read = 0;
        for (int child = 0; child < 10; child++) {
            String token =
                    endpoint().delegate(parent, proof("spender-" + child), "").token();
            try (Connection connection = stage.agents().connect(token)) {
                for (int id = 1; id <= 3; id++) read += tried(connection, child * 10 + id);
            }
        }
        assertThat(read).isEqualTo(10);
    }

    private static int tried(Connection connection, int id) {
        try {
            return Agents.read(connection, CUSTOMER, id).size();
        } catch (SQLException denied) {
            assertThat(denied.getMessage()).contains("only 10 records");
            return 0;
        }
    }

    /// A task's own limit holds for everything below it.
    @Test
    void aNarrowerTaskIsHeldToItsOwnLimit() throws Exception {
        String parent = open("careful");
        String child = endpoint()
                .delegate(parent, proof("narrow"), Endpoint.task("\"limits\":{\"perTask\":2}"))
                .token();
        try (Connection connection = stage.agents().connect(child)) {
            for (int id = 1; id <= 2; id++)
                assertThat(Agents.read(connection, CUSTOMER, id)).hasSize(1);
            assertThatThrownBy(() -> Agents.read(connection, CUSTOMER, 3))
                    .hasMessageContaining("sallyport_task.limits.perTask");
        }
        try (Connection connection = stage.agents().connect(parent)) {
            assertThat(Agents.read(connection, CUSTOMER, 3)).hasSize(1);
        }
    }

    /// The embedded store and the trail: tokens and what was used outlive the process.
    @Test
    void tasksAndTheirBudgetsOutliveARestart() throws Exception {
        String parent = open("survivor");
        String child = endpoint().delegate(parent, proof("heir"), "").token();
        try (Connection connection = stage.agents().connect(parent)) {
            for (int id = 1; id <= 6; id++)
                assertThat(Agents.read(connection, CUSTOMER, id)).hasSize(1);
        }
        String revoked = endpoint().delegate(parent, proof("disowned"), "").token();
        endpoint().post("/oauth2/revoke", "token", revoked);
        stage.stop();
        stage.start();
        assertThatThrownBy(() -> stage.agents().connect(revoked)).hasMessageContaining("revoked");
        try (Connection connection = stage.agents().connect(child)) {
            for (int id = 11; id <= 14; id++)
                assertThat(Agents.read(connection, CUSTOMER, id)).hasSize(1);
            assertThatThrownBy(() -> Agents.read(connection, CUSTOMER, 15)).hasMessageContaining("only 10 records");
        }
    }

    @Test
    void whatIsNotUnderstoodIsRefusedAndChangesNothing() throws Exception {
        Endpoint endpoint = endpoint();
        assertThat(endpoint.open(proof("x"), Endpoint.task("\"targets\":[\"crm\"],\"role\":\"admin\""))
                        .error())
                .startsWith("invalid_authorization_details: a member is not one of");
        assertThat(endpoint.open(proof("x"), Endpoint.task("\"targets\":[\"payroll\"]"))
                        .error())
                .startsWith("invalid_target: no such target is configured");
        assertThat(endpoint.open(proof("x"), Endpoint.task("")).error())
                .startsWith("invalid_authorization_details: targets");
        assertThat(endpoint.open("nonsense", Endpoint.task("\"targets\":[\"crm\"]"))
                        .error())
                .startsWith("invalid_request: ");
        assertThat(endpoint.post("/oauth2/token", "grant_type", "password").error())
                .startsWith("unsupported_grant_type: ");
        assertThat(endpoint.get("/oauth2/token").status()).isEqualTo(405);
        assertThat(stage.records(EventKind.REFUSED)).isNotEmpty();
    }

    /// R17: bound to its address and to its target, and used up.
    @Test
    void aTokenIsNoUseElsewhere() throws Exception {
        String token = open("bound");
        assertThat(token.split("\\.")).hasSize(3);
        String tampered = token.substring(0, token.length() - 8) + "AAAAAAAA";
        assertThatThrownBy(() -> stage.agents().connect(tampered)).hasMessageContaining("not signed by a key");
        assertThatThrownBy(() -> stage.agents().connect(token, Map.of("user", "other")))
                .isInstanceOf(SQLException.class);
    }

    @Test
    void anybodyFindsTheKeysAndOnlyTheFamilyLooksIntoTokens() throws Exception {
        Endpoint endpoint = endpoint();
        JsonNode server =
                endpoint.get("/.well-known/oauth-authorization-server").json();
        assertThat(server.path("token_endpoint").asText()).isEqualTo(Endpointed.ISSUER + "/oauth2/token");
        JsonNode keys = endpoint.get("/oauth2/jwks").json().path("keys");
        assertThat(keys).hasSize(1);
        assertThat(keys.path(0).has("d")).isFalse();
        assertThat(endpoint.get("/.well-known/oauth-protected-resource/crm")
                        .json()
                        .path("authorization_servers"))
                .hasSize(1);
        assertThat(endpoint.get("/.well-known/oauth-protected-resource/none").status())
                .isEqualTo(404);
        String token = open("looked-into");
        assertThat(endpoint.introspect(token, token).json().path("active").asBoolean())
                .isTrue();
        assertThat(endpoint.introspect(token, open("stranger"))
                        .json()
                        .path("active")
                        .asBoolean())
                .isFalse();
        assertThat(endpoint.introspect(token, "nonsense").status()).isEqualTo(401);
    }

    /// As at a listener: every refusal stands in the trail under the id that its answer has, and no token does.
    @Test
    void whoIsTurnedAwayAtTheEndpointStandsInTheTrail() throws Exception {
        Endpoint endpoint = endpoint();
        String token = open("observed");
        String over = open("over");
        assertThat(endpoint.post("/oauth2/revoke", "token", over).status()).isEqualTo(200);
        String grant = Endpoint.claims(open("elsewhere")).path("grant").asText();
        String turns = "{\"turns\":[]}";
        recorded(endpoint.introspect(token, "nonsense"), 401, "UNSUPPORTED", "introspectToken");
        recorded(endpoint.introspect(token, over), 401, "REVOKED", "its token was revoked");
        recorded(endpoint.post("/oauth2/introspect", "token", ""), 400, "PROTOCOL", "token: send it once");
        recorded(endpoint.post("/oauth2/revoke", "no", "token"), 400, "PROTOCOL", "revokeToken");
        recorded(endpoint.post("/oauth2/token", "grant_type", "password"), 400, "UNSUPPORTED", "grant_type");
        recorded(
                endpoint.with("Content-Type", "text/plain").post("/oauth2/token", "grant_type", Endpoint.EXCHANGE),
                415,
                "PROTOCOL",
                "exchangeToken: send the body as");
        recorded(endpoint.context(grant, "nonsense", "application/json", turns), 401, "UNSUPPORTED", "addContext");
        recorded(endpoint.context(grant, token, "application/json", turns), 403, "NOT_BOUND", "of another task");
        assertThat(stage.records(EventKind.REFUSED).toString()).doesNotContain(token, over);
    }

    private static void recorded(Endpoint.Got got, int status, String reason, String detail) throws Exception {
        assertThat(got.status()).as(got.error()).isEqualTo(status);
        Endpointed.recorded(stage, got, "127.0.0.1:", reason, detail);
    }
}
