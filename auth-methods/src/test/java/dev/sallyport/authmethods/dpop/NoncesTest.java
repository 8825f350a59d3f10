package dev.sallyport.authmethods.dpop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.generate.Seeded;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// RFC 9449 §8.
class NoncesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Nonces nonces = new Nonces(KEY, Duration.ofMinutes(5));

    @Test
    void one_is_accepted_until_its_time_is_over_and_not_by_a_clock_set_back() {
        String nonce = nonces.at(NOW);
        assertThat(nonce).hasSize(32).matches("[A-Za-z0-9_-]+");
        assertThat(nonces.accepts(nonce, NOW)).isTrue();
        assertThat(nonces.accepts(nonce, NOW.plusSeconds(299))).isTrue();
        assertThat(nonces.accepts(nonce, NOW.plusSeconds(300))).isFalse();
        assertThat(nonces.accepts(nonce, NOW.minusSeconds(301))).isFalse();
    }

    @Test
    void one_of_another_gateway_is_not() {
        Nonces other = new Nonces(new byte[32], Duration.ofMinutes(5));
        assertThat(nonces.accepts(other.at(NOW), NOW)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "????????????????????????????????", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void what_was_never_given_out_is_not(String nonce) {
        assertThat(nonces.accepts(nonce, NOW)).isFalse();
    }

    @Test
    void a_changed_character_spoils_it() {
        String nonce = nonces.at(NOW);
        Seeded.forAll(500, some -> {
            char[] changed = nonce.toCharArray();
            int place = some.between(0, changed.length - 1);
            changed[place] = changed[place] == 'A' ? 'B' : 'A';
            assertThat(nonces.accepts(new String(changed), NOW)).isFalse();
        });
    }
}
