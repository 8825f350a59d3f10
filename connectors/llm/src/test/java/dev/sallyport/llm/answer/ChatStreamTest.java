package dev.sallyport.llm.answer;

import static dev.sallyport.llm.answer.StreamRun.RELEASE;
import static dev.sallyport.llm.answer.StreamRun.denying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.llm.request.Api;
import dev.sallyport.testkit.model.ChatDialect;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChatStreamTest {

    private static final ModelReply TWO = ModelReply.calls(
            "Let me see — gleich.",
            new Call("call_1", "read_ticket", "{\"id\": 42}"),
            new Call("call_2", "send_mail", "{\"to\": \"ev@il.example\", \"all\": true}"));

    private static List<String> events(ModelReply reply) {
        return ChatDialect.events("gpt-4o", reply, true);
    }

    @Test
    void whatIsReleasedIsTheVeryBytes() {
        List<String> events = events(TWO);
        StreamRun run = StreamRun.of(Api.CHAT, RELEASE).all(events);
        assertThat(run.out()).isEqualTo(String.join("", events));
        assertThat(run.judged)
                .containsExactly(
                        new ProposedCall("call_1", "read_ticket", "{\"id\": 42}", false),
                        new ProposedCall("call_2", "send_mail", "{\"to\": \"ev@il.example\", \"all\": true}", false));
        assertThat(run.heard.words()).containsExactly(TWO.words());
        assertThat(run.heard.usage()).isEqualTo(new Usage(23, 19));
        assertThat(run.whole).isTrue();
        assertThat(run.ends).isEqualTo(1);
    }

    @Test
    void itIsTheSameWhenItComesByteByByte() {
        for (var judge : List.of(RELEASE, denying("send_mail"), denying("send_mail", "read_ticket"))) {
            StreamRun whole = StreamRun.of(Api.CHAT, judge).all(events(TWO));
            StreamRun bytes = StreamRun.of(Api.CHAT, judge).bytes(events(TWO));
            assertThat(bytes.out()).isEqualTo(whole.out());
            assertThat(bytes.judged).isEqualTo(whole.judged);
        }
    }

    @Test
    void wordsPassBeforeAnyCallIsWhole() {
        StreamRun run = StreamRun.of(Api.CHAT, RELEASE);
        run.feed(events(TWO).get(0)).feed(events(TWO).get(1));
        assertThat(run.out()).isEqualTo(events(TWO).get(0) + events(TWO).get(1));
    }

    @Test
    void aDeniedCallIsReplacedAndItsNeighbourIsKept() {
        StreamRun run = StreamRun.of(Api.CHAT, denying("send_mail")).all(events(TWO));
        assertThat(run.out())
                .doesNotContain("ev@il")
                .doesNotContain("call_2")
                .contains("the call of tool `send_mail` was denied: nobody asked for it")
                .contains("rule purposes.support.intent, request r-17")
                .contains("\"id\":\"call_1\"")
                .contains("\"finish_reason\":\"tool_calls\"")
                .endsWith("data: [DONE]\n\n");
        assertThat(run.heard.released()).extracting(ProposedCall::tool).containsExactly("read_ticket");
    }

    @Test
    void theFirstDeniedLeavesNoGapInTheIndices() {
        StreamRun run = StreamRun.of(Api.CHAT, denying("read_ticket")).all(events(TWO));
        assertThat(run.out())
                .contains("\"tool_calls\":[{\"index\":0,\"id\":\"call_2\"")
                .doesNotContain("\"index\":1");
    }

    @Test
    void whenEveryCallIsDeniedTheAnswerStops() {
        StreamRun run =
                StreamRun.of(Api.CHAT, denying("send_mail", "read_ticket")).all(events(TWO));
        assertThat(run.out())
                .doesNotContain("tool_calls")
                .contains("\"finish_reason\":\"stop\"")
                .endsWith("data: [DONE]\n\n");
    }

    @Test
    void nothingOvertakesAJudgementThatIsAwaited() {
        StreamRun run = StreamRun.slow(Api.CHAT, RELEASE).all(events(TWO));
        assertThat(run.stream.waiting()).isTrue();
        assertThat(run.out()).doesNotContain("call_1").doesNotContain("DONE");
        assertThat(run.ends).isZero();
        run.later.removeFirst().run();
        assertThat(run.out()).doesNotContain("call_1");
        run.later.removeFirst().run();
        assertThat(run.out()).isEqualTo(String.join("", events(TWO)));
        assertThat(run.ends).isEqualTo(1);
    }

    @Test
    void theTokensAreTakenOutForWhoDidNotAsk() {
        StreamRun run = StreamRun.of(Api.CHAT, RELEASE, false, 1 << 20, 1 << 20).all(events(TWO));
        assertThat(run.out()).isEqualTo(String.join("", ChatDialect.events("gpt-4o", TWO, false)));
        assertThat(run.heard.usage().total()).isEqualTo(42);
    }

    @Test
    void callsThatClientsPutTogetherDifferentlyAreSentAnew() {
        String odd = """
                data: {"id":"x","choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{"}}]}}]}

                data: {"id":"x","choices":[{"index":0,"delta":{"tool_calls":[{"function":{"name":"f","arguments":"}"}}]}}]}

                data: {"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

                data: [DONE]

                """;
        StreamRun run = StreamRun.of(Api.CHAT, RELEASE).feed(odd);
        assertThat(run.judged).containsExactly(new ProposedCall("a", "f", "{}", false));
        assertThat(run.data().getFirst())
                .contains(
                        "\"tool_calls\":[{\"index\":0,\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\","
                                + "\"arguments\":\"{}\"}}]")
                .contains("\"role\":\"assistant\"");
    }

    @Test
    void aCallInTheLastChunkOfAllIsHeldToo() {
        String one = """
                data: {"id":"x","choices":[{"index":0,"delta":{"role":"assistant","content":"hm","tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]},"finish_reason":"tool_calls"}]}

                data: [DONE]

                """;
        StreamRun denied = StreamRun.of(Api.CHAT, denying("f")).feed(one);
        assertThat(denied.out()).doesNotContain("tool_calls").contains("\"hm\"").contains("\"finish_reason\":\"stop\"");
        StreamRun released = StreamRun.of(Api.CHAT, RELEASE).feed(one);
        assertThat(released.out()).containsOnlyOnce("\"content\":\"hm\"").containsOnlyOnce("\"tool_calls\":[");
    }

    @Test
    void everyChoiceIsJudgedByItself() {
        String both = """
                data: {"id":"x","choices":[{"index":0,"delta":{"content":"hi","role":"assistant"}},{"index":1,"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"f","arguments":"{}"}}]}}]}

                data: {"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"stop"},{"index":1,"delta":{},"finish_reason":"tool_calls"}]}

                data: [DONE]

                """;
        StreamRun run = StreamRun.of(Api.CHAT, denying("f")).feed(both);
        assertThat(run.out()).contains("hi").doesNotContain("\"tool_calls\"").contains("`f` was denied");
        assertThat(run.data()).last().isEqualTo("[DONE]");
    }

    @Test
    void theOldKindOfCallIsHeldToo() {
        String old = """
                data: {"id":"x","choices":[{"index":0,"delta":{"role":"assistant","function_call":{"name":"f","arguments":""}}}]}

                data: {"id":"x","choices":[{"index":0,"delta":{"function_call":{"arguments":"{\\"a\\":1}"}}}]}

                data: {"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"function_call"}]}

                """;
        StreamRun run = StreamRun.of(Api.CHAT, RELEASE).feed(old);
        assertThat(run.judged).containsExactly(new ProposedCall("", "f", "{\"a\":1}", false));
        assertThat(run.out()).isEqualTo(old);
        assertThat(StreamRun.of(Api.CHAT, denying("f")).feed(old).out()).doesNotContain("function_call");
    }

    @Test
    void aProviderThatBreaksOffInACallShowsNothingOfIt() {
        List<String> events = events(TWO);
        StreamRun run = StreamRun.of(Api.CHAT, RELEASE).all(events.subList(0, events.size() - 4));
        assertThat(run.out()).doesNotContain("call_1").doesNotContain("read_ticket");
        assertThat(run.judged).isEmpty();
    }

    @Test
    void aCutEndsItInItsOwnWords() {
        StreamRun run = StreamRun.of(Api.CHAT, RELEASE);
        events(TWO).subList(0, 6).forEach(run::feed);
        run.stream.cut("[the session has ended]");
        assertThat(run.data()).anyMatch(data -> data.contains("\"finish_reason\":\"content_filter\""));
        assertThat(run.data()).last().isEqualTo("[DONE]");
        assertThat(run.out()).doesNotContain("call_1").contains("[the session has ended]");
        run.feed(events(TWO).get(7));
        assertThat(run.ends).isEqualTo(1);
    }

    @Test
    void whatTwoClientsCouldReadDifferentlyEndsTheStream() {
        for (String bad : List.of(
                "data: {\"choices\":[],\"choices\":[{\"index\":0}]}\n\n",
                "data: nonsense\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"Tool_Calls\":[{\"id\":\"a\"}]}}]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":{\"id\":\"a\"}}}]}\n\n",
                "data: {\"choices\":{\"index\":0}}\n\n",
                "data: " + "[".repeat(5000) + "\n\n",
                "data: {\"choices\":[{\"index\":0,\"message\":{\"tool_calls\":[{\"id\":\"a\"}]}}]}\n\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":3,\"id\":\"a\"}]}}]}\n\n")) {
            StreamRun run = StreamRun.of(Api.CHAT, RELEASE).feed(bad).feed("data: [DONE]\n\n");
            assertThat(run.data()).as(bad).singleElement().asString().startsWith("{\"error\":{\"message\":");
            assertThat(run.whole).isFalse();
        }
    }

    @Test
    void aCallThatNeverEndsIsNotGatheredForEver() {
        StreamRun run = StreamRun.of(Api.CHAT, RELEASE, true, 10_000, 20_000);
        events(TWO).subList(0, 5).forEach(run::feed);
        String more = "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
                + "{\"arguments\":\"" + "x".repeat(5000) + "\"}}]}}]}\n\n";
        for (int i = 0; i < 10; i++) run.feed(more);
        assertThat(run.out()).contains("too much waits").doesNotContain("xxx");
    }

    /// Found by the fuzzer: a client puts such a delta to the call that was judged without it.
    @Test
    void aDeltaBehindTheEndOfItsChoiceEndsTheStream() {
        String late = "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
                + "{\"arguments\":\"--and more\"}}]}}]}\n\n";
        StreamRun run = StreamRun.of(Api.CHAT, RELEASE);
        events(TWO).subList(0, events(TWO).size() - 2).forEach(run::feed);
        run.feed(late);
        assertThat(run.out()).doesNotContain("and more").contains("\"error\"");
    }
}
