package dev.sallyport.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemCountTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|0|0",
                "null|1|1",
                "[]|0|0",
                "[1, 2,3]|3|3",
                "[[1,2],[3]]|2|2",
                "[\"a,b\",\"]\"]|2|2",
                "[{\"a\":[{},{},{}]}]|1|1",
                "{}|1|1",
                "{\"id\":1}|1|1",
                "{\"data\":{\"customers\":[{},{\"x\":[{}]},{}]}}|3|1",
                "{\"a\":\"[{},{}]\",\"b\":\"\\\\\",\"c\":[{},{}]}|2|1",
                "{\"names\":[\"id\",\"ssn\"],\"rows\":[[1,2],[3,4],[5,6]]}|3|1",
                "{\"items\":[{\"line\":[[1,2],[3,4],[5,6]]},{}]}|2|1",
                "{\"a\":[[1],[2]],\"b\":[[1],[2],[3]]}|3|1",
                "{\"a\":[1,2,3]}|1|1",
                "\uFEFF[\"a\",\"b\",\"c\"]|3|3",
                "\uFEFF{\"a\":[{},{}]}|2|1"
            })
    void countsWhatAnAnswerHolds(String json, long many, long keyed) {
        assertThat(count(json, false, json.length())).isEqualTo(many);
        assertThat(count(json, true, json.length())).isEqualTo(keyed);
        assertThat(count(json, false, 1)).as("byte by byte").isEqualTo(many);
    }

    private static long count(String json, boolean one, int step) {
        ItemCount count = new ItemCount(one);
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += step) {
            count.feed(Unpooled.wrappedBuffer(bytes, at, Math.min(step, bytes.length - at)));
        }
        return count.records();
    }

    @Test
    void hostileBytesGiveSomeNumber() {
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(400); j > 0; j--) text.append("{}[],:\"\\ a1".charAt(random.nextInt(11)));
            assertThat(count(text.toString(), false, 1 + random.nextInt(9))).isNotNegative();
        }
        assertThat(count("[".repeat(100_000), false, 1000)).isNotNegative();
    }
}
