package dev.sallyport.gateway.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContextPrintTest {

    private static Turn turn(int number) {
        return new Turn(
                "tool",
                "text ".repeat(1 + number * 300) + number,
                "source",
                Tier.OBSERVED,
                number % 2 == 0 ? "" : "r-" + number);
    }

    @Test
    void an_empty_context_has_no_print() {
        assertThat(ContextPrint.of(PromptContext.EMPTY)).isEmpty();
        assertThat(ContextPrint.of(PromptContext.EMPTY, Remembered.NOTHING)).isEmpty();
    }

    /// R24: whoever decides again on another machine begins with the whole context. Long enough that conversations are
    /// shortened at their length in turns, at their length in characters, and forgotten.
    @Test
    void what_was_heard_bit_by_bit_has_the_print_that_it_has_at_once() {
        Random random = new Random(7);
        PromptContext said = new PromptContext(List.of(turn(1), turn(2)));
        Remembered heard = Remembered.NOTHING;
        Instant at = Instant.EPOCH;
        for (int i = 0; i < 1_000; i++) {
            at = at.plusSeconds(random.nextInt(300) == 0 ? 40_000 : 1);
            String conversation = random.nextInt(3) == 0 ? "" : "c-" + random.nextInt(30) % (1 + random.nextInt(30));
            List<Turn> next = random.ints(1 + random.nextInt(3), 0, 9)
                    .mapToObj(ContextPrintTest::turn)
                    .toList();
            int from = random.nextInt(20) == 0 ? random.nextInt(40) : Integer.MAX_VALUE;
            heard = heard.after(at, "s", conversation, from, next);
            PromptContext together = Contexts.together(said, heard);
            assertThat(ContextPrint.of(said, heard)).isEqualTo(ContextPrint.of(together));
        }
    }

    /// Or two contexts could be told for one another.
    @Test
    void each_part_of_a_turn_counts() {
        Stream<Turn> turns = Stream.of(
                new Turn("tool", "ab", "c", Tier.OBSERVED),
                new Turn("tool", "a", "bc", Tier.OBSERVED),
                new Turn("tool", "ab\0", "c", Tier.OBSERVED),
                new Turn("tool", "ab", "c\0", Tier.OBSERVED),
                new Turn("user", "ab", "c", Tier.OBSERVED),
                new Turn("tool", "ab", "c", Tier.DECLARED),
                new Turn("tool", "ab", "c", Tier.OBSERVED, "r"));
        assertThat(turns.map(turn -> ContextPrint.of(new PromptContext(List.of(turn)))))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_order_counts() {
        assertThat(ContextPrint.of(new PromptContext(List.of(turn(1), turn(2)))))
                .isNotEqualTo(ContextPrint.of(new PromptContext(List.of(turn(2), turn(1)))));
    }
}
