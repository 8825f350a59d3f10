package dev.sallyport.app.bench.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {

    /// As wrk 4.1 prints it: seconds have a blank behind them.
    private static final String SAID = """
              Latency Distribution
                 50%   68.00us
                 75%    1.50ms
                 99%    1.36s\s
              13518 requests in 10.07s, 14.90MB read
            """;

    @Test
    void latencies_are_read_in_microseconds() throws Exception {
        assertThat(Wrk.percentile(50, SAID)).isEqualTo(68);
        assertThat(Wrk.percentile(75, SAID)).isEqualTo(1500);
        assertThat(Wrk.percentile(99, SAID)).isEqualTo(1_360_000);
    }

    @Test
    void what_was_not_said_is_an_error() {
        assertThatThrownBy(() -> Wrk.percentile(90, SAID))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("90 %");
    }
}
