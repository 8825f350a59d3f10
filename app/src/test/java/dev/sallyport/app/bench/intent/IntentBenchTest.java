package dev.sallyport.app.bench.intent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.Bench.Plan;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Whether it measures, not how fast this machine is.
class IntentBenchTest {

    @Test
    void judgements_are_timed_by_the_length_of_the_conversation() {
        Plan plan = new Plan(1, 2, Duration.ofMillis(4), Duration.ofMillis(4));
        Measured measured = new IntentBench(plan, _ -> {}, Clock.systemUTC()).measure();
        assertThat(measured.sheets()).singleElement().satisfies(sheet -> {
            assertThat(sheet.rows())
                    .hasSize(4)
                    .allSatisfy(row -> assertThat(row.get(1)).matches("\\d+ \\(.*\\)"));
        });
        assertThat(measured.goals()).hasSize(8);
    }

    @Test
    void a_conversation_moves_on_and_keeps_its_length() {
        Talk talk = new Talk(3);
        var before = talk.context();
        var action = talk.action();
        talk.move();
        assertThat(talk.context().turns())
                .hasSize(6)
                .doesNotContain(before.turns().getFirst());
        assertThat(talk.context().turns().get(4).text())
                .as("it has done what it said")
                .contains(action.arguments().getFirst().value());
    }
}
