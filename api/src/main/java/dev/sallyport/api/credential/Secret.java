package dev.sallyport.api.credential;

import java.util.Arrays;
import java.util.Objects;

/// A secret that cannot be read by accident: `toString` is redacted and reading needs a [SecretAccess], which a
/// search of the code finds. Not serializable, comparable only by [#sameAs]. Holds its own copy; `close` overwrites it.
public final class Secret implements AutoCloseable {

    private final char[] characters;

    public Secret(char[] characters) {
        this.characters = characters.clone();
    }

    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    /// A copy; the caller overwrites it when done.
    public char[] expose(SecretAccess access) {
        Objects.requireNonNull(access, "say why: SecretAccess.because(…)");
        return characters.clone();
    }

    /// For libraries that take nothing but a String.
    public String exposeText(SecretAccess access) {
        return new String(expose(access));
    }

    /// Whether both hold the same text; takes as long wherever they differ.
    public boolean sameAs(Secret other) {
        int different = characters.length ^ other.characters.length;
        for (int i = 0; i < Math.min(characters.length, other.characters.length); i++) {
            different |= characters[i] ^ other.characters[i];
        }
        return different == 0;
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "Secret[redacted]";
    }
}
