package dev.sallyport.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void percentiles_are_rounded_up_to_the_next_step() {
        Histogram histogram = new Histogram();
        for (int i = 1; i <= 100; i++) histogram.add(i * 1_000);
        assertThat(histogram.percentile(50)).isEqualTo(50.02);
        assertThat(histogram.percentile(99)).isEqualTo(99.02);
    }

    @Test
    void what_takes_longer_than_a_millisecond_is_not_lost() {
        Histogram histogram = new Histogram();
        histogram.add(5_000_000);
        assertThat(histogram.total()).isEqualTo(1);
        assertThat(histogram.percentile(50)).isGreaterThanOrEqualTo(1_000);
    }
}
