package dev.sallyport.authority.intent.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoughtTest {

    /// Pieces that the patterns are made of, so that random texts are full of what they look for, and of what it nearly
    /// is.
    private static final List<String> PIECES = List.of(
            " ",
            "\n",
            "\t",
            "\r",
            "-",
            "- ",
            "* ",
            ",",
            ", ",
            ":",
            ": ",
            ".",
            ". ",
            "! ",
            "? ",
            "|",
            " | ",
            "###",
            "==",
            "~~~~",
            "\"",
            "'",
            "(",
            ")",
            "[",
            "{",
            "}",
            "},",
            "}, {",
            "<",
            ">",
            "</p>",
            "<a href='x'>",
            "<img src=\"y\">",
            "\\",
            "\\n",
            "\\\n",
            "\\\\r",
            "n",
            "r",
            "a",
            "Z",
            "Hello",
            "word",
            "é",
            "\u0301",
            "_",
            "7",
            "12",
            "2024",
            "2024-05-15",
            "/",
            "5/6",
            "5/6/24",
            "3,000.50",
            "may 15",
            "mar. 3",
            "jan",
            "sept",
            "15th of june",
            "3rd to 5th of july",
            "1st until the 2nd aug",
            "dec 24th and 26",
            "st",
            "of",
            "to",
            "word,\n  more",
            "', 'key':",
            "] , \"a b\" : ");

    static List<Named> sought() throws ReflectiveOperationException {
        List<Named> sought = new ArrayList<>();
        for (Class<?> each : List.of(Segments.class, Dates.class, Haystack.class))
            for (Field field : each.getDeclaredFields()) {
                if (field.getType() != Sought.class) continue;
                field.setAccessible(true);
                sought.add(new Named(field.getName(), (Sought) field.get(null)));
            }
        return sought;
    }

    record Named(String name, Sought sought) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("sought")
    void findsWhatASearchAtEveryCharacterFinds(Named named) {
        Random random = new Random(11);
        int found = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = text(random);
            List<String> all = named.sought()
                    .pattern()
                    .matcher(text)
                    .results()
                    .map(SoughtTest::words)
                    .toList();
            List<String> here = new ArrayList<>();
            named.sought().each(text, match -> here.add(words(match)));
            assertThat(here).as(text).isEqualTo(all);
            found += all.size();
        }
        assertThat(found).as("matches of " + named).isGreaterThan(50);
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = 1 + random.nextInt(14);
        for (int i = 0; i < pieces; i++) text.append(PIECES.get(random.nextInt(PIECES.size())));
        return text.toString();
    }

    private static String words(MatchResult match) {
        StringBuilder words =
                new StringBuilder().append(match.start()).append('-').append(match.end());
        for (int i = 1; i <= match.groupCount(); i++) words.append(' ').append(match.group(i));
        return words.toString();
    }

    @Test
    void everyPatternOfTheTextsIsLookedAt() throws Exception {
        assertThat(sought()).extracting(Named::name).contains("SENTENCE", "NEXT_FIELD", "ISO", "NUMBER");
    }

    @Test
    void replacesAndSplitsAtWhatItFinds() {
        Sought comma = Sought.at(" ,", " ?, ?");
        assertThat(comma.replaced("a , b,c", "-")).isEqualTo("a-b-c");
        assertThat(comma.replaced("none", "-")).isEqualTo("none");
        assertThat(comma.replaced(",", "")).isEmpty();
        assertThat(comma.split("a , b,")).containsExactly("a", "b", "");
        assertThat(comma.split("")).containsExactly("");
    }
}
