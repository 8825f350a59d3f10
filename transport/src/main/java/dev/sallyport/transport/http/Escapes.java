package dev.sallyport.transport.http;

import java.nio.ByteBuffer;

/// The bytes that begin an escape, in JSON (RFC 8259 section 7) and in addresses (RFC 3986 section 2.1): most answers
/// have
/// none, and are read much faster then.
final class Escapes {

    private static final long LOWS = 0x0101_0101_0101_0101L;
    private static final long HIGHS = 0x8080_8080_8080_8080L;
    private static final byte JSON = '\\';
    private static final byte ADDRESS = '%';

    private Escapes() {}

    /// Eight bytes at a time: an answer of a kilobyte passes here whole.
    static boolean in(ByteBuffer bytes) {
        int at = bytes.position();
        for (; at + Long.BYTES <= bytes.limit(); at += Long.BYTES) {
            long eight = bytes.getLong(at);
            if (has(eight, JSON) || has(eight, ADDRESS)) return true;
        }
        for (; at < bytes.limit(); at++) if (bytes.get(at) == JSON || bytes.get(at) == ADDRESS) return true;
        return false;
    }

    /// A byte that is the same one becomes zero, and of a zero alone a borrow is left.
    private static boolean has(long eight, byte one) {
        long zeros = eight ^ (LOWS * one);
        return ((zeros - LOWS) & ~zeros & HIGHS) != 0;
    }
}
