package dev.sallyport.app.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ScriptedModel;
import dev.sallyport.trail.line.EventKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A running gateway that asks a judge, a scripted model on this machine, about everything that its engine does not
/// deny.
@Timeout(180)
class JudgeTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String TASK = "Look at customer 42 and tell me the name.";
    private static final String OK = "200";
    private static final String REFUSED = "403";

    private ScriptedModel model;
    private ShopStage stage;

    @BeforeEach
    void play() throws Exception {
        model = ScriptedModel.start(ShopStage.KEY);
        stage = ShopStage.play(judged(model, "hold", 100));
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
        model.close();
    }

    private static UnaryOperator<String> judged(ScriptedModel judge, String unavailable, int perHour) {
        String entry = "judge: { url: \"http://127.0.0.1:" + judge.port()
                + "/v1\", model: small, key: \"file:shop-key\"," + " band: { from: 0, to: 1 }, timeout: 5s, perHour: "
                + perHour + ", unavailable: " + unavailable + " }\n";
        return yaml -> yaml.replace("    allow:\n", "    intent: deny\n    holdFor: 1s\n    allow:\n") + entry;
    }

    private void reload(UnaryOperator<String> change) throws Exception {
        stage.configure(change);
        assertThat(stage.reload().status()).isEqualTo(200);
    }

    /// How it answers from now on, under the name of each question.
    private static void says(ScriptedModel judge, String verdict, String words) {
        judge.answers(asked -> ModelReply.words(answer(asked, verdict, words)));
    }

    private static String answer(ScriptedModel.Asked asked, String verdict, String words) {
        try {
            JsonNode messages = MAPPER.readTree(asked.body()).path("messages");
            String name = MAPPER.readTree(messages.path(1).path("content").asText())
                    .fieldNames()
                    .next();
            ObjectNode answer = MAPPER.createObjectNode()
                    .put("nonce", name)
                    .put("verdict", verdict)
                    .put("words", words);
            return MAPPER.writeValueAsString(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String get(String subject, String path) throws Exception {
        return getAs(stage.token(subject), path);
    }

    /// One token is one session.
    private String getAs(String token, String path) throws Exception {
        String out = stage.curl(
                        "-H",
                        "Authorization: Bearer " + token,
                        "-H",
                        "Sallyport-Task: " + TASK,
                        "https://localhost:" + stage.http() + "/shop" + path)
                .out();
        return out.substring(out.lastIndexOf('\n') + 1);
    }

    /// What the trail says of the judge, in the order of the decisions that were asked about.
    private List<String> judges() {
        return stage.records(EventKind.DECIDED).stream()
                .flatMap(record ->
                        StreamSupport.stream(record.json().findValues("judge").spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }

    private long held() {
        return stage.records(EventKind.DECIDED).stream()
                .filter(record -> record.json().path("verdict").asText().equals("hold"))
                .count();
    }

    private void lastJudge(String status) throws Exception {
        Await.until(
                "the trail to say " + status,
                () -> !judges().isEmpty() && judges().getLast().equalsIgnoreCase(status));
    }

    @Test
    void whatItFindsConsistentPassesAndWhatItDoesNotWaitsForAHuman() throws Exception {
        says(model, "consistent", "the name of customer 42 was asked for");
        assertThat(get("a", "/customers/42")).isEqualTo(OK);
        lastJudge("consistent");
        assertThat(model.asked()).hasSize(1);
        assertThat(model.asked().getFirst().body()).contains("small").contains("customer 42");

        says(model, "inconsistent", "another customer");
        assertThat(get("a", "/customers/43")).isEqualTo(REFUSED);
        lastJudge("inconsistent");
        assertThat(held()).isEqualTo(1);
        assertThat(stage.shop.asked()).contains("GET /customers/42").doesNotContain("GET /customers/43");

        says(model, "unsure", "who knows");
        assertThat(get("a", "/customers/42")).as("as the engine decides").isEqualTo(OK);
    }

    /// R1: it can permit nothing that a rule denies, and is not asked about it where the engine is sure.
    @Test
    void whatARuleDeniesStaysDenied() throws Exception {
        says(model, "consistent", "all is well");
        String token = stage.token("b");
        assertThat(getAs(token, "/orders")).isEqualTo(REFUSED);
        for (int i = 1; i <= 5; i++) assertThat(getAs(token, "/customers/" + i)).isEqualTo(OK);
        assertThat(getAs(token, "/customers/6"))
                .as("more than the session may read")
                .isEqualTo(REFUSED);
        assertThat(stage.shop.asked()).doesNotContain("GET /orders", "GET /customers/6");
    }

    @Test
    void whatBecomesOfADoubtWhileItIsAwayIsConfigured() throws Exception {
        model.fallIll();
        assertThat(get("c", "/customers/42")).as("held, and nobody looked").isEqualTo(REFUSED);
        lastJudge("unavailable");
        assertThat(held()).isEqualTo(1);

        reload(judged(model, "deny", 100));
        assertThat(get("d", "/customers/42")).isEqualTo(REFUSED);
        assertThat(held()).as("not held, denied").isEqualTo(1);
        lastJudge("unavailable");

        reload(judged(model, "decide-without", 100));
        assertThat(get("e", "/customers/42")).isEqualTo(OK);
        lastJudge("unavailable");
    }

    /// The hour's questions are of all sessions together, and a reload gives none back.
    @Test
    void whenTheHoursQuestionsAreUsedUpItIsUnavailable() throws Exception {
        reload(judged(model, "deny", 2));
        says(model, "consistent", "it fits");
        assertThat(get("f", "/customers/42")).isEqualTo(OK);
        assertThat(get("g", "/customers/43")).isEqualTo(OK);
        assertThat(get("h", "/customers/44")).isEqualTo(REFUSED);
        lastJudge("unavailable");
        reload(judged(model, "decide-without", 2));
        assertThat(get("i", "/customers/45")).isEqualTo(OK);
        lastJudge("unavailable");
        assertThat(model.asked()).hasSize(2);
    }

    /// A reload seats another judge, and none when the section is gone; open sessions go by it.
    @Test
    void aReloadSeatsAnotherJudge() throws Exception {
        says(model, "inconsistent", "no");
        String token = stage.token("j");
        assertThat(getAs(token, "/customers/42")).isEqualTo(REFUSED);
        try (ScriptedModel other = ScriptedModel.start(ShopStage.KEY)) {
            says(other, "consistent", "yes");
            reload(judged(other, "hold", 100));
            assertThat(getAs(token, "/customers/42")).isEqualTo(OK);
            lastJudge("consistent");
            assertThat(other.asked()).hasSize(1);
            assertThat(model.asked()).hasSize(1);
        }
        reload(yaml -> yaml.replace("    allow:\n", "    intent: deny\n    allow:\n"));
        assertThat(getAs(token, "/customers/42")).isEqualTo(OK);
        assertThat(model.asked()).hasSize(1);
    }
}
