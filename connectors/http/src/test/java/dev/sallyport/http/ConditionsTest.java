package dev.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.grammar.http.GrammarSettings;
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

/// "Is it still this one?": with a digest of a guessed value, the answer's status tells what a mask hides.
@Timeout(60)
@org.jspecify.annotations.NullUnmarked
class ConditionsTest {

    private static final String JSON = "application/json";

    private ApiServer server;
    private ApiStage stage;

    @BeforeEach
    void start() throws IOException {
        server = new ApiServer();
        stage = new ApiStage(server.port(), new Header("x-key", "", Secret.of("sk-live-0123456789")), grammar());
    }

    @AfterEach
    void stop() {
        assertThat(stage.gate.faults()).isEmpty();
        assertThat(stage.gate.outstanding()).isZero();
        stage.close();
        server.close();
    }

    private static GrammarSettings grammar() {
        GrammarSettings plain = GrammarSettings.of("api");
        return new GrammarSettings(
                plain.target(),
                plain.addressPath(),
                plain.description(),
                plain.routes(),
                plain.outward(),
                plain.protocols(),
                plain.override(),
                plain.rules(),
                plain.bodies(),
                plain.statement(),
                plain.arguments(),
                Map.of("v1/customers", Set.of("ssn")),
                true);
    }

    private String asked() {
        return server.asked().getLast().fields().toLowerCase(java.util.Locale.ROOT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If-None-Match",
                "If-Match",
                "If-Range",
                "If-Modified-Since",
                "If-Unmodified-Since",
                "Range",
                "Want-Digest",
                "Want-Content-Digest",
                "Want-Repr-Digest",
                "If_None_Match"
            })
    void aMaskedReadAsksUnconditionally(String name) throws Exception {
        assertThat(stage.send("GET", "/v1/customers/7?x=mask!ssn", "", name, "\"guess\"")
                        .body())
                .contains("\"ssn\":\"***\"");
        assertThat(asked()).doesNotContain(name.toLowerCase(java.util.Locale.ROOT));
        stage.send("GET", "/v1/customers/7?x=limit!2", "", name, "\"guess\"");
        assertThat(asked()).contains(name.toLowerCase(java.util.Locale.ROOT));
    }

    /// Without its condition, a write would overwrite what somebody else wrote meanwhile.
    @ParameterizedTest
    @ValueSource(strings = {"If-Match", "If-None-Match", "If-Unmodified-Since", "If_Match"})
    void aGuardedWriteOfARecordWithHiddenPropertiesIsNotSent(String name) throws Exception {
        for (String body : new String[] {"{\"name\":\"Ada\"}", "{\"ssn\":\"1\"}"}) {
            HttpResponse<String> answer =
                    stage.send("PATCH", "/v1/customers/7", body, "Content-Type", JSON, name, "\"guess\"");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body())
                    .contains("tells them to whoever guesses", "\"rule\":\"script.sensitive\"", "requestId");
        }
        assertThat(server.asked()).isEmpty();
        stage.gate.await("the outcome", () -> stage.gate.outcomes().size() == 2);
        Outcome outcome = stage.gate.outcomes().getLast();
        assertThat(outcome.ending()).isEqualTo(Ending.CUT);
        assertThat(outcome.records()).isZero();
    }

    @Test
    void whetherThereIsOneAtAllMayBeACondition() throws Exception {
        assertThat(stage.send("PUT", "/v1/customers/7", "{\"name\":\"Ada\"}", "Content-Type", JSON, "If-Match", "*")
                        .statusCode())
                .isEqualTo(200);
        assertThat(asked()).contains("if-match");
    }

    @Test
    void aWriteOfWhatHidesNothingKeepsItsConditions() throws Exception {
        assertThat(stage.send("PATCH", "/v1/notes/7", "{\"name\":\"Ada\"}", "Content-Type", JSON, "If-Match", "\"a\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(asked()).contains("if-match");
        assertThat(stage.send("PATCH", "/v1/notes/7?x=mask!a", "{\"b\":1}", "Content-Type", JSON, "If-Match", "\"a\"")
                        .body())
                .contains("\"rule\":\"script.mask\"");
    }
}
