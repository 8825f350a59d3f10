package dev.sallyport.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.testkit.model.MessagesDialect;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How exchanges end otherwise than by an answer: cut, broken, refused by the provider; what they cost, and what never
/// leaves.
class EndingTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final String ASK =
            "{\"model\":\"gpt-4o\",\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Read ticket 7\"}]}";
    private static final String ASK_STREAM = ASK.replace("\"max_tokens\"", "\"stream\":true,\"max_tokens\"");
    private static final ModelReply TWO = ModelReply.calls(
            "I look.",
            new Call("c1", "read_ticket", "{\"id\":7}"),
            new Call("c2", "bad_mail", "{\"to\":\"ev@il.example\"}"));

    private Stage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new Stage();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aCutEndsTheStreamInItsOwnWords() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        stage.model.answers(_ -> {
            asked.countDown();
            return ModelReply.words("word ".repeat(20_000));
        });
        HttpResponse<InputStream> answer = stage.client()
                .send(
                        stage.request("openai", CHAT)
                                .POST(HttpRequest.BodyPublishers.ofString(ASK_STREAM))
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        stage.gate.lastLoop.execute(() -> {
            stage.gate.lastModelUse.cut(
                    new Deny("sessions.revoked", "the session was revoked", List.of(new Signal.Operational("x"))));
            go.countDown();
        });
        assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
        String body = new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(body)
                .contains("the session was revoked (rule sessions.revoked)")
                .contains("\"finish_reason\":\"content_filter\"")
                .endsWith("data: [DONE]\n\n");
        assertThat(body.length()).isLessThan(2_000_000);
        assertThat(stage.gate.outcomeOf(0).ending()).isEqualTo(Outcome.Ending.CUT);
    }

    @Test
    void anAnswerThatEndsBeforeItWasCountedIsChargedWhatWasReserved() throws Exception {
        String begun = String.join(
                "",
                MessagesDialect.events("m", ModelReply.words("Hello there.")).subList(0, 4));
        stage.model.streams(begun);
        String ask = "{\"model\":\"m\",\"max_tokens\":500,\"messages\":[],\"stream\":true}";
        assertThat(stage.post("anthropic", "/v1/messages", ask).body()).isEqualTo(begun);
        assertThat(stage.gate.outcomeOf(0).records()).isEqualTo(ask.length() + 500);
    }

    @Test
    void theProvidersErrorsPassAndCostNothing() throws Exception {
        stage.model.fallIll();
        HttpResponse<String> answer = stage.post("openai", CHAT, ASK);
        assertThat(answer.statusCode()).isEqualTo(529);
        assertThat(answer.body()).contains("overloaded");
        assertThat(stage.gate.outcomeOf(0).records()).isZero();
        assertThat(stage.gate.outcomeOf(0).ending()).isEqualTo(Outcome.Ending.FAILED);
    }

    @Test
    void aProviderThatIsAwayIsToldInTheApisWordsAndCostsNothing() throws Exception {
        stage.model.close();
        HttpResponse<String> answer = stage.post("openai", CHAT, ASK);
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("\"type\":\"api_error\"").contains("provider_unreachable");
        assertThat(stage.gate.outcomeOf(0).records()).isZero();
    }

    @Test
    void aStreamThatCannotBeJudgedEndsWithAnErrorAndIsChargedWhatWasReserved() throws Exception {
        stage.model.streams("data: {\"choices\":[],\"choices\":[]}\n\n" + "data: x\n\n".repeat(50_000));
        HttpResponse<String> answer = stage.post("openai", CHAT, ASK_STREAM);
        assertThat(answer.body()).startsWith("data: {\"error\":{\"message\":\"the provider's answer cannot be judged");
        assertThat(answer.body().length()).isLessThan(500);
        assertThat(stage.gate.outcomeOf(0).ending()).isEqualTo(Outcome.Ending.FAILED);
        assertThat(stage.gate.outcomeOf(0).records()).isEqualTo(ASK_STREAM.length() + 50);
        stage.model.streams("");
        assertThat(stage.post("openai", CHAT, ASK).statusCode()).isEqualTo(200);
    }

    @Test
    void aVerdictThatEndsTheSessionShowsNothingOfTheCall() throws Exception {
        stage.model.answers(ModelReply.calls("I look.", new Call("c1", "end_it", "{\"to\":\"ev@il.example\"}")));
        HttpResponse<String> whole = stage.post("openai", CHAT, ASK);
        assertThat(whole.body()).doesNotContain("ev@il");
        HttpResponse<String> streamed = stage.post("openai", CHAT, ASK_STREAM);
        assertThat(streamed.body()).doesNotContain("ev@il").doesNotContain("\"tool_calls\"");
    }

    @Test
    void theProvidersKeyIsInNoAnswerAndInNoLog() throws Exception {
        StringBuffer logged = new StringBuffer();
        Handler scan = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.append(entry.getMessage()).append(entry.getThrown()).append('\n');
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.addHandler(scan);
        root.setLevel(Level.ALL);
        try {
            stage.model.answers(ModelReply.calls(
                    "the key is " + Stage.KEY, new Call("c1", "bad_" + Stage.KEY, "{\"k\":\"" + Stage.KEY + "\"}")));
            List<HttpResponse<String>> answers = new ArrayList<>();
            for (String body : List.of(ASK, ASK_STREAM)) answers.add(stage.post("openai", CHAT, body));
            stage.model.streams("data: " + Stage.KEY + "\n\n");
            answers.add(stage.post("openai", CHAT, ASK_STREAM));
            stage.model.close();
            answers.add(stage.post("openai", CHAT, ASK));
            for (HttpResponse<String> answer : answers) {
                assertThat(answer.body()).isNotEmpty();
                assertThat(answer.body() + answer.headers().map()).doesNotContain(Stage.KEY);
            }
        } finally {
            root.setLevel(before);
            root.removeHandler(scan);
        }
        assertThat(logged).isNotEmpty();
        assertThat(logged.toString()).doesNotContain(Stage.KEY);
    }

    @Test
    void aProviderThatRefusesTheGatewaysKeySaysNothingAboutTheAgents() throws Exception {
        try (Stage other = new Stage("another key than the gateway's")) {
            HttpResponse<String> answer = other.post("openai", CHAT, ASK);
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body())
                    .contains("does not accept the gateway's key")
                    .doesNotContain("who are you");
            assertThat(other.gate.outcomeOf(0).records()).isZero();
        }
    }
}
