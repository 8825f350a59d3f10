package dev.sallyport.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CountingTest {

    private static long count(Kind kind, String text, int step) {
        Counting counting = new Counting(kind, false);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        counting.feed(Unpooled.EMPTY_BUFFER);
        for (int at = 0; at < bytes.length; at += step)
            counting.feed(Unpooled.wrappedBuffer(bytes, at, Math.min(step, bytes.length - at)));
        return counting.records();
    }

    /// The head of a CSV file counts too: nobody can tell it from a record.
    @Test
    void eachLineThatSaysSomethingIsARecord() {
        for (int step : new int[] {1, 2, 100}) {
            assertThat(count(Kind.LINES, "", step)).isZero();
            assertThat(count(Kind.LINES, "\r\n \n\n", step)).isZero();
            assertThat(count(Kind.LINES, "a b\r\n\r\n c\nd", step)).isEqualTo(3);
            assertThat(count(Kind.LINES, "{}\n{}\n", step)).isEqualTo(2);
        }
    }

    @Test
    void theRestIsOneOrNothing() {
        assertThat(count(Kind.OTHER, "", 1)).isZero();
        assertThat(count(Kind.OTHER, "a\nb", 1)).isEqualTo(1);
        assertThat(count(Kind.JSON, "[1,2]", 1)).isEqualTo(2);
    }
}
