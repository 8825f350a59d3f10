package dev.sallyport.trail.line;

import java.nio.charset.StandardCharsets;

/// Numbers as bytes, without objects.
final class Ascii {

    private static final int LOW = 1_000_000_000;
    private static final int LOW_DIGITS = 9;
    private static final int[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    private static final byte[] PAIRS = pairs();

    private Ascii() {}

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = (byte) ('0' + i / 20);
            pairs[i + 1] = (byte) ('0' + i / 2 % 10);
        }
        return pairs;
    }

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
        int end = at + length(value);
        padded(value, into, at, end);
        return end;
    }

    private static int length(int value) {
        int digits = 1;
        while (digits < POWERS.length && value >= POWERS[digits]) digits++;
        return digits;
    }

    private static int large(long value, byte[] into, int at) {
        int end = positive(value / LOW, into, at);
        padded((int) (value % LOW), into, end, end + LOW_DIGITS);
        return end + LOW_DIGITS;
    }

    /// Fills `[at, end)`, with leading zeros; two digits at a time.
    static void padded(int value, byte[] into, int at, int end) {
        int rest = value;
        int i = end;
        while (i - at >= 2) {
            int pair = 2 * (rest % 100);
            rest /= 100;
            into[--i] = PAIRS[pair + 1];
            into[--i] = PAIRS[pair];
        }
        if (i > at) into[at] = (byte) ('0' + rest % 10);
    }

    private static int copy(String text, byte[] into, int at) {
        byte[] from = bytes(text);
        System.arraycopy(from, 0, into, at, from.length);
        return at + from.length;
    }
}
