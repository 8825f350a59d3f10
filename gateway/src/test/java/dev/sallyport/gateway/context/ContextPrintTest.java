package dev.sallyport.gateway.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.PromptContext.Tier;
import dev.sallyport.api.session.PromptContext.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ContextPrintTest {

    private static Turn turn(int number) {
        return new Turn("tool", "text " + number, "source", Tier.OBSERVED, number % 2 == 0 ? "" : "r-" + number);
    }

    @Test
    void an_empty_context_has_no_print() {
        assertThat(new ContextPrint().of(PromptContext.EMPTY)).isEmpty();
    }

    /// R24: whoever decides again on another machine begins with the whole context.
    @Test
    void a_context_that_grew_shrank_or_changed_has_the_print_that_it_has_at_once() {
        Random random = new Random(7);
        ContextPrint along = new ContextPrint();
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            switch (random.nextInt(4)) {
                case 0 -> turns.removeIf(_ -> random.nextInt(4) == 0);
                case 1 -> turns.addFirst(turn(random.nextInt(9)));
                default -> turns.add(turn(random.nextInt(9)));
            }
            PromptContext context = new PromptContext(turns);
            assertThat(along.of(context)).isEqualTo(new ContextPrint().of(context));
        }
    }

    @Test
    void each_part_of_a_turn_counts() {
        ContextPrint print = new ContextPrint();
        String one = print.of(new PromptContext(List.of(new Turn("tool", "ab", "c", Tier.OBSERVED))));
        String two = print.of(new PromptContext(List.of(new Turn("tool", "a", "bc", Tier.OBSERVED))));
        String three = print.of(new PromptContext(List.of(new Turn("tool", "ab", "c", Tier.DECLARED))));
        assertThat(List.of(one, two, three)).doesNotHaveDuplicates();
    }
}
