package dev.sallyport.postgres.wire;

import dev.sallyport.grammar.sql.value.BoundValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Tells one statement with its values from every other: the first half of SHA-256 over all of both, whatever the trail
/// shows of them. The text is hashed once, since a prepared statement runs many times; after that the object never
/// changes.
final class Fingerprint {

    private static final int BYTES = 16;

    private final MessageDigest text;

    private Fingerprint(MessageDigest text) {
        this.text = text;
    }

    static Fingerprint of(String sql) {
        MessageDigest digest = sha256();
        digest.update(sql.getBytes(StandardCharsets.UTF_8));
        return new Fingerprint(digest);
    }

    /// Hexadecimal.
    String with(List<BoundValue> values) {
        MessageDigest digest = copy();
        for (BoundValue value : values) add(value, digest);
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /// Kind and length stand before each value, so that no two lists of values look alike.
    private static void add(BoundValue value, MessageDigest digest) {
        byte[] bytes = value.bytes();
        digest.update((byte) (bytes == null ? 0 : value.binary() ? 2 : 1));
        if (bytes == null) return;
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) text.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this JDK's SHA-256 cannot be copied", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
