package dev.sallyport.authority.intent.shell.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// Texts that want to break a reader: it never throws, never hangs, and says what it did not read.
class HostileScriptTest {

    private static final String ALPHABET = "abz 01\t\n\"'`$(){}[]<>|&;\\#!*?=~-/%\u0000\u001b\ud800\udfff\u00e9";

    @Test
    void randomTextsAreRead() {
        Random random = new Random(17);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(80);
            for (int i = 0; i < length; i++) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            assertThat(read(text.toString()).commands()).hasSizeLessThanOrEqualTo(Limits.DEFAULT.commands());
        }
    }

    @Test
    void truncatedTextsAreRead() {
        String whole =
                "sudo sh -c \"for f in $(find / -name '*.c'); do awk '{system(\\\"rm \\\" $1)}' `ls $f` <<EOF\nx\nEOF\ndone\" > a";
        for (int end = 0; end <= whole.length(); end++) {
            assertThat(read(whole.substring(0, end))).isNotNull();
        }
    }

    @Test
    void nestedAndRepeatedTextsAreBounded() {
        for (String part : List.of(
                "$(",
                "`",
                "\"",
                "'",
                "(",
                "{ ",
                "${",
                "<(",
                "sudo ",
                "sh -c '",
                "\"$(",
                "eval ",
                "find . -exec ",
                "if ",
                "<<E\n",
                "a|",
                "f(){ ",
                "case x in ",
                "$((",
                "\\",
                "[[ ",
                "x=$(",
                "!(",
                "*(",
                "env ",
                "alias a=",
                "echo x|sh|",
                "-exec a ;",
                "awk '{system(\"",
                "&&",
                ">")) {
            for (String text : List.of(
                    part.repeat(16_000 / part.length()),
                    part.repeat(40) + "rm -rf /",
                    part.repeat(2_000_000 / part.length()))) {
                Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> read(text), part);
            }
        }
    }

    @Test
    void whatIsNotReadIsSaid() {
        assertThat(read("a ".repeat(1 << 20)).doubts()).containsExactly(Doubt.TOO_LARGE);
        assertThat(read("$(".repeat(40) + "rm" + ")".repeat(40)).doubts()).contains(Doubt.TOO_LARGE);
        assertThat(read("sudo ".repeat(40) + "rm").doubts()).contains(Doubt.TOO_LARGE);
        assertThat(read("a;".repeat(400)).doubts()).contains(Doubt.TOO_LARGE);
        assertThat(read("ls \ud800").doubts()).contains(Doubt.STRANGE_CHARACTERS);
    }

    private static Script read(String text) {
        return Script.read(text, Limits.DEFAULT);
    }
}
