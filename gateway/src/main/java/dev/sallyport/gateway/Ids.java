package dev.sallyport.gateway;

import java.util.random.RandomGenerator;

/// Makes ids that can be read aloud: Crockford's alphabet, without i, l, o and u. Safe on every thread if its source
/// is.
final class Ids {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private final RandomGenerator random;

    Ids(RandomGenerator random) {
        this.random = random;
    }

    /// Sixty random bits: two sessions never share one.
    String session() {
        return letters(12);
    }

    /// Forty random bits in two halves: easy to type, and not to be hit by trying.
    String hold() {
        return letters(4) + "-" + letters(4);
    }

    /// For those who never had a session to count their requests.
    String refusal() {
        return "r" + letters(11);
    }

    private String letters(int count) {
        StringBuilder id = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
