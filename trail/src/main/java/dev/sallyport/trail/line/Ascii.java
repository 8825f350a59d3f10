package dev.sallyport.trail.line;

import java.nio.charset.StandardCharsets;

/// Numbers as bytes, without objects.
final class Ascii {

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
        int end = at + 1;
        for (long rest = value; rest >= 10; rest /= 10) end++;
        padded(value, into, at, end);
        return end;
    }

    /// Fills `[at, end)`, with leading zeros.
    static void padded(long value, byte[] into, int at, int end) {
        long rest = value;
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
