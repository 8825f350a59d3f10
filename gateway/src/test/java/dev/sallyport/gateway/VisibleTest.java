package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// R19: what is shown is escaped.
class VisibleTest {

    @ParameterizedTest
    @CsvSource({
        "select 1, select 1",
        "größe 名前 😀, größe 名前 😀",
        "a\u202Eb, a\\u{202e}b",
        "a\u200Bb, a\\u{200b}b",
        "a\u00A0b, a\\u{a0}b",
        "a\u001B[31m, a\\u{1b}[31m",
        "a\u2028b, a\\u{2028}b",
        "back\\slash, back\\\\slash",
        "\uD800x, \\u{d800}x"
    })
    void whatCannotBeSeenIsSpelledOut(String text, String shown) {
        assertThat(Visible.escape(text)).isEqualTo(shown);
    }

    @Test
    void anyTextBecomesOneHarmlessLine() {
        Random random = new Random(42);
        for (int round = 0; round < 500; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 50; i++) {
                text.append((char) random.nextInt(0x3000));
            }
            assertThat(Visible.escape(text.toString()).codePoints())
                    .noneMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.FORMAT);
        }
    }
}
