package dev.sallyport.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PgbenchTest {

    @Test
    void a_latency_is_the_third_field_of_a_line() {
        assertThat(Pgbench.latency("0 81 4621 0 1412881037 912698")).isEqualTo(4621);
    }

    @Test
    void percentiles_are_of_what_was_seen() {
        double[] latencies = new double[100];
        for (int i = 0; i < latencies.length; i++) latencies[i] = i + 1;
        assertThat(Pgbench.percentile(latencies, 50)).isEqualTo(51);
        assertThat(Pgbench.percentile(latencies, 99)).isEqualTo(100);
        assertThat(Pgbench.percentile(new double[0], 99)).isNaN();
    }

    @Test
    void the_time_that_connecting_took_does_not_count() throws IOException {
        String of15 = "tps = 1234.5 (without initial connection time)";
        String of13 =
                "tps = 99.0 (including connections establishing)\ntps = 101.0 (excluding connections establishing)";
        assertThat(Pgbench.number(Pgbench.PER_SECOND, of15)).isEqualTo(1234.5);
        assertThat(Pgbench.number(Pgbench.PER_SECOND, of13)).isEqualTo(101);
    }

    @Test
    void a_figure_that_is_not_there_is_an_error_and_not_a_zero() {
        assertThatThrownBy(() -> Pgbench.number(Pattern.compile("tps = (\\d+)"), "connection failed"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("pgbench did not say");
    }
}
