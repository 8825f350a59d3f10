package dev.sallyport.trail.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiTest {

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                9,
                10,
                -1,
                999_999_999,
                1_000_000_000,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE + 1L,
                Integer.MIN_VALUE,
                3_000_000_007L,
                9_999_999_999L,
                10_000_000_000_000_000L,
                Integer.MAX_VALUE * 1_000_000_000L,
                Long.MAX_VALUE,
                Long.MIN_VALUE + 1,
                Long.MIN_VALUE,
            })
    void numbersAreWrittenAsJavaWritesThem(long value) {
        assertThat(written(value)).isEqualTo(Long.toString(value));
    }

    @Test
    void ofEveryLength() {
        Random random = new Random(11);
        for (int round = 0; round < 20_000; round++) {
            long value = random.nextLong() >> random.nextInt(64);
            assertThat(written(value)).isEqualTo(Long.toString(value));
        }
    }

    private static String written(long value) {
        byte[] bytes = new byte[24];
        return new String(bytes, 2, Ascii.digits(value, bytes, 2) - 2, StandardCharsets.US_ASCII);
    }
}
