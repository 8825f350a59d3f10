package dev.sallyport.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.llm.target.ProviderKey;
import dev.sallyport.testkit.gateway.ScriptedGate;
import dev.sallyport.testkit.model.ChatDialect;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What takes long to read keeps nobody waiting but whoever sent it.
@Timeout(60)
class LargeBodiesTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String WORDS = "Please read ticket 7 and go on. ";

    private final ScriptedGate<ProviderKey> gate =
            new ScriptedGate<>(request -> new ProviderKey(request.session().target(), request.notAfter()));
    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage(gate);
        stage.post("openai", CHAT, body("first", 10)); // so that everybody below is admitted
    }

    @AfterEach
    void close() {
        assertThat(gate.faults()).isEmpty();
        stage.close();
    }

    private static String body(String model, int characters) {
        return "{\"model\":\"" + model + "\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\""
                + WORDS.repeat(characters / WORDS.length() + 1) + "\"}]}";
    }

    private CompletableFuture<HttpResponse<String>> asks(String body) {
        return stage.client()
                .sendAsync(
                        stage.request("openai", CHAT)
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    /// On connections of their own, which all loops share; and with denials, since a new connection to
    /// the provider needs a thread of those that wait.
    private void othersAreServed() {
        List<CompletableFuture<HttpResponse<String>>> others =
                IntStream.range(0, 6).mapToObj(i -> asks(body("deny!" + i, 10))).toList();
        assertThat(others)
                .allSatisfy(other ->
                        assertThat(other.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(403));
    }

    private boolean known(String model) {
        return gate.actions().stream().map(Action::statement).anyMatch(said -> said.contains(model))
                || stage.model.asked().stream().anyMatch(asked -> asked.body().contains(model));
    }

    @Test
    void whileOneIsReadOthersAreServedAndNothingOfItIsJudgedOrSent_R10() throws Exception {
        stage.blocking.hold();
        String body = body("large", 4 << 20);
        CompletableFuture<HttpResponse<String>> large = asks(body);
        gate.await("the body", () -> stage.blocking.waiting() == 1);
        othersAreServed();
        assertThat(known("large")).isFalse();
        stage.blocking.release();
        assertThat(large.get(20, TimeUnit.SECONDS).body()).contains("Hello.");
        assertThat(stage.model.asked().getLast().body()).isEqualTo(body);
        assertThat(gate.heard()).as("its words").anyMatch(said -> said.contains(WORDS.repeat(100_000)));
    }

    @Test
    void itIsJudgedLikeASmallOne() throws Exception {
        String denied = asks(body("deny!", 1 << 20)).get(20, TimeUnit.SECONDS).body();
        assertThat(denied).contains("denied by the gateway");
        String twice = body("large", 1 << 20).replace("\"model\"", "\"model\":\"other\",\"model\"");
        assertThat(asks(twice).get(20, TimeUnit.SECONDS).body()).contains("reads alike");
        assertThat(stage.model.asked()).hasSize(1);
    }

    /// R18
    @Test
    void whenItsSessionEndsMeanwhileItIsNeitherJudgedNorSent() throws Exception {
        stage.blocking.hold();
        CompletableFuture<HttpResponse<String>> large = asks(body("large", 1 << 20));
        gate.await("the body", () -> stage.blocking.waiting() == 1);
        gate.endAll("revoked");
        assertThat(large.get(20, TimeUnit.SECONDS).body()).contains("the session ended: revoked");
        gate.await("the session's end", () -> gate.closed() == 1);
        stage.blocking.release();
        othersAreServed();
        assertThat(known("large")).isFalse();
    }

    @Test
    void soIsALargeAnswer() throws Exception {
        ModelReply said = ModelReply.calls(
                WORDS.repeat(10_000),
                new Call("c1", "read_ticket", "{}"),
                new Call("c2", "deny!", "{\"to\":\"ev@il\"}"));
        stage.model.answers(asked -> {
            if (!asked.body().contains("large")) return ModelReply.words("Hello.");
            stage.blocking.hold();
            return said;
        });
        CompletableFuture<HttpResponse<String>> large = asks(body("large", 10));
        gate.await("the answer", () -> stage.blocking.waiting() == 1);
        othersAreServed();
        assertThat(gate.actions()).noneMatch(action -> action.statement().contains("read_ticket"));
        stage.blocking.release();
        assertThat(large.get(20, TimeUnit.SECONDS).body())
                .contains(WORDS.repeat(10_000), "c1", "`deny!` was denied")
                .doesNotContain("ev@il");
    }

    @Test
    void aLargeAnswerWithoutCallsPassesAsItCame() throws Exception {
        ModelReply said = ModelReply.words(WORDS.repeat(10_000));
        stage.model.answers(said);
        assertThat(asks(body("m", 10)).get(20, TimeUnit.SECONDS).body()).isEqualTo(ChatDialect.whole("m", said));
    }
}
