package dev.sallyport.llm.answer;

import static dev.sallyport.llm.answer.StreamRun.RELEASE;
import static dev.sallyport.llm.answer.StreamRun.denying;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.llm.request.Api;
import dev.sallyport.testkit.model.GeminiDialect;
import dev.sallyport.testkit.model.ModelReply;
import dev.sallyport.testkit.model.ModelReply.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class GeminiStreamTest {

    private static final ModelReply TWO = ModelReply.calls(
            "Einen Moment — bitte.",
            new Call("c1", "read_ticket", "{\"id\":4711}"),
            new Call("c2", "send_mail", "{\"to\":\"ev@il.example\"}"));

    private static final List<String> EVENTS = GeminiDialect.events("gemini-x", TWO);

    @Test
    void whatIsReleasedIsTheVeryBytes() {
        StreamRun run = StreamRun.of(Api.GEMINI_STREAM, RELEASE).all(EVENTS);
        assertThat(run.out()).isEqualTo(String.join("", EVENTS));
        assertThat(run.judged)
                .containsExactly(
                        new ProposedCall("c1", "read_ticket", "{\"id\":4711}", false),
                        new ProposedCall("c2", "send_mail", "{\"to\":\"ev@il.example\"}", false));
        assertThat(run.heard.usage()).isEqualTo(new Usage(23, 19));
        assertThat(String.join("", run.heard.words())).isEqualTo(TWO.words());
    }

    @Test
    void aDeniedCallBecomesWordsAtItsPlace() {
        for (var run : List.of(
                StreamRun.of(Api.GEMINI_STREAM, denying("send_mail")).all(EVENTS),
                StreamRun.of(Api.GEMINI_STREAM, denying("send_mail")).bytes(EVENTS))) {
            assertThat(run.out())
                    .doesNotContain("ev@il")
                    .contains("`send_mail` was denied")
                    .contains("4711");
        }
    }

    @Test
    void aPartThatIsNotKnownIsTakenForACall() {
        String odd = "data: {\"candidates\":[{\"content\":{\"parts\":[{\"robotArm\":{\"angle\":9}}]}}]}\n\n";
        assertThat(StreamRun.of(Api.GEMINI_STREAM, denying("robotArm"))
                        .feed(odd)
                        .out())
                .doesNotContain("angle")
                .contains("`robotArm` was denied");
    }

    @Test
    void aCutTellsWhy() {
        StreamRun run = StreamRun.of(Api.GEMINI_STREAM, RELEASE).feed(EVENTS.getFirst());
        run.stream.cut("[revoked]");
        assertThat(run.data().getLast()).contains("[revoked]").contains("\"finishReason\":\"OTHER\"");
        assertThat(run.heard.counted())
                .as("only the end of an answer is its count")
                .isFalse();
    }
}
