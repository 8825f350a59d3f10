package dev.sallyport.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void the_median_counts_and_the_ends_stand_beside_it() {
        assertThat(Spread.of(DoubleStream.of(5, 1, 3)).showAll("%.0f")).isEqualTo("3 (1–5)");
        assertThat(Spread.of(DoubleStream.of(4, 1, 2, 9)).median()).isEqualTo(3);
    }

    @Test
    void nothing_measured_is_shown_as_nothing() {
        assertThat(Spread.of(DoubleStream.empty()).showAll("%.0f")).isEqualTo("–");
        assertThat(Spread.of(DoubleStream.of(1, Double.NaN)).known()).isFalse();
    }
}
