package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.GrammarSettings;
import dev.sallyport.grammar.http.GrammarSettings.Protocols;
import dev.sallyport.http.target.CredentialSettings.Header;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a request uses up does not depend on how its answer looks, and no spelling of a field gets past the gateway.
@Timeout(60)
@org.jspecify.annotations.NullUnmarked
class UndertakenTest {

    private static final String JSON = "application/json";

    private ApiServer server;
    private ApiStage stage;

    @BeforeEach
    void start() throws IOException {
        server = new ApiServer();
        stage = new ApiStage(server.port(), new Header("x-key", "", Secret.of("sk-live-0123456789")));
    }

    @AfterEach
    void stop() {
        assertThat(stage.gate.faults()).isEmpty();
        assertThat(stage.gate.outstanding()).isZero();
        stage.close();
        server.close();
    }

    private HttpResponse<String> create(String path) throws Exception {
        return stage.send("POST", path, "{\"a\":1}", "Content-Type", JSON);
    }

    private Outcome outcome() {
        stage.gate.await("the outcome", () -> !stage.gate.outcomes().isEmpty());
        return stage.gate.outcomes().getLast();
    }

    /// R5: an API that answers with a redirect or with nothing, as most do, made a record all the same.
    @ParameterizedTest
    @ValueSource(strings = {"/moved", "/nothing", "/moved?x=limit!1", "/nothing?x=limit!1"})
    void whatWasMadeIsUsedUp(String path) throws Exception {
        assertThat(create(path).statusCode()).isLessThan(400);
        assertThat(outcome().records()).isEqualTo(1);
    }

    @Test
    void whatIsReadIsWhatCameBack() throws Exception {
        assertThat(stage.get("/nothing").statusCode()).isEqualTo(204);
        assertThat(outcome().records()).isZero();
    }

    /// R5: it was made although the agent gets no answer, which says so: asking again would make another one.
    @Test
    void anAnswerThatIsKeptBackUsesUpWhatWasMade() throws Exception {
        HttpResponse<String> answer = create("/list?x=limit!1");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("the request was carried out, but the answer holds more than 1", "\"requestId\":\"q-1\"");
        assertThat(outcome().ending()).isEqualTo(Ending.CUT);
        assertThat(outcome().records()).isEqualTo(1);
    }

    /// R7: whoever may change a name, or delete, does not get to see what reading would hide.
    @ParameterizedTest
    @ValueSource(strings = {"PATCH", "PUT", "POST", "DELETE"})
    void theRecordThatWasWrittenShowsNothingSensitive(String method) throws Exception {
        String body = method.equals("DELETE") ? "" : "{\"name\":\"Ada\"}";
        try (ApiStage guarded = guarded()) {
            HttpResponse<String> answer =
                    guarded.send(method, "/v1/customers/7", body, "Content-Type", "application/json");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("Ada", "\"ssn\":\"***\"").doesNotContain("1120");
            assertThat(guarded.send("DELETE", "/text", "").body())
                    .as("of no such resource")
                    .contains("two");
        }
    }

    /// What it wrote itself, and was permitted to write, it knows.
    @Test
    void whatTheRequestWroteItselfMayComeBack() throws Exception {
        try (ApiStage guarded = guarded()) {
            String body = "{\"ssn\":\"078-05-1120\"}";
            assertThat(guarded.send("PATCH", "/v1/customers/7", body, "Content-Type", "application/json")
                            .body())
                    .contains("078-05-1120");
        }
    }

    /// R7: a query of GraphQL chooses the names under which properties come back.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{customers(id:7,x:\\\"mask!secret\\\"){name ssn:secret}}",
                "{customers(id:7,x:\\\"mask!secret\\\"){name ...f}} fragment f on C {ssn:secret}",
                "{c:customers(id:7,x:\\\"mask!secret\\\"){name ... on C {...f}}} fragment f on C {ssn:secret}",
            })
    void whatIsMaskedIsMaskedUnderAnotherNameToo(String query) throws Exception {
        try (ApiStage guarded = guarded()) {
            String body = "{\"query\":\"" + query + "\"}";
            assertThat(guarded.send("POST", "/v1/customers/70", body, "Content-Type", "application/json")
                            .body())
                    .contains("Ada", "\"ssn\":\"***\"")
                    .doesNotContain("1120");
        }
    }

    /// R7: what comes along was not asked for by itself, so nothing allows it.
    @Test
    void whatComesAlongIsMasked() throws Exception {
        try (ApiStage guarded = guarded()) {
            assertThat(guarded.get("/v1/orders?include=customer").body())
                    .contains("\"ssn\":\"***\"")
                    .doesNotContain("\"ssn\":\"1\"");
            assertThat(guarded.get("/v1/orders?populate[0]=customer").body()).doesNotContain("\"ssn\":\"1\"");
            assertThat(guarded.get("/v1/orders").body()).contains("\"ssn\":\"1\"");
        }
    }

    private ApiStage guarded() throws IOException {
        GrammarSettings plain = GrammarSettings.of("api");
        Set<String> ssn = Set.of("ssn");
        GrammarSettings grammar = new GrammarSettings(
                plain.target(),
                plain.addressPath(),
                plain.description(),
                plain.routes(),
                plain.outward(),
                new Protocols("/v1/customers/70", false, false, Map.of()),
                plain.override(),
                plain.rules(),
                plain.bodies(),
                plain.statement(),
                plain.arguments(),
                Map.of("customers", ssn, "v1/customers", ssn),
                true);
        return new ApiStage(server.port(), new Header("x-key", "", Secret.of("sk-live-0123456789")), grammar);
    }

    @Test
    void theRecordThatWasMadeMayHaveAListInIt() throws Exception {
        assertThat(create("/v1/customers?x=limit!1").statusCode()).isEqualTo(200);
        assertThat(outcome().records()).isEqualTo(1);
    }

    /// A piece of a list, chosen with `Range`, holds many records and looks like one.
    @Test
    void aPartDoesNotPassALimit() throws Exception {
        assertThat(stage.get("/part").statusCode()).isEqualTo(206);
        HttpResponse<String> answer = stage.get("/part?x=limit!2");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("ask without `Range`", "\"requestId\":\"q-2\"");
    }

    /// RFC 3875: many servers read `_` in a name as `-`, and some whatever is no letter. What is unknown is denied
    /// (R11).
    @ParameterizedTest
    @ValueSource(
            strings = {
                "X_HTTP_Method_Override",
                "X-HTTP_Method-Override",
                "X.HTTP.Method.Override",
                "X_HTTP-Method.Override",
                "X_Original_URL"
            })
    void anotherMethodIsSeenInEverySpelling(String name) throws Exception {
        stage.send("GET", "/v1/customers/7", "", name, "DELETE");
        assertThat(stage.gate.actions().getFirst().operations().getFirst().verb())
                .isEqualTo(Verb.UNKNOWN);
    }

    @Test
    void theAgentsCredentialIsDroppedInEverySpelling() throws Exception {
        String sent = stage.send(
                        "GET", "/fields", "", "X_Key", "mine", "X.Key", "mine", "X_Forwarded_For", "1", "X_Other", "1")
                .body();
        assertThat(sent).containsIgnoringCase("x_other").containsIgnoringCase("x-key");
        assertThat(sent)
                .doesNotContainIgnoringCase("x_key")
                .doesNotContainIgnoringCase("x.key")
                .doesNotContainIgnoringCase("x_forwarded_for");
    }
}
