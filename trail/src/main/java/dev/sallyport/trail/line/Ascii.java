package dev.sallyport.trail.line;

import java.nio.charset.StandardCharsets;

/// Numbers as bytes, without objects.
final class Ascii {

    private static final int LOW = 1_000_000_000;
    private static final int LOW_DIGITS = 9;

    private Ascii() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// @return the position after the last digit
    static int digits(long value, byte[] into, int at) {
        if (value == Long.MIN_VALUE) return copy(Long.toString(value), into, at);
        if (value >= 0) return positive(value, into, at);
        into[at] = '-';
        return positive(-value, into, at + 1);
    }

    private static int positive(long value, byte[] into, int at) {
        return value <= Integer.MAX_VALUE ? small((int) value, into, at) : large(value, into, at);
    }

    /// Nearly every number is one: dividing it takes half as long.
    private static int small(int value, byte[] into, int at) {
        int end = at + 1;
        for (int rest = value; rest >= 10; rest /= 10) end++;
        padded(value, into, at, end);
        return end;
    }

    private static int large(long value, byte[] into, int at) {
        int end =
                value / LOW <= Integer.MAX_VALUE ? small((int) (value / LOW), into, at) : large(value / LOW, into, at);
        padded((int) (value % LOW), into, end, end + LOW_DIGITS);
        return end + LOW_DIGITS;
    }

    /// Fills `[at, end)`, with leading zeros.
    static void padded(int value, byte[] into, int at, int end) {
        int rest = value;
        for (int i = end - 1; i >= at; i--) {
            into[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    private static int copy(String text, byte[] into, int at) {
        byte[] from = bytes(text);
        System.arraycopy(from, 0, into, at, from.length);
        return at + from.length;
    }
}
