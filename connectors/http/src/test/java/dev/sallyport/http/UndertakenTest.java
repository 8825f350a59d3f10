package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.target.Verb;
import dev.sallyport.http.target.CredentialSettings.Header;
import java.io.IOException;
import java.net.http.HttpResponse;
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

    /// RFC 3875: many servers read `_` in a name as `-`. What is unknown is denied (R11).
    @ParameterizedTest
    @ValueSource(strings = {"X_HTTP_Method_Override", "X-HTTP_Method-Override", "X_Original_URL"})
    void anotherMethodIsSeenInEverySpelling(String name) throws Exception {
        stage.send("GET", "/v1/customers/7", "", name, "DELETE");
        assertThat(stage.gate.actions().getFirst().operations().getFirst().verb())
                .isEqualTo(Verb.UNKNOWN);
    }

    @Test
    void theAgentsCredentialIsDroppedInEverySpelling() throws Exception {
        String sent = stage.send("GET", "/fields", "", "X_Key", "mine", "X_Forwarded_For", "1", "X_Other", "1")
                .body();
        assertThat(sent).containsIgnoringCase("x_other").containsIgnoringCase("x-key");
        assertThat(sent).doesNotContainIgnoringCase("x_key").doesNotContainIgnoringCase("x_forwarded_for");
    }
}
