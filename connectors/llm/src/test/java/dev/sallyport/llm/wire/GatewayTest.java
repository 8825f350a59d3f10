package dev.sallyport.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.testkit.model.ChatDialect;
import dev.sallyport.testkit.model.MessagesDialect;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import dev.sallyport.testkit.model.ScriptedModel.Asked;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The connector on the real floor, between the JDK's client and a scripted provider.
class GatewayTest {

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
    void theProvidersKeyTakesThePlaceOfTheSessionsProof() throws Exception {
        assertThat(stage.post("openai", CHAT, ASK).statusCode()).isEqualTo(200);
        String message = "{\"model\":\"m\",\"max_tokens\":5,\"messages\":[]}";
        assertThat(stage.post("anthropic", "/v1/messages", message).statusCode())
                .isEqualTo(200);
        Asked chat = stage.model.asked().getFirst();
        assertThat(chat.field("authorization")).isEqualTo("Bearer " + Stage.KEY);
        assertThat(chat.body()).isEqualTo(ASK);
        Asked messages = stage.model.asked().get(1);
        assertThat(messages.field("x-api-key")).isEqualTo(Stage.KEY);
        assertThat(messages.fields()).doesNotContainKey("authorization");
        assertThat(messages.fields().toString()).doesNotContain("good");
    }

    @Test
    void onlyKnownFieldsGoOn() throws Exception {
        stage.send(stage.request("openai", CHAT)
                .header("openai-organization", "org-of-another")
                .header("cookie", "a=b")
                .header("x-stainless-lang", "js")
                .POST(HttpRequest.BodyPublishers.ofString(ASK)));
        Map<String, List<String>> fields = stage.model.asked().getFirst().fields();
        assertThat(fields).doesNotContainKeys("openai-organization", "cookie").containsKey("x-stainless-lang");
    }

    @Test
    void theConversationIsToldBeforeTheUseIsProposed_R2() throws Exception {
        stage.post("openai", CHAT, ASK);
        assertThat(stage.gate.order.subList(0, 2)).containsExactly("conversation", "propose");
        assertThat(stage.gate.conversations.values())
                .containsExactly(List.of(new Turn("user", "Read ticket 7", "user", Tier.DECLARED)));
        Action use = stage.gate.actions.getFirst();
        assertThat(use.operations().getFirst().resource().path()).isEqualTo("openai/gpt-4o");
        assertThat(use.operations().getFirst().scope()).isEqualTo(new Scope.AtMost(ASK.length() + 50));
        assertThat(stage.gate.observed)
                .containsExactly(new Turn("assistant", "Hello.", "gpt-4o", Tier.OBSERVED, "req-1"));
        Outcome outcome = stage.gate.outcomeOf(0);
        assertThat(outcome.records()).as("tokens").isEqualTo(18);
        assertThat(outcome.ending()).isEqualTo(Outcome.Ending.SUCCEEDED);
    }

    @Test
    void aGrowingConversationKeepsItsName() throws Exception {
        stage.post("openai", CHAT, ASK);
        stage.post(
                "openai",
                CHAT,
                ASK.replace(
                        "7\"}]",
                        "7\"},{\"role\":\"assistant\",\"content\":\"Hello.\"},{\"role\":\"user\",\"content\":\"And?\"}]"));
        stage.post("openai", CHAT, ASK.replace("ticket 7", "ticket 8"));
        assertThat(stage.gate.conversations).hasSize(2);
    }

    @Test
    void aStreamPassesAsItCameAndItsTokensAreKnown() throws Exception {
        stage.model.answers(ModelReply.words("Grüße aus dem Modell."));
        HttpResponse<String> answer = stage.post("openai", CHAT, ASK_STREAM);
        assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.body())
                .isEqualTo(String.join(
                        "", ChatDialect.events("gpt-4o", ModelReply.words("Grüße aus dem Modell."), false)));
        assertThat(stage.model.asked().getFirst().body()).contains("\"include_usage\":true");
        assertThat(stage.gate.outcomeOf(0).records()).isEqualTo(18);
    }

    @Test
    void eachProposedCallIsAnActionAndTheDeniedOneIsReplaced() throws Exception {
        stage.model.answers(TWO);
        HttpResponse<String> answer = stage.post("openai", CHAT, ASK_STREAM);
        assertThat(answer.body())
                .contains("c1")
                .doesNotContain("ev@il")
                .contains("`bad_mail` was denied")
                .contains("request req-3")
                .endsWith("data: [DONE]\n\n");
        assertThat(stage.gate.proposed())
                .containsExactly("EXECUTE model gpt-4o", "EXECUTE proposal read_ticket", "EXECUTE proposal bad_mail");
        Action call = stage.gate.actions.get(1);
        assertThat(call.arguments()).containsExactly(new Argument("id", "7"));
        assertThat(call.statement()).isEqualTo("read_ticket {\"id\":7}");
        assertThat(stage.gate.observed)
                .containsExactly(
                        new Turn("assistant", "I look.", "gpt-4o", Tier.OBSERVED, "req-1"),
                        new Turn("call", "{\"id\":7}", "read_ticket", Tier.OBSERVED, "req-2"));
    }

    @Test
    void anAnswerInOnePieceIsJudgedAndHasTheRightLength() throws Exception {
        stage.model.answers(TWO);
        HttpResponse<String> answer = stage.post("openai", CHAT, ASK);
        assertThat(answer.body()).contains("c1").doesNotContain("ev@il").contains("`bad_mail` was denied");
        int bytes = answer.body().getBytes(StandardCharsets.UTF_8).length;
        assertThat(answer.headers().firstValue("content-length")).contains(String.valueOf(bytes));
        String message = "{\"model\":\"m\",\"max_tokens\":5,\"messages\":[],\"stream\":true}";
        assertThat(stage.post("anthropic", "/v1/messages", message).body())
                .contains("c1")
                .doesNotContain("ev@il")
                .contains("message_stop");
    }

    @Test
    void aSlowVerdictHoldsTheCallAndNothingElse() throws Exception {
        ModelReply slow = ModelReply.calls("Words first.", new Call("c1", "slow_tool", "{}"));
        stage.model.answers(slow);
        HttpResponse<String> answer = stage.post(
                "anthropic", "/v1/messages", "{\"model\":\"m\",\"max_tokens\":5,\"messages\":[],\"stream\":true}");
        assertThat(answer.body()).isEqualTo(String.join("", MessagesDialect.events("m", slow)));
        HttpResponse<String> whole = stage.post("openai", CHAT, ASK);
        assertThat(whole.body()).isEqualTo(ChatDialect.whole("gpt-4o", slow));
    }

    @Test
    void aDenialIsTheApisOwnError() throws Exception {
        HttpResponse<String> openai = stage.post("openai", CHAT, ASK.replace("gpt-4o", "forbidden"));
        assertThat(openai.statusCode()).isEqualTo(403);
        assertThat(openai.body())
                .startsWith("{\"error\":{\"message\":\"denied by the gateway: ")
                .contains("rule purposes.p, request req-1")
                .contains("\"code\":\"denied\"");
        assertThat(openai.headers().firstValue("x-request-id")).contains("req-1");
        HttpResponse<String> anthropic =
                stage.post("anthropic", "/v1/messages", "{\"model\":\"forbidden\",\"max_tokens\":5,\"messages\":[]}");
        assertThat(anthropic.body())
                .startsWith("{\"type\":\"error\",\"error\":{\"type\":\"permission_error\"")
                .contains("\"request_id\":\"req-2\"");
        assertThat(stage.model.asked()).isEmpty();
    }

    @Test
    void whoShowsNoGoodProofIsTurnedAwayInTheApisWords() throws Exception {
        HttpResponse<String> openai = stage.post("openai", CHAT, "evil", ASK);
        assertThat(openai.statusCode()).isEqualTo(401);
        assertThat(openai.body()).contains("\"type\":\"authentication_error\"").contains("not_admitted");
        HttpResponse<String> anthropic = stage.post("anthropic", "/v1/messages", "evil", "{}");
        assertThat(anthropic.statusCode()).isEqualTo(401);
        assertThat(anthropic.body()).startsWith("{\"type\":\"error\"");
        assertThat(stage.model.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/files                  | {}                                                    | 403 | not served here: `POST /v1/files`",
                "/v1/chat/completions?x=1   | {\"model\":\"m\"}                                     | 403 | not served",
                "/v1/chat/completions       | {\"model\":\"m\",\"model\":\"n\",\"messages\":[]}     | 403 | reads alike",
                "/v1/messages               | {}                                                    | 403 | not served",
                "/v1/responses              | {\"model\":\"m\",\"input\":\"a\",\"conversation\":\"c\"} | 403 | kept by the provider",
                "/v1/responses              | {\"model\":\"m\",\"input\":\"a\",\"previous_response_id\":\"r\"} | 403 | did not go through",
                "/v1/chat/completions       | {\"model\":\"m\",\"messages\":[],\"tools\":[{\"type\":\"bad_robot\"}]} | 403 | bad_robot",
                "/v1/chat/completions       | {\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://internal.example/\"}}]}]} | 403 | fetchHosts",
            })
    void whatIsNotUnderstoodIsNeverSent(String path, String body, int status, String named) throws Exception {
        HttpResponse<String> answer = stage.post("openai", path, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(named);
        assertThat(stage.model.asked()).isEmpty();
        assertThat(stage.gate.actions).hasSize(1);
    }

    @Test
    void theProvidersOwnToolsAreOperationsOfTheirOwn() throws Exception {
        stage.post(
                "openai",
                "/v1/responses",
                "{\"model\":\"m\",\"input\":\"hi\",\"tools\":[{\"type\":\"web_search\"},{\"type\":\"mcp\",\"server_label\":\"x\",\"server_url\":\"https://a.example/mcp\"}]}");
        assertThat(stage.gate.proposed())
                .containsExactly(
                        "EXECUTE provider-tool web_search", "EXECUTE provider-tool mcp:a.example", "EXECUTE model m");
        assertThat(stage.gate.actions.getFirst().arguments())
                .contains(new Argument("mcp:a.example.server_url", "https://a.example/mcp"));
        assertThat(stage.gate.actions.getFirst().operations())
                .extracting(operation -> operation.labels().contains(Label.BY_USE))
                .as("a search is one search, however many tokens the answer has")
                .containsExactly(true, true, false);
    }

    /// The SDKs' loops over tools ask the provider to keep the conversation, and go on without it when they are told
    /// so in these words.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"create\"}",
                "{\"type\":\"continue\",\"previous_message_id\":\"msg_1\"}",
                "1",
            })
    void aThreadAtTheProviderIsDeniedSoThatSdksGoOnWithoutOne(String thread) throws Exception {
        String asked =
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"thread\":";
        HttpResponse<String> answer = stage.post("anthropic", "/v1/messages", asked + thread + "}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .contains("\"error_code\":\"thread_unsupported_request\"", "kept by the provider", "`thread`");
        assertThat(stage.model.asked()).isEmpty();
        assertThat(stage.post("anthropic", "/v1/messages", asked + "null}").statusCode())
                .isEqualTo(200);
    }

    /// They were spent before the answer came: it is charged, and not kept from who waits for it.
    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void moreTokensThanThePermitSaysAreChargedAndNotCut(String stream) throws Exception {
        stage.gate.limits = new Limits(1);
        HttpResponse<String> answer = stage.post(
                "openai",
                "/v1/responses",
                "{\"model\":\"m\",\"input\":\"hi\",\"tools\":[{\"type\":\"web_search\"}],\"stream\":" + stream + "}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Hello.").doesNotContain("cut");
        assertThat(stage.gate.outcomeOf(0).records()).isGreaterThan(1);
        assertThat(stage.gate.progress)
                .as("the gateway cuts what outgrows its permit")
                .allMatch(records -> records <= 1);
    }

    @Test
    void anEarlierAnswerIsKnownToTheTreeThatGotItAndToNoOther() throws Exception {
        String first = "{\"model\":\"m\",\"input\":\"Read ticket 7\"}";
        assertThat(stage.post("openai", "/v1/responses", "good-a", first).body())
                .contains("resp_1");
        String second = "{\"model\":\"m\",\"input\":\"And?\",\"previous_response_id\":\"resp_1\"}";
        assertThat(stage.post("openai", "/v1/responses", "good-a", second).statusCode())
                .isEqualTo(200);
        assertThat(stage.gate.conversations.values())
                .contains(List.of(
                        new Turn("user", "Read ticket 7", "user", Tier.DECLARED),
                        new Turn("assistant", "Hello.", "m", Tier.OBSERVED),
                        new Turn("user", "And?", "user", Tier.DECLARED)));
        assertThat(stage.gate.conversations).as("it is one conversation").hasSize(1);
        assertThat(stage.post("openai", "/v1/responses", "good-b", second).statusCode())
                .isEqualTo(403);
    }

    @Test
    void embeddingsModelsAndCountsPass() throws Exception {
        assertThat(stage.post("openai", "/v1/embeddings", "{\"model\":\"e\",\"input\":\"words\"}")
                        .body())
                .contains("embedding");
        assertThat(stage.gate.outcomeOf(0).records()).isEqualTo(3);
        assertThat(stage.send(stage.request("openai", "/v1/models").GET()).body())
                .contains("gpt-4o");
        assertThat(stage.post("anthropic", "/v1/messages/count_tokens", "{\"model\":\"m\",\"messages\":[]}")
                        .body())
                .isEqualTo("{\"input_tokens\":42}");
        assertThat(stage.gate.proposed())
                .containsExactly("EXECUTE model e", "DISCOVER models models", "EXECUTE model m");
    }

    /// R5: what nobody counted has cost what was reserved.

    @Test
    void theProviderIsToldOfTheCallsThatTheAgentNeverSaw() throws Exception {
        stage.model.answers(TWO);
        stage.post("openai", "/v1/responses", "{\"model\":\"m\",\"input\":\"Read ticket 7\"}");
        String next = "{\"model\":\"m\",\"previous_response_id\":\"resp_1\",\"input\":"
                + "[{\"type\":\"function_call_output\",\"call_id\":\"c1\",\"output\":\"on fire\"}]}";
        assertThat(stage.post("openai", "/v1/responses", next).statusCode()).isEqualTo(200);
        assertThat(stage.model.asked().get(1).body())
                .contains(
                        "{\"type\":\"function_call_output\",\"call_id\":\"c2\",\"output\":\"[the call of tool `bad_mail`")
                .contains("\"call_id\":\"c1\",\"output\":\"on fire\"");
    }

    /// R21: whoever answers and keeps nothing is no reason to wait for a disk.
    @Test
    void onlyAnAnswerThatIsKeptChangesTheProvider() throws Exception {
        stage.model.answers(TWO);
        stage.post("openai", "/v1/responses", "{\"model\":\"m\",\"input\":\"hi\"}");
        stage.post("openai", "/v1/responses", "{\"model\":\"m\",\"input\":\"hi\",\"store\":false}");
        stage.post("openai", CHAT, ASK);
        stage.post("openai", CHAT, ASK.replace("\"messages\"", "\"store\":true,\"messages\""));
        assertThat(stage.gate.actions.stream()
                        .filter(action -> !action.proposes())
                        .map(Action::changes))
                .containsExactly(true, false, false, true);
        assertThat(stage.gate.actions.stream().filter(Action::proposes))
                .isNotEmpty()
                .noneMatch(Action::changes);
    }

    @Test
    void whatAToolDoesIsToldWithItsCall() throws Exception {
        stage.model.answers(TWO);
        stage.post(
                "openai",
                CHAT,
                "{\"model\":\"m\",\"messages\":[],\"tools\":[{\"type\":\"function\",\"function\":"
                        + "{\"name\":\"read_ticket\",\"description\":\"Reads one ticket.\"}}]}");
        assertThat(stage.gate.actions.get(1).operations().getFirst().note()).isEqualTo("Reads one ticket.");
    }

    /// R2, R3: what an agent sends back is recognised as what was carried, however it writes the JSON again.

    @Test
    void aCallIsToldAlikeWhenItIsCarriedAndWhenItIsToldAgain() throws Exception {
        stage.model.answers(ModelReply.calls("I look.", new Call("c1", "read_ticket", "{ \"id\" : 7 }")));
        stage.post("anthropic", "/v1/messages", "{\"model\":\"m\",\"max_tokens\":5,\"messages\":[],\"stream\":true}");
        stage.post(
                "anthropic",
                "/v1/messages",
                "{\"model\":\"m\",\"max_tokens\":5,\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"text\","
                        + "\"text\":\"I look.\"},{\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"read_ticket\",\"input\":{\"id\":7}}]}]}");
        List<String> carried =
                stage.gate.observed.subList(0, 2).stream().map(Turn::text).toList();
        assertThat(stage.gate.conversations.values())
                .anySatisfy(turns -> assertThat(turns).extracting(Turn::text).isEqualTo(carried));
    }
}
