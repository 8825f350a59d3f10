package dev.sallyport.llm.answer;

import static dev.sallyport.llm.answer.StreamRun.RELEASE;
import static dev.sallyport.llm.answer.StreamRun.denying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.llm.request.Api;
import dev.sallyport.testkit.model.MessagesDialect;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessagesStreamTest {

    private static final ModelReply TWO = ModelReply.calls(
            "Ich sehe nach — one moment.",
            new Call("toolu_1", "read_ticket", "{\"id\": 42}"),
            new Call("toolu_2", "send_mail", "{\"to\": \"ev@il.example\"}"));

    private static final List<String> EVENTS = MessagesDialect.events("claude-x", TWO);

    @Test
    void whatIsReleasedIsTheVeryBytes() {
        StreamRun run = StreamRun.of(Api.MESSAGES, RELEASE).all(EVENTS);
        assertThat(run.out()).isEqualTo(String.join("", EVENTS));
        assertThat(run.judged)
                .containsExactly(
                        new ProposedCall("toolu_1", "read_ticket", "{\"id\": 42}", false),
                        new ProposedCall("toolu_2", "send_mail", "{\"to\": \"ev@il.example\"}", false));
        assertThat(run.heard.words()).containsExactly(TWO.words());
        assertThat(run.heard.usage()).isEqualTo(new Usage(23, 19));
    }

    @Test
    void itIsTheSameWhenItComesByteByByte() {
        for (var judge : List.of(RELEASE, denying("send_mail"), denying("send_mail", "read_ticket"))) {
            StreamRun whole = StreamRun.of(Api.MESSAGES, judge).all(EVENTS);
            assertThat(StreamRun.of(Api.MESSAGES, judge).bytes(EVENTS).out()).isEqualTo(whole.out());
        }
    }

    @Test
    void aDeniedCallBecomesWordsAtItsPlace() {
        StreamRun run = StreamRun.of(Api.MESSAGES, denying("read_ticket")).all(EVENTS);
        assertThat(run.out())
                .doesNotContain("toolu_1")
                .contains(
                        "{\"type\":\"content_block_start\",\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}")
                .contains("the call of tool `read_ticket` was denied: nobody asked for it")
                .contains("toolu_2")
                .contains("\"stop_reason\":\"tool_use\"");
    }

    @Test
    void whenEveryCallIsDeniedTheTurnEnds() {
        StreamRun run =
                StreamRun.of(Api.MESSAGES, denying("read_ticket", "send_mail")).all(EVENTS);
        assertThat(run.out())
                .doesNotContain("tool_use")
                .contains("\"stop_reason\":\"end_turn\"")
                .contains("message_stop");
    }

    /// A summary asks the client for nothing: it passes like the words that it stands for.
    @Test
    void aSummaryOfTheConversationPassesUnjudged() {
        String summary =
                event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"compaction\",\"content\":null}")
                        + event(
                                "content_block_delta",
                                "\"index\":0,\"delta\":{\"type\":\"compaction_delta\",\"content\":\"They read ticket 7.\"}")
                        + event("content_block_stop", "\"index\":0");
        StreamRun run = StreamRun.of(Api.MESSAGES, RELEASE).feed(summary);
        assertThat(run.out()).isEqualTo(summary);
        assertThat(run.judged).isEmpty();
    }

    @Test
    void nothingOvertakesAJudgementThatIsAwaitedButAPing() {
        StreamRun run = StreamRun.slow(Api.MESSAGES, RELEASE).all(EVENTS);
        assertThat(run.out()).doesNotContain("toolu_1");
        run.later.removeFirst().run();
        assertThat(run.out()).contains("toolu_1").doesNotContain("toolu_2").doesNotContain("message_stop");
        run.later.removeFirst().run();
        assertThat(run.out()).isEqualTo(String.join("", EVENTS));
        assertThat(run.ends).isEqualTo(1);
    }

    @Test
    void whatComesAmidACallWaitsBehindIt() {
        String mixed = event(
                        "content_block_start",
                        "\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\",\"input\":{}}")
                + event("content_block_start", "\"index\":1,\"content_block\":{\"type\":\"text\",\"text\":\"\"}")
                + event("ping", "\"x\":1")
                + event("content_block_delta", "\"index\":1,\"delta\":{\"type\":\"text_delta\",\"text\":\"hi\"}")
                + event("content_block_stop", "\"index\":0");
        StreamRun run = StreamRun.of(Api.MESSAGES, denying("f")).feed(mixed);
        assertThat(run.data().get(0)).contains("ping");
        assertThat(run.data().get(1)).contains("\"index\":0").contains("\"type\":\"text\"");
        assertThat(run.out()).contains("hi").doesNotContain("\"f\"");
    }

    private static String event(String type, String fields) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n";
    }

    @Test
    void aBlockThatIsNotKnownIsTakenForACall() {
        String odd = event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"robot_arm\",\"angle\":9}")
                + event("content_block_stop", "\"index\":0");
        assertThat(StreamRun.of(Api.MESSAGES, denying("robot_arm")).feed(odd).out())
                .doesNotContain("angle");
    }

    @Test
    void whatTwoClientsCouldReadDifferentlyEndsTheStream() {
        String start = event(
                "content_block_start",
                "\"index\":0,\"content_block\":{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"f\",\"input\":{\"x\":1}}");
        for (String bad : List.of(
                "event: content_block_start\ndata: {\"type\":\"ping\"}\n\n",
                "data: {\"type\":\"ping\",\"type\":\"content_block_start\"}\n\n",
                event("message_start", "\"message\":{\"content\":[{\"type\":\"tool_use\",\"name\":\"f\"}]}"),
                start
                        + event(
                                "content_block_delta",
                                "\"index\":0,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}")
                        + event("content_block_stop", "\"index\":0"))) {
            StreamRun run = StreamRun.of(Api.MESSAGES, RELEASE).feed(bad);
            assertThat(run.out())
                    .as(bad)
                    .startsWith("event: error\ndata: {\"type\":\"error\"")
                    .doesNotContain("\"f\"");
        }
    }

    @Test
    void aCutClosesWhatIsOpen() {
        StreamRun run = StreamRun.of(Api.MESSAGES, RELEASE);
        EVENTS.subList(0, 4).forEach(run::feed);
        run.stream.cut("[revoked]");
        assertThat(run.data().stream().map(data -> data.replaceAll(".*?\"type\":\"(\\w+)\".*", "$1")))
                .containsSubsequence(
                        "content_block_start",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
        assertThat(run.out()).contains("[revoked]").contains("\"stop_reason\":\"refusal\"");
    }

    @Test
    void eventsThatNobodyKnowsAreLeftOut() {
        assertThat(StreamRun.of(Api.MESSAGES, RELEASE)
                        .feed(event("tool_now", "\"x\":1"))
                        .out())
                .isEmpty();
    }
}
