package dev.sallyport.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Against the plain way: each text looked for at each place.
class SieveTest {

    @Test
    void findsWhatStandsThereAndNothingElse() {
        Random random = new Random(20261130);
        for (int round = 0; round < 50_000; round++) {
            List<String> texts = texts(random);
            String bytes = letters(random, random.nextInt(60));
            assertThat(sieve(texts).standsIn(buffer(bytes)))
                    .as("%s in %s", texts, bytes)
                    .isEqualTo(texts.stream().anyMatch(bytes::contains));
        }
    }

    @Test
    void findsTheBeginningOfOneAtTheEnd() {
        Random random = new Random(1130);
        for (int round = 0; round < 50_000; round++) {
            List<String> texts = texts(random);
            String bytes = letters(random, random.nextInt(12));
            assertThat(sieve(texts).beginsAtTheEndOf(buffer(bytes)))
                    .as("%s at the end of %s", texts, bytes)
                    .isEqualTo(texts.stream().anyMatch(text -> begins(text, bytes)));
        }
    }

    private static boolean begins(String text, String bytes) {
        for (int count = 1; count < text.length(); count++) if (bytes.endsWith(text.substring(0, count))) return true;
        return false;
    }

    /// Far apart, and in every place of a long answer.
    @Test
    void skipsNothing() {
        String secret = "a-secret-of-some-length";
        Sieve sieve = sieve(List.of(secret, "another-one", "YS1zZWNyZXQtb2Ytc29tZS1sZW5ndGg"));
        for (int before = 0; before < 2_000; before++) {
            String text = "x".repeat(before) + secret;
            assertThat(sieve.standsIn(buffer(text + "y".repeat(40)))).isTrue();
            assertThat(sieve.standsIn(buffer(text.substring(0, text.length() - 1) + "y".repeat(40))))
                    .isFalse();
        }
    }

    @Test
    void knowsNothingOfNoTexts() {
        assertThat(sieve(List.of()).standsIn(buffer("anything"))).isFalse();
        assertThat(sieve(List.of()).beginsAtTheEndOf(buffer("anything"))).isFalse();
    }

    @Test
    void standsOnlyWhereABufferBegins() {
        ByteBuffer part = buffer("secret and more").position(1);
        assertThat(sieve(List.of("secret")).standsIn(part)).isFalse();
        assertThat(sieve(List.of("more")).standsIn(part)).isTrue();
        assertThat(part.position()).isEqualTo(1);
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) texts.add(letters(random, 1 + random.nextInt(9)));
        return texts;
    }

    /// Some of them look alike to it: their lower five bits are the same.
    private static String letters(Random random, int count) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < count; i++) letters.append("abAB1q".charAt(random.nextInt(6)));
        return letters.toString();
    }

    private static Sieve sieve(List<String> texts) {
        return new Sieve(texts.stream()
                .map(text -> new Echo(text.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
