package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.target.Verb;
import dev.sallyport.http.target.CredentialSettings;
import dev.sallyport.http.target.CredentialSettings.Basic;
import dev.sallyport.http.target.CredentialSettings.Header;
import dev.sallyport.http.target.CredentialSettings.Query;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One HTTP target: what its requests are proposed as, what reaches it, what comes back.
@Timeout(60)
@org.jspecify.annotations.NullUnmarked
class HttpApiTest {

    private static final String SECRET = "sk-live-0123456789";

    private ApiServer server;
    private ApiStage stage;

    @BeforeEach
    void start() throws IOException {
        server = new ApiServer();
        with(new Header("authorization", "Bearer ", Secret.of(SECRET)));
    }

    private void with(CredentialSettings credential) throws IOException {
        if (stage != null) stage.close();
        stage = new ApiStage(server.port(), credential);
    }

    @AfterEach
    void stop() {
        assertThat(stage.gate.faults()).isEmpty();
        assertThat(stage.gate.outstanding()).isZero();
        stage.close();
        server.close();
    }

    private Outcome outcome() {
        stage.gate.await("the outcome", () -> !stage.gate.outcomes().isEmpty());
        return stage.gate.outcomes().getLast();
    }

    @Test
    void oneCustomerIsAKeyedReadOfOneRecord() throws Exception {
        assertThat(stage.get("/v1/customers/7").body()).contains("Ada");
        Action action = stage.gate.actions().getFirst();
        assertThat(action.statement()).startsWith("GET /v1/customers/7");
        assertThat(action.operations()).singleElement().satisfies(operation -> {
            assertThat(operation.verb()).isEqualTo(Verb.READ);
            assertThat(operation.resource().target()).isEqualTo("api");
            assertThat(operation.scope()).isInstanceOf(Scope.Keyed.class);
        });
        assertThat(outcome().records()).isEqualTo(1);
        assertThat(outcome().ending()).isEqualTo(Ending.SUCCEEDED);
    }

    @Test
    void aListCountsItsItems() throws Exception {
        assertThat(stage.get("/v1/customers").statusCode()).isEqualTo(200);
        assertThat(outcome().records()).isEqualTo(3);
    }

    @Test
    void aListBeyondItsLimitDoesNotLeaveAtAll() throws Exception {
        assertThat(stage.get("/v1/customers?x=limit!3").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = stage.get("/v1/customers?x=limit!2");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(answer.body())
                .contains("\"rule\":\"script.atMost\"", "more than 2 records")
                .doesNotContain("ssn");
        assertThat(outcome().ending()).isEqualTo(Ending.CUT);
    }

    /// As a GraphQL batch of one request answers.
    @Test
    void aListInAListIsCountedAsTheLonger() throws Exception {
        assertThat(stage.get("/wrapped?x=limit!2").statusCode()).isEqualTo(403);
        assertThat(stage.get("/wrapped?x=limit!3").statusCode()).isEqualTo(200);
        assertThat(stage.get("/wrapped").statusCode()).isEqualTo(200);
        assertThat(outcome().records()).isEqualTo(3);
    }

    /// A key of what they belong to names no single one of them, however they are wrapped.
    @Test
    void aListBelowAKeyIsCountedAsAList() throws Exception {
        assertThat(stage.get("/v1/customers/7/tickets?x=limit!3").statusCode()).isEqualTo(200);
        assertThat(outcome().records()).isEqualTo(3);
        assertThat(stage.get("/v1/customers/7/tickets?x=limit!2").statusCode()).isEqualTo(403);
        assertThat(stage.get("/v1/customers/7?include=tags&x=limit!2").statusCode())
                .isEqualTo(403);
        assertThat(stage.get("/v1/customers/7?x=limit!1").statusCode()).isEqualTo(200);
    }

    @Test
    void whatCannotBeCountedDoesNotPassALimit() throws Exception {
        assertThat(stage.get("/text").statusCode()).isEqualTo(200);
        assertThat(stage.get("/text?x=limit!2").body()).contains("nobody can tell how many records");
    }

    @Test
    void aDenialIsAProblemDocument() throws Exception {
        HttpResponse<String> answer = stage.send("DELETE", "/v1/customers/7?x=deny!", "");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"rule\":\"script.deny\"", "\"requestId\":\"q-1\"", "denied: ");
        assertThat(server.asked()).isEmpty();
        assertThat(stage.gate.actions().getFirst().operations().getFirst().verb())
                .isEqualTo(Verb.DELETE);
    }

    @Test
    void aBodyIsJudgedAndPassedByteForByte() throws Exception {
        String body = "{ \"name\" : \"Ada\",\n\"age\": 36 }";
        stage.send("POST", "/v1/customers", body, "Content-Type", "application/json");
        assertThat(server.asked().getFirst().body()).isEqualTo(body);
        assertThat(stage.gate.actions().getFirst().arguments())
                .extracting(Action.Argument::value)
                .contains("Ada", "36");
    }

    @Test
    void aLargeBodyIsReadBesideTheLoopAndNothingOfItIsSentMeanwhile_R10() throws Exception {
        stage.get("/v1/customers/7"); // so that it is admitted below
        String body = "{\"name\":\"" + "Ada ".repeat(50_000) + "\"}";
        stage.blocking.hold();
        CompletableFuture<HttpResponse<String>> large = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                large.complete(stage.send("POST", "/v1/customers", body, "Content-Type", "application/json"));
            } catch (IOException | InterruptedException e) {
                large.completeExceptionally(e);
            }
        });
        stage.gate.await("the body", () -> stage.blocking.waiting() == 1);
        for (int i = 0; i < 6; i++)
            assertThat(stage.get("/v1/customers/" + i + "?x=deny!").statusCode())
                    .isEqualTo(403);
        assertThat(server.asked()).hasSize(1);
        stage.blocking.release();
        assertThat(large.get(20, TimeUnit.SECONDS).statusCode()).isLessThan(300);
        assertThat(server.asked().getLast().body()).isEqualTo(body);
    }

    /// R2: what it answered has a source, and the request in which it came.
    @Test
    void whatItAnswersIsHeardWhereSomebodyListens() throws Exception {
        stage.get("/v1/customers/7");
        assertThat(stage.gate.heard()).isEmpty();
        stage.gate.hears(true);
        stage.get("/v1/customers/8");
        stage.gate.await("the answer", () -> !stage.gate.heard().isEmpty());
        assertThat(stage.gate.heard())
                .containsExactly("observed: tool {\"id\":7,\"name\":\"Ada\",\"ssn\":\"078-05-1120\","
                        + "\"tags\":[{},{},{}]} (api/v1/customers, q-2)");
    }

    @Test
    void onlyTheBeginningsOfTextsAreHeardAndNoSecrets() throws Exception {
        stage.gate.hears(true);
        stage.get("/picture");
        assertThat(stage.get("/long").body()).hasSize(10_023);
        stage.gate.await("the answer", () -> !stage.gate.heard().isEmpty());
        // half of a character does not count
        assertThat(stage.gate.heard()).containsExactly("observed: tool " + "x".repeat(1023) + " (api/long, q-2)");
        stage.get("/echo");
        stage.gate.await("the echo", () -> stage.gate.heard().size() == 2);
        assertThat(stage.gate.heard().getLast()).doesNotContain(SECRET).contains("you said Bearer ***");
    }

    /// What was held back because it was too much was not heard by the agent, and is not told.
    @Test
    void whatDoesNotReachTheAgentIsNotHeard() throws Exception {
        stage.gate.hears(true);
        assertThat(stage.get("/v1/customers?x=limit!2").statusCode()).isEqualTo(403);
        stage.send("DELETE", "/v1/customers/7?x=deny!", "");
        stage.get("/text?x=limit!9&y=1");
        stage.get("/v1/customers/9");
        stage.gate.await("the last answer", () -> !stage.gate.heard().isEmpty());
        assertThat(stage.gate.heard()).singleElement().asString().contains("api/v1/customers, q-4");
    }

    @Test
    void theCredentialTakesTheProofsPlace() throws Exception {
        stage.get("/v1/customers/7");
        assertThat(server.asked().getFirst().authorization()).isEqualTo("Bearer " + SECRET);
        with(new Header("x-key", "", Secret.of(SECRET)));
        stage.send("GET", "/v1/customers/7", "", "X-Key", "of the agent");
        assertThat(server.asked().get(1).key()).isEqualTo(SECRET);
        assertThat(server.asked().get(1).authorization()).isEmpty();
        with(new Basic("me", Secret.of(SECRET)));
        stage.get("/v1/customers/7");
        assertThat(server.asked().get(2).authorization()).isEqualTo("Basic bWU6c2stbGl2ZS0wMTIzNDU2Nzg5");
        with(new Query("api_key", Secret.of("a secret & more")));
        stage.get("/v1/customers/7?api_key=mine&x=y");
        assertThat(server.asked().get(3).uri()).isEqualTo("/v1/customers/7?x=y&api_key=a+secret+%26+more");
    }

    @Test
    void anEchoedCredentialIsScrubbed() throws Exception {
        assertThat(stage.get("/echo").body()).isEqualTo("you said Bearer " + "*".repeat(SECRET.length()));
        with(new Basic("me", Secret.of(SECRET)));
        assertThat(stage.get("/echo").body()).isEqualTo("you said Basic " + "*".repeat(28));
    }

    /// SSRF: a redirect is the agent's to follow, by a request of its own.
    /// Whoever has the cookie of a session that a credential opened needs no credential.
    @Test
    void aSessionThatTheTargetBeginsStaysBehindTheGateway() throws Exception {
        assertThat(stage.get("/session").headers().map()).doesNotContainKeys("set-cookie", "set-cookie2");
        assertThat(stage.get("/session?x=limit!3").headers().map()).doesNotContainKeys("set-cookie", "set-cookie2");
        assertThat(stage.send("GET", "/fields", "", "Cookie", "SESSION=mine").body())
                .doesNotContainIgnoringCase("cookie");
    }

    @Test
    void cookiesPassWhereTheyMay() throws Exception {
        stage.close();
        stage = ApiStage.withCookies(server.port(), new Header("authorization", "Bearer ", Secret.of(SECRET)));
        assertThat(stage.get("/session").headers().allValues("set-cookie"))
                .containsExactly("SESSION=its-own; HttpOnly");
        assertThat(stage.send("GET", "/fields", "", "Cookie", "SESSION=mine").body())
                .containsIgnoringCase("cookie");
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        HttpResponse<String> answer = stage.get("/moved");
        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("location")).hasValue("http://169.254.169.254/latest/meta-data");
        assertThat(server.asked()).hasSize(1);
    }

    /// By path, the gateway stands at `/NAME`: what the target says of its own places leads there, whoever follows.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/customers/51            | /api/v1/customers/51",
                "ORIGIN/v1/customers/51?a=b  | /api/v1/customers/51?a=b",
                "ORIGIN                      | /api/",
                "51                          | 51",
                "?page=2                     | ?page=2",
                "//other.example/v1          | //other.example/v1",
                "https://other.example/v1    | https://other.example/v1",
                "ORIGIN.other.example/v1     | ORIGIN.other.example/v1",
            })
    void whereTheTargetPointsToItselfIsBehindTheGateway(String said, String told) throws Exception {
        String origin = "http://localhost:" + server.port();
        HttpResponse<String> answer =
                stage.get("/pointing?to=" + URLEncoder.encode(said.replace("ORIGIN", origin), StandardCharsets.UTF_8));
        String expected = told.replace("ORIGIN", origin);
        assertThat(answer.headers().firstValue("location")).hasValue(expected);
        assertThat(answer.headers().firstValue("content-location")).hasValue(expected);
        assertThat(answer.headers().firstValue("link"))
                .hasValue("<" + expected + ">; rel=\"next\", <https://other.example/>; rel=\"a\"");
    }

    @Test
    void aBodyTooLongToBeJudgedIsRefused() throws Exception {
        assertThat(stage.send("POST", "/v1/customers", "x".repeat((1 << 20) + 1))
                        .statusCode())
                .isEqualTo(413);
        assertThat(server.asked()).isEmpty();
    }

    /// What cannot be read in one way goes nowhere, even though this gate permits everything.
    @Test
    void anUnclearPathIsUnknownAndNeverSent() throws Exception {
        HttpResponse<String> answer = stage.get("/v1/customers/..%2fadmin");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(stage.gate.actions().getFirst().operations().getFirst().verb())
                .isEqualTo(Verb.UNKNOWN);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void gitIsAskedForItsPasswordAndOthersForAToken() throws Exception {
        HttpResponse<String> answer = stage.send("GET", "/x", "", "X-None", "1");
        assertThat(answer.statusCode()).isEqualTo(200);
        try (java.net.http.HttpClient client = java.net.http.HttpClient.newHttpClient()) {
            HttpResponse<String> asked = client.send(
                    java.net.http.HttpRequest.newBuilder(stage.uri("/x")).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(asked.statusCode()).isEqualTo(401);
            assertThat(asked.headers().allValues("www-authenticate"))
                    .containsExactly("Bearer realm=\"sallyport\"", "Basic realm=\"sallyport\", charset=\"UTF-8\"");
        }
    }
}
