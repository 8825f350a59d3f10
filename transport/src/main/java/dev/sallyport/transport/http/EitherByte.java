package dev.sallyport.transport.http;

import java.nio.ByteBuffer;

/// Finds whichever of two bytes comes first, eight bytes at a time: what is looked at for each byte
/// of an answer has to be quick. Safe on every thread.
public final class EitherByte {

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long SEVENS = 0x7f7f_7f7f_7f7f_7f7fL;

    private final byte one;
    private final byte other;

    private EitherByte(byte one, byte other) {
        this.one = one;
        this.other = other;
    }

    /// @param one of ASCII, like `other`
    public static EitherByte of(char one, char other) {
        return new EitherByte((byte) one, (byte) other);
    }

    /// @param bytes in network order, as every new buffer is; its position stays
    /// @param from where to begin
    /// @return the place of the first that is one of them, or -1
    public int in(ByteBuffer bytes, int from) {
        int at = from;
        for (; at + Long.BYTES <= bytes.limit(); at += Long.BYTES) {
            long eight = bytes.getLong(at);
            long marks = zeros(eight ^ (ONES * one)) | zeros(eight ^ (ONES * other));
            if (marks != 0) return at + Long.numberOfLeadingZeros(marks) / Byte.SIZE;
        }
        for (; at < bytes.limit(); at++) if (bytes.get(at) == one || bytes.get(at) == other) return at;
        return -1;
    }

    /// The highest bit of each byte that is zero, and of no other: nothing is carried from one to the next.
    private static long zeros(long eight) {
        return ~(((eight & SEVENS) + SEVENS) | eight | SEVENS);
    }
}
