package dev.sallyport.llm.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.llm.request.Api;
import dev.sallyport.testkit.model.ChatDialect;
import dev.sallyport.testkit.model.GeminiDialect;
import dev.sallyport.testkit.model.MessagesDialect;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import dev.sallyport.testkit.model.ResponsesDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WholeAnswerTest {

    private static final ModelReply TWO = ModelReply.calls(
            "Well.",
            new Call("c1", "read_ticket", "{\"id\":42}"),
            new Call("c2", "send_mail", "{\"to\":\"ev@il.example\"}"));

    private static String said(Api api) {
        return switch (api) {
            case CHAT -> ChatDialect.whole("m", TWO);
            case RESPONSES -> ResponsesDialect.whole("m", TWO, "resp_1");
            case MESSAGES -> MessagesDialect.whole("m", TWO);
            case GEMINI, GEMINI_STREAM -> GeminiDialect.whole("m", TWO);
            case COUNT_TOKENS, EMBEDDINGS, GEMINI_EMBED, GEMINI_COUNT, MODELS -> throw new AssertionError();
        };
    }

    private static String through(Api api, Heard heard, Function<ProposedCall, Ruling> judge) {
        WholeAnswer answer =
                WholeAnswer.read(api, said(api).getBytes(UTF_8), heard).orElseThrow();
        List<Ruling> rulings =
                new ArrayList<>(answer.calls().stream().map(judge).toList());
        return new String(answer.ruled(rulings).bytes(), UTF_8);
    }

    @ParameterizedTest
    @EnumSource(
            value = Api.class,
            names = {"CHAT", "RESPONSES", "MESSAGES", "GEMINI"})
    void whatIsReleasedIsTheVeryBytes(Api api) {
        Heard heard = new Heard();
        assertThat(through(api, heard, StreamRun.RELEASE)).isEqualTo(said(api));
        assertThat(heard.words()).containsExactly("Well.");
        assertThat(heard.released())
                .containsExactly(
                        new ProposedCall("c1", "read_ticket", "{\"id\":42}", false),
                        new ProposedCall("c2", "send_mail", "{\"to\":\"ev@il.example\"}", false));
        assertThat(heard.usage().total()).isEqualTo(42);
    }

    @ParameterizedTest
    @EnumSource(
            value = Api.class,
            names = {"CHAT", "RESPONSES", "MESSAGES", "GEMINI"})
    void aDeniedCallIsReplacedAndItsNeighbourIsKept(Api api) {
        String out = through(api, new Heard(), StreamRun.denying("send_mail"));
        assertThat(out)
                .doesNotContain("ev@il")
                .contains("`send_mail` was denied")
                .contains("read_ticket")
                .contains("c1");
        if (api != Api.RESPONSES) assertThat(out).containsAnyOf("\"tool_calls\"", "\"tool_use\"", "functionCall");
    }

    @ParameterizedTest
    @EnumSource(
            value = Api.class,
            names = {"CHAT", "RESPONSES", "MESSAGES", "GEMINI"})
    void whenEveryCallIsDeniedTheAnswerStops(Api api) {
        String out = through(api, new Heard(), _ -> StreamRun.no());
        assertThat(out)
                .doesNotContain("\"tool_calls")
                .doesNotContain("tool_use")
                .doesNotContain("function_call");
        if (api == Api.CHAT) assertThat(out).contains("\"finish_reason\":\"stop\"");
        if (api == Api.MESSAGES) assertThat(out).contains("\"stop_reason\":\"end_turn\"");
    }

    @Test
    void whatTwoClientsCouldReadDifferentlyIsNoAnswer() {
        byte[] twice = "{\"choices\":[],\"choices\":[]}".getBytes(UTF_8);
        assertThat(WholeAnswer.read(Api.CHAT, twice, new Heard())).isEmpty();
        assertThat(WholeAnswer.read(Api.CHAT, "[]".getBytes(UTF_8), new Heard()))
                .isEmpty();
    }

    @Test
    void aNameTwiceIsFoundAlsoWhenItIsEscaped() {
        byte[] escaped = "{\"choices\":[],\"choice\\u0073\":[]}".getBytes(UTF_8);
        assertThat(WholeAnswer.read(Api.CHAT, escaped, new Heard())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHAT      | {\"choices\":{\"0\":{\"message\":{}}}}",
                "CHAT      | {\"choices\":[],\"Choices\":[{\"message\":{\"tool_calls\":[]}}]}",
                "CHAT      | {\"choices\":[{\"message\":{\"Tool_Calls\":[{\"id\":\"a\"}]}}]}",
                "CHAT      | {\"choices\":[{\"message\":{\"tool_callſ\":[{\"id\":\"a\"}]}}]}",
                "CHAT      | {\"choices\":[{\"message\":{\"tool_calls\":{\"0\":{\"id\":\"a\"}}}}]}",
                "CHAT      | {\"choices\":[{\"message\":[]}]}",
                "RESPONSES | {\"output\":{\"type\":\"function_call\"}}",
                "RESPONSES | {\"output\":[[]]}",
                "RESPONSES | {\"output\":[{\"Type\":\"function_call\",\"type\":\"message\"}]}",
                "MESSAGES  | {\"content\":{\"type\":\"tool_use\"}}",
                "MESSAGES  | {\"content\":[1]}",
                "GEMINI    | {\"candidates\":[{\"content\":{\"parts\":{\"functionCall\":{}}}}]}",
                "GEMINI    | {\"candidates\":[{\"content\":{\"parts\":[{\"FunctionCall\":{}}]}}]}",
                "GEMINI    | {\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"partialArgs\":[]}}]}}]}",
            })
    void whatOnlyALenientClientTakesForACallIsNoAnswer(Api api, String body) {
        assertThat(WholeAnswer.read(api, body.getBytes(UTF_8), new Heard())).isEmpty();
    }
}
