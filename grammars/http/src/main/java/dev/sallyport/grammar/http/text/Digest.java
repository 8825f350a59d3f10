package dev.sallyport.grammar.http.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over parts, each with its length before it, so that no two lists of parts have the same
/// text. One thread.
public final class Digest {

    private final MessageDigest sha256 = sha256();

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public Digest add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    public Digest add(byte[] part) {
        for (int shift = 3 * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            sha256.update((byte) (part.length >>> shift));
        }
        sha256.update(part);
        return this;
    }

    /// Hexadecimal; the digest is used up.
    public String hex() {
        return HexFormat.of().formatHex(sha256.digest());
    }

    /// Of nothing but these bytes.
    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }
}
