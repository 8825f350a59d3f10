package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A text that must not come back, as targets write it: as it is, and in any mixture with the escapes of JSON (RFC 8259
/// section 7: a backslash before the character, or before `u` and four digits) and of addresses (RFC 3986 section
/// 2.1). Immutable until it is wiped.
final class Echo {

    /// Nothing of it stands there.
    static final int NONE = -1;

    /// What stands there ends before it can be told.
    static final int UNTOLD = 0;

    private static final int LONGEST_UNIT = 6;

    private final byte[] text;
    private final boolean ambiguous;

    /// @param text its own from now on; not empty
    Echo(byte[] text) {
        this.text = text;
        this.ambiguous = has('\\') || has('%');
    }

    private boolean has(char escape) {
        for (byte each : text) if (each == escape) return true;
        return false;
    }

    /// As the name of a field has it.
    Echo lowered() {
        byte[] lower = text.clone();
        for (int i = 0; i < lower.length; i++) lower[i] = (byte) (isCapital(text[i]) ? text[i] + 'a' - 'A' : text[i]);
        return new Echo(lower);
    }

    private static boolean isCapital(byte character) {
        return character >= 'A' && character <= 'Z';
    }

    byte first() {
        return text[0];
    }

    int length() {
        return text.length;
    }

    /// Bytes that go on with another one's character are not counted.
    int characters() {
        int characters = 0;
        for (byte each : text) if ((each & 0xc0) != 0x80) characters++;
        return characters;
    }

    /// The most bytes that can be the beginning of it and not yet all of it, where some are escaped.
    int longestEscaped() {
        return text.length * LONGEST_UNIT - 1;
    }

    byte at(int place) {
        return text[place];
    }

    /// @return whether the bytes from there on are those of it, as far as there are any
    boolean beginsAt(ByteBuffer bytes, int from) {
        int count = Math.min(text.length, bytes.limit() - from);
        for (int i = 0; i < count; i++) if (bytes.get(from + i) != text[i]) return false;
        return true;
    }

    /// @return how many bytes of it stand there, [#NONE] or [#UNTOLD]
    int at(ByteBuf all, int from) {
        int plain = match(all, from, true);
        if (plain > 0 || !ambiguous) return plain;
        int escaped = match(all, from, false);
        return escaped == NONE ? plain : escaped;
    }

    /// @param plainFirst where a byte of it could also begin an escape: which reading is tried
    private int match(ByteBuf all, int from, boolean plainFirst) {
        int at = from;
        for (byte each : text) {
            int unit = unit(all, at, each, plainFirst);
            if (unit <= 0) return unit;
            at += unit;
        }
        return at - from;
    }

    private static int unit(ByteBuf all, int at, byte wanted, boolean plainFirst) {
        if (at >= all.writerIndex()) return UNTOLD;
        byte there = all.getByte(at);
        if (plainFirst && there == wanted) return 1;
        int escaped = switch (there) {
            case '%' -> hex(all, at, 1, 2, wanted);
            case '\\' -> json(all, at, wanted);
            default -> NONE;
        };
        return escaped == NONE && there == wanted ? 1 : escaped;
    }

    private static int json(ByteBuf all, int at, byte wanted) {
        if (at + 1 >= all.writerIndex()) return UNTOLD;
        byte next = all.getByte(at + 1);
        if (next == 'u') return hex(all, at, 2, 4, wanted);
        return next == wanted && (next == '/' || next == '"' || next == '\\') ? 2 : NONE;
    }

    /// @param skipped bytes before the digits
    private static int hex(ByteBuf all, int at, int skipped, int digits, byte wanted) {
        int value = 0;
        for (int i = at + skipped; i < at + skipped + digits; i++) {
            if (i >= all.writerIndex()) return UNTOLD;
            int digit = Character.digit(all.getByte(i), 16);
            if (digit < 0) return NONE;
            value = value * 16 + digit;
        }
        return value == (wanted & 0xff) ? skipped + digits : NONE;
    }

    void wipe() {
        Arrays.fill(text, (byte) 0);
    }
}
