package dev.sallyport.trail.line;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The end of every line, by which it hangs on the line before: `,"seq":12,"prev":"…","hash":"…"}`.
///
/// `hash` is the SHA-256, in lower-case hex, of all bytes of the line before `,"hash"`; `prev` is the `hash` of the
/// line before, or [#GENESIS].
///
/// @param hashed how many bytes of the line the hash covers
public record Link(long seq, String prev, String hash, int hashed) {

    /// What the first line hangs on.
    public static final String GENESIS = "0".repeat(64);

    /// The longest line that is written or read, with its line feed.
    public static final int MAX_LINE = 16 << 20;

    /// The longest link, with its line feed.
    public static final int MAX_LINK = 256;

    static final int HEX = 64;
    private static final byte[] SEQ = Ascii.bytes(",\"seq\":");
    private static final byte[] PREV = Ascii.bytes(",\"prev\":\"");
    private static final byte[] HASH = Ascii.bytes(",\"hash\":\"");
    private static final byte[] END = Ascii.bytes("\"}");

    /// Strict: what is accepted is exactly what is written.
    ///
    /// @param length of the line without its line feed
    public static Optional<Link> parse(byte[] line, int from, int length) {
        int hashed = length - END.length - HEX - HASH.length;
        int prev = hashed - 1 - HEX;
        int digitsEnd = prev - PREV.length;
        if (digitsEnd < SEQ.length + 1 || !frame(line, from, length, hashed, prev)) return Optional.empty();
        int digits = digitsEnd;
        while (digits > 0 && digitsEnd - digits < 19 && digit(line[from + digits - 1])) digits--;
        if (digits == digitsEnd || !matches(line, from + digits - SEQ.length, from, SEQ)) return Optional.empty();
        return number(text(line, from + digits, digitsEnd - digits))
                .map(seq -> new Link(
                        seq, text(line, from + prev, HEX), text(line, from + hashed + HASH.length, HEX), hashed));
    }

    private static boolean frame(byte[] line, int from, int length, int hashed, int prev) {
        return matches(line, from + length - END.length, from, END)
                && matches(line, from + hashed, from, HASH)
                && line[from + hashed - 1] == '"'
                && matches(line, from + prev - PREV.length, from, PREV);
    }

    private static Optional<Long> number(String digits) {
        try {
            return Optional.of(Long.parseLong(digits));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean matches(byte[] line, int at, int first, byte[] expected) {
        return at >= first && Arrays.equals(line, at, at + expected.length, expected, 0, expected.length);
    }

    private static String text(byte[] line, int from, int length) {
        return new String(line, from, length, StandardCharsets.ISO_8859_1);
    }

    /// True when the line's bytes are those that were hashed.
    public boolean holds(MessageDigest sha256, byte[] line, int from) {
        sha256.update(line, from, hashed);
        return HexFormat.of().formatHex(sha256.digest()).equals(hash);
    }
}
