package dev.sallyport.app.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// R19: what is shown is what is there.
class SafeTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"plain text, ünïcödé and 日本語 | plain text, ünïcödé and 日本語", "an emoji 🎉 | an emoji 🎉"},
            delimiter = '|')
    void textThatSaysWhatItIsStays(String text, String shown) {
        assertThat(SafeText.of(text)).isEqualTo(shown);
    }

    @Test
    void noTerminalObeysIt() {
        assertThat(SafeText.of("\u001b[2J\u001b]0;title\u0007")).isEqualTo("\\u{1b}[2J\\u{1b}]0;title\\u{7}");
        assertThat(SafeText.of("\u009b2J")).isEqualTo("\\u{9b}2J");
        assertThat(SafeText.of("a\r\nb\tc\u0000\u007f")).isEqualTo("a\\r\\nb\\tc\\u{0}\\u{7f}");
    }

    @Test
    void nothingIsShownInAnotherOrderThanItStands() {
        assertThat(SafeText.of("amount \u202e0001\u202c")).isEqualTo("amount \\u{202e}0001\\u{202c}");
        assertThat(SafeText.of("\u2066a\u2069\u200f")).isEqualTo("\\u{2066}a\\u{2069}\\u{200f}");
    }

    @Test
    void nothingInvisibleHides() {
        assertThat(SafeText.of("DE\u200bLETE\ufeff")).isEqualTo("DE\\u{200b}LETE\\u{feff}");
        assertThat(SafeText.of("a\u00a0b\u3000c\u2028d")).isEqualTo("a\\u{a0}b\\u{3000}c\\u{2028}d");
        assertThat(SafeText.of("\u3164x\ufe0f")).isEqualTo("\\u{3164}x\\u{fe0f}");
        assertThat(SafeText.of("tag\udb40\udc41")).isEqualTo("tag\\u{e0041}");
    }

    @Test
    void whatIsNoCharacterIsNamed() {
        assertThat(SafeText.of("\ud83c")).isEqualTo("\\u{d83c}");
        assertThat(SafeText.of("\ue000")).isEqualTo("\\u{e000}");
    }

    @Test
    void marksMayNotBePiledUp() {
        assertThat(SafeText.of("e\u0301\u0302\u0303")).isEqualTo("e\u0301\u0302\u0303");
        assertThat(SafeText.of("e\u0301\u0302\u0303\u0304")).isEqualTo("e\u0301\u0302\u0303\\u{304}");
        assertThat(SafeText.of("\u0301")).as("on nothing").isEqualTo("\\u{301}");
    }

    @Test
    void anEscapeCannotBeImitated() {
        assertThat(SafeText.of("\\u{202e}")).isEqualTo("\\\\u{202e}");
    }

    @Test
    void whateverComesTheResultIsHarmless() {
        for (long seed = 0; seed < 500; seed++) {
            String shown = SafeText.of(noise(new Random(seed)));
            assertThat(shown.codePoints().filter(c -> c < ' ' || (c >= 0x7f && c < 0xa1)))
                    .as("seed %d", seed)
                    .isEmpty();
            assertThat(SafeText.of(shown.replace("\\", ""))).as("seed %d", seed).isEqualTo(shown.replace("\\", ""));
        }
    }

    @Test
    void aLineOfJsonStaysTheSameJson() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (long seed = 0; seed < 200; seed++) {
            String json = mapper.writeValueAsString(noise(new Random(seed)));
            String shown = SafeText.ofJsonLine(json);
            assertThat(shown).as("seed %d", seed).matches("[ -~]*");
            assertThat(mapper.readTree(shown)).isEqualTo(mapper.readTree(json));
        }
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(60); i > 0; i--) {
            text.append((char) (random.nextInt(4) == 0 ? random.nextInt(0x10000) : random.nextInt(0x250)));
        }
        return text.toString();
    }
}
