package dev.sallyport.sessions;

import java.util.random.RandomGenerator;

/// Makes names that can be read aloud: Crockford's alphabet, without i, l, o and u. Safe on every thread
/// if its source
/// is.
public final class Names {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private final RandomGenerator random;

    public Names(RandomGenerator random) {
        this.random = random;
    }

    /// Eighty random bits: two grants never share one.
    String grant() {
        return "t" + letters(16);
    }

    String token() {
        return letters(20);
    }

    private String letters(int count) {
        StringBuilder name = new StringBuilder(count);
        for (int i = 0; i < count; i++) name.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        return name.toString();
    }
}
