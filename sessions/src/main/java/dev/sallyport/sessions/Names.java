package dev.sallyport.sessions;

import java.util.random.RandomGenerator;

/// Makes names that can be read aloud: Crockford's alphabet, without i, l, o and u. Safe on every
/// thread if its source is.
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

    /// All bits are drawn at once: a secure source takes as long for one letter as for a whole name.
    private String letters(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        StringBuilder name = new StringBuilder(count);
        for (byte each : bytes) name.append(ALPHABET.charAt(each & (ALPHABET.length() - 1)));
        return name.toString();
    }
}
