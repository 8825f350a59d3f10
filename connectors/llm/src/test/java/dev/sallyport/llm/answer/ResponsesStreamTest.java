package dev.sallyport.llm.answer;

import static dev.sallyport.llm.answer.StreamRun.RELEASE;
import static dev.sallyport.llm.answer.StreamRun.denying;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.llm.json.Json;
import dev.sallyport.llm.request.Api;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import dev.sallyport.testkit.model.ResponsesDialect;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResponsesStreamTest {

    private static final ModelReply TWO = ModelReply.calls(
            "Einen Moment — bitte.",
            new Call("call_1", "read_ticket", "{\"id\": 4711}"),
            new Call("call_2", "send_mail", "{\"to\": \"ev@il.example\"}"));

    private static final List<String> EVENTS = ResponsesDialect.events("gpt-4o", TWO, "resp_1");

    @Test
    void whatIsReleasedIsTheVeryBytes() {
        StreamRun run = StreamRun.of(Api.RESPONSES, RELEASE).all(EVENTS);
        assertThat(run.out()).isEqualTo(String.join("", EVENTS));
        assertThat(run.judged).extracting(ProposedCall::tool).containsExactly("read_ticket", "send_mail");
        assertThat(run.heard.words()).containsExactly(TWO.words());
        assertThat(run.heard.usage()).isEqualTo(new Usage(23, 19));
        assertThat(run.heard.ids()).contains("resp_1", "fc_call_1");
    }

    @Test
    void itIsTheSameWhenItComesByteByByte() {
        for (var judge : List.of(RELEASE, denying("send_mail"), denying("send_mail", "read_ticket"))) {
            StreamRun whole = StreamRun.of(Api.RESPONSES, judge).all(EVENTS);
            assertThat(StreamRun.of(Api.RESPONSES, judge).bytes(EVENTS).out()).isEqualTo(whole.out());
        }
    }

    @Test
    void aDeniedCallBecomesAMessageAtItsPlaceAlsoInTheLastEvent() {
        StreamRun run = StreamRun.of(Api.RESPONSES, denying("read_ticket")).all(EVENTS);
        assertThat(run.out()).doesNotContain("4711").contains("call_2");
        List<JsonNode> events = new ArrayList<>();
        for (String data : run.data()) events.add(Json.value(data).orElseThrow());
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).path("sequence_number").asInt(-1)).isEqualTo(i);
        }
        JsonNode output = events.getLast().path("response").path("output");
        assertThat(output.size()).isEqualTo(3);
        assertThat(output.get(1).path("type").asText()).isEqualTo("message");
        assertThat(output.get(1).path("content").get(0).path("text").asText()).contains("`read_ticket` was denied");
        assertThat(output.get(2).path("type").asText()).isEqualTo("function_call");
        assertThat(events.stream().filter(e -> e.path("output_index").asInt(-1) == 1))
                .extracting(e -> e.path("type").asText())
                .containsExactly(
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done");
    }

    @Test
    void whatOnlyTheLastEventSaysIsJudgedToo() {
        List<String> events = List.of(EVENTS.getFirst(), EVENTS.getLast());
        StreamRun run = StreamRun.of(Api.RESPONSES, denying("send_mail")).all(events);
        assertThat(run.judged).hasSize(2);
        assertThat(run.out())
                .doesNotContain("ev@il")
                .contains("`send_mail` was denied")
                .contains("call_1");
    }

    @Test
    void theLastEventCannotSayAnotherCallThanWasJudged() {
        String other = EVENTS.getLast().replace("ev@il.example", "ev2@il.example");
        List<String> events = new ArrayList<>(EVENTS);
        events.set(events.size() - 1, other);
        StreamRun run = StreamRun.of(
                        Api.RESPONSES,
                        call -> call.arguments().contains("ev2") ? StreamRun.no() : new Ruling.Released())
                .all(events);
        assertThat(run.judged).hasSize(3);
        assertThat(run.out()).doesNotContain("ev2@il");
    }

    @Test
    void aCallThatIsToldTwiceAndDifferentlyEndsTheStream() {
        List<String> events = new ArrayList<>(EVENTS);
        events.replaceAll(event -> event.contains("arguments.done") ? event.replace("4711", "4712") : event);
        StreamRun run = StreamRun.of(Api.RESPONSES, RELEASE).all(events);
        assertThat(run.out()).contains("told twice").contains("response.failed").doesNotContain("call_1");
        assertThat(run.judged).isEmpty();
    }

    @Test
    void callsOfOtherKindsAreJudgedByAllThatTheySay() {
        String shell = "data: {\"type\":\"response.output_item.done\",\"output_index\":0,\"item\":{\"type\":"
                + "\"local_shell_call\",\"id\":\"i\",\"call_id\":\"c\",\"action\":{\"command\":[\"rm\",\"-rf\",\"/\"]}}}\n\n";
        StreamRun run = StreamRun.of(Api.RESPONSES, denying("local_shell_call")).feed(shell);
        assertThat(run.judged.getFirst().arguments()).contains("\"rm\"");
        assertThat(run.out()).doesNotContain("rm");
    }

    @Test
    void anEventThatNobodyKnowsIsLeftOut() {
        String odd = "data: {\"type\":\"response.robot.go\",\"output_index\":0}\n\n";
        assertThat(StreamRun.of(Api.RESPONSES, RELEASE).feed(odd).out()).isEmpty();
        String deltas =
                "data: {\"type\":\"response.function_call_arguments.delta\",\"output_index\":0,\"delta\":\"{\"}\n\n";
        assertThat(StreamRun.of(Api.RESPONSES, RELEASE).feed(deltas).out()).isEmpty();
    }

    @Test
    void aCutTellsThatItFailed() {
        StreamRun run = StreamRun.of(Api.RESPONSES, RELEASE);
        EVENTS.subList(0, 5).forEach(run::feed);
        run.stream.cut("[revoked]");
        assertThat(run.data().getLast())
                .contains("response.failed")
                .contains("[revoked]")
                .contains("resp_1");
    }
}
