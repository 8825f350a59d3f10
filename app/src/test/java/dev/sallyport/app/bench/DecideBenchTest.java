package dev.sallyport.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.app.cli.work.Bench.Measured;
import dev.sallyport.app.cli.work.Bench.Plan;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Whether it measures, not how fast this machine is.
class DecideBenchTest {

    @Test
    void decisions_of_the_contract_path_are_timed() throws Exception {
        Plan plan = new Plan(1, 2, Duration.ofMillis(3), Duration.ofMillis(3));
        Measured measured = new DecideBench(plan, _ -> {}, Clock.systemUTC()).measure();
        assertThat(measured.sheets()).singleElement().satisfies(sheet -> {
            assertThat(sheet.rows()).hasSize(3);
            assertThat(sheet.rows().getFirst().get(1)).matches("\\d+\\.\\d+ \\(.*\\)");
        });
        assertThat(measured.goals()).hasSize(3);
    }
}
