package dev.sallyport.trail.line;

import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/// Writes JSON (RFC 8259) into a growing array without intermediate objects. Not thread-safe.
///
/// The caller nests; commas come by themselves. Text may hold anything: quotes, control and format characters
/// (ANSI, bidi, zero width) and unpaired surrogates are escaped, so that the bytes are valid UTF-8 and harmless on a
/// terminal.
public final class Json {

    private static final byte[] HEX = Ascii.bytes("0123456789abcdef");
    private static final byte[] TRUE = Ascii.bytes("true");
    private static final byte[] FALSE = Ascii.bytes("false");

    /// A field's name, encoded once.
    public static final class Name {
        private final byte[] encoded;

        private Name(String name) {
            encoded = Ascii.bytes(",\"" + name + "\":");
        }

        public static Name of(String name) {
            return new Name(name);
        }
    }

    private final Times times = new Times();
    private byte[] bytes;
    private int length;

    /// @param capacity bytes; grows when it has to
    public Json(int capacity) {
        bytes = new byte[capacity];
    }

    /// The bytes themselves, not a copy: valid up to [#length], until the next call.
    public byte[] array() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /// Forgets everything after the first `newLength` bytes.
    public void truncate(int newLength) {
        length = newLength;
    }

    /// Starts a line, whatever stands before it.
    public Json begin() {
        return put('{');
    }

    public Json open(char bracket) {
        separate();
        return put(bracket);
    }

    public Json close(char bracket) {
        return put(bracket);
    }

    public Json name(Name name) {
        int skip = follows() ? 0 : 1;
        return copy(name.encoded, skip);
    }

    /// A field whose name is data.
    public Json name(String name) {
        return string(name).put(':');
    }

    public Json text(Name name, String value) {
        return name(name).string(value);
    }

    public Json number(Name name, long value) {
        return name(name).number(value);
    }

    public Json bool(Name name, boolean value) {
        return name(name).bool(value);
    }

    /// UTC, microseconds, always the same length within the years 0 to 9999.
    public Json time(Name name, Instant value) {
        name(name).put('"');
        times.write(value, this);
        return put('"');
    }

    public Json bool(boolean value) {
        separate();
        return copy(value ? TRUE : FALSE, 0);
    }

    public Json number(long value) {
        separate();
        return digits(value);
    }

    /// @param value finite
    public Json number(double value) {
        separate();
        return copy(Ascii.bytes(Double.toString(value)), 0);
    }

    /// Base64 in quotes.
    public Json base64(byte[] value) {
        separate();
        put('"');
        copy(Base64.getEncoder().encode(value), 0);
        return put('"');
    }

    public Json string(String text) {
        separate();
        reserve(text.length() + 2);
        bytes[length++] = '"';
        int plain = plain(text);
        if (plain < text.length()) escaped(text, plain);
        return put('"');
    }

    Json digits(long value) {
        reserve(20);
        length = Ascii.digits(value, bytes, length);
        return this;
    }

    Json copy(byte[] from, int start) {
        int count = from.length - start;
        reserve(count);
        System.arraycopy(from, start, bytes, length, count);
        length += count;
        return this;
    }

    Json put(char ascii) {
        reserve(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    private void separate() {
        if (follows()) put(',');
    }

    /// True when the next value stands after another one and is not a field's value.
    private boolean follows() {
        if (length == 0) return false;
        byte last = bytes[length - 1];
        return last != '{' && last != '[' && last != ':';
    }

    private int plain(String text) {
        int count = text.length();
        byte[] to = bytes;
        int at = length;
        int i = 0;
        for (; i < count; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '"' || c == '\\') break;
            to[at + i] = (byte) c;
        }
        length = at + i;
        return i;
    }

    private void escaped(String text, int from) {
        int i = from;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            reserve(12);
            one(c);
            i += Character.charCount(c);
        }
    }

    private void one(int c) {
        if (c == '"' || c == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = (byte) c;
        } else if (c >= ' ' && c < 0x7f) {
            bytes[length++] = (byte) c;
        } else if (hidden(c)) {
            for (char unit : Character.toChars(c)) unicode(unit);
        } else {
            utf8(c);
        }
    }

    /// Control, format (bidi, zero width, tags), line separators, unpaired surrogates.
    private static boolean hidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private void unicode(char unit) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) bytes[length++] = HEX[(unit >> shift) & 0xf];
    }

    private void utf8(int c) {
        if (c < 0x800) {
            bytes[length++] = (byte) (0xc0 | (c >> 6));
        } else if (c < 0x10000) {
            bytes[length++] = (byte) (0xe0 | (c >> 12));
            bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        } else {
            bytes[length++] = (byte) (0xf0 | (c >> 18));
            bytes[length++] = (byte) (0x80 | ((c >> 12) & 0x3f));
            bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3f));
        }
        bytes[length++] = (byte) (0x80 | (c & 0x3f));
    }

    private void reserve(int more) {
        int needed = Math.addExact(length, more);
        if (needed > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
    }
}
