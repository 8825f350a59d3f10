package dev.sallyport.trail.line;

import java.security.DigestException;
import java.security.MessageDigest;

/// Closes lines with their [Link], allocating nothing. Not thread-safe.
public final class LinkWriter {

    private static final byte[] HEX = Ascii.bytes("0123456789abcdef");
    private static final byte[] SEQ = Ascii.bytes(",\"seq\":");
    private static final byte[] PREV = Ascii.bytes(",\"prev\":\"");
    private static final byte[] HASH = Ascii.bytes("\",\"hash\":\"");
    private static final byte[] END = Ascii.bytes("\"}\n");

    private final byte[] bytes = new byte[Link.MAX_LINK];
    private final byte[] digest = new byte[32];
    private int length;

    /// @param body the digest of the line so far; it is used up
    /// @param hash in: of the line before, 64 hex digits; out: of this line
    public void link(long seq, MessageDigest body, byte[] hash) {
        length = 0;
        copy(SEQ);
        length = Ascii.digits(seq, bytes, length);
        copy(PREV);
        copy(hash);
        body.update(bytes, 0, length);
        body.update((byte) '"');
        finish(body);
        copy(HASH);
        for (int i = 0; i < digest.length; i++) {
            hash[2 * i] = HEX[(digest[i] >> 4) & 0xf];
            hash[2 * i + 1] = HEX[digest[i] & 0xf];
        }
        copy(hash);
        copy(END);
    }

    /// What [#link] made, up to [#length].
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    private void finish(MessageDigest body) {
        try {
            body.digest(digest, 0, digest.length);
        } catch (DigestException e) {
            throw new AssertionError("a SHA-256 has 32 bytes", e);
        }
    }

    private void copy(byte[] from) {
        System.arraycopy(from, 0, bytes, length, from.length);
        length += from.length;
    }
}
