package dev.sallyport.grammar.http.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 over parts, each with its length before it, so that no two lists of parts have the same
/// text. One thread.
public final class Digest {

    /// Only ever copied: that costs a tenth of asking for one.
    private static final MessageDigest EMPTY = empty();

    private final MessageDigest sha256 = sha256();
    private final byte[] length = new byte[Integer.BYTES];

    private static MessageDigest empty() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this JDK's SHA-256 cannot be copied", e);
        }
    }

    public Digest add(String part) {
        return add(part.getBytes(StandardCharsets.UTF_8));
    }

    public Digest add(byte[] part) {
        for (int i = 0; i < length.length; i++) {
            length[i] = (byte) (part.length >>> (Byte.SIZE * (length.length - 1 - i)));
        }
        sha256.update(length);
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
