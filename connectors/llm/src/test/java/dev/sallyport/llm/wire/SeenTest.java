package dev.sallyport.llm.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenTest {

    private static Seen.Memory memory(String text) {
        return new Seen.Memory("n", List.of(new Turn("assistant", text, "m", Tier.OBSERVED)), 7, List.of());
    }

    @Test
    void anAnswerIsKnownByItsIdAndItsPartsToItsTreeAlone() {
        Seen seen = new Seen(10);
        seen.remember("a", List.of("resp_1", "msg_1"), memory("hi"));
        assertThat(seen.all("a", List.of("resp_1", "msg_1")).orElseThrow().turns())
                .hasSize(1);
        assertThat(seen.all("a", List.of("msg_1")).orElseThrow().tokens()).isEqualTo(7);
        assertThat(seen.all("b", List.of("resp_1"))).isEmpty();
        assertThat(seen.all("a", List.of("resp_1", "resp_2"))).isEmpty();
        assertThat(seen.all("a", List.of()))
                .as("who refers to nothing goes on from nothing")
                .isPresent();
    }

    /// Every bound: so many answers, and so many characters of them.
    @Test
    void theOldestFallsOutFirst() {
        Seen few = new Seen(3);
        for (int i = 0; i < 5; i++) few.remember("a", List.of("resp_" + i), memory("hi"));
        assertThat(few.of("a", "resp_1")).isEmpty();
        assertThat(few.of("a", "resp_2")).isPresent();
        Seen large = new Seen(1_000_000);
        String text = "x".repeat(20 << 20);
        for (int i = 0; i < 5; i++) large.remember("a", List.of("resp_" + i), memory(text));
        assertThat(large.of("a", "resp_1")).isEmpty();
        assertThat(large.of("a", "resp_4")).isPresent();
    }

    @Test
    void whatIsToldAgainTakesThePlaceOfWhatWasKnown() {
        Seen seen = new Seen(10);
        String text = "x".repeat(60 << 20);
        for (int i = 0; i < 3; i++) seen.remember("a", List.of("resp_1"), memory(text));
        assertThat(seen.of("a", "resp_1")).isPresent();
    }
}
