package dev.sallyport.transport.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/// Tells whether any of several texts stands in bytes, in one pass over few of them: two bytes tell how far on one of
/// the texts can end at the soonest (Wu and Manber 1994). Immutable until it is wiped.
final class Sieve {

    /// Of two bytes the lower five bits: a kilobyte for each credential, and few pairs fall together.
    private static final int PAIRS = 1 << 10;

    private static final int VALUES = 256;

    private final List<Echo> texts;

    /// Of each text as much is looked for first as the shortest one has.
    private final int window;

    private final int longest;
    private final byte[] skips;
    private final boolean[] firsts = new boolean[VALUES];

    Sieve(List<Echo> texts) {
        this.texts = List.copyOf(texts);
        this.window = texts.stream().mapToInt(Echo::length).min().orElse(0);
        this.longest = texts.stream().mapToInt(Echo::length).max().orElse(0);
        this.skips = window > 1 ? skips() : new byte[0];
        for (Echo text : texts) firsts[text.first() & 0xff] = true;
    }

    private byte[] skips() {
        byte[] farthest = new byte[PAIRS];
        Arrays.fill(farthest, (byte) Math.min(window - 1, Byte.MAX_VALUE));
        for (Echo text : texts) {
            for (int last = 1; last < window; last++) {
                int pair = pair(text.at(last - 1), text.at(last));
                farthest[pair] = (byte) Math.min(farthest[pair], window - 1 - last);
            }
        }
        return farthest;
    }

    private static int pair(byte one, byte next) {
        return ((one & 0x1f) << 5) | (next & 0x1f);
    }

    /// @param bytes its position stays
    boolean standsIn(ByteBuffer bytes) {
        if (window < 2) return window == 1 && standsSomewhere(bytes);
        int end = bytes.position() + window - 1;
        while (end < bytes.limit()) {
            int skip = skips[pair(bytes.get(end - 1), bytes.get(end))];
            if (skip == 0 && standsAt(bytes, end - window + 1)) return true;
            end += Math.max(skip, 1);
        }
        return false;
    }

    private boolean standsSomewhere(ByteBuffer bytes) {
        for (int at = bytes.position(); at < bytes.limit(); at++) if (standsAt(bytes, at)) return true;
        return false;
    }

    private boolean standsAt(ByteBuffer bytes, int at) {
        for (int i = 0; i < texts.size(); i++) {
            Echo text = texts.get(i);
            if (at + text.length() <= bytes.limit() && text.beginsAt(bytes, at)) return true;
        }
        return false;
    }

    /// @param bytes its position stays
    /// @return whether they end with the beginning of one that would go on
    boolean beginsAtTheEndOf(ByteBuffer bytes) {
        for (int at = Math.max(bytes.position(), bytes.limit() - longest + 1); at < bytes.limit(); at++)
            if (firsts[bytes.get(at) & 0xff] && beginsAt(bytes, at)) return true;
        return false;
    }

    private boolean beginsAt(ByteBuffer bytes, int at) {
        for (int i = 0; i < texts.size(); i++) {
            Echo text = texts.get(i);
            if (at + text.length() > bytes.limit() && text.beginsAt(bytes, at)) return true;
        }
        return false;
    }

    /// What it knows of the texts; they are wiped by whoever made them.
    void wipe() {
        Arrays.fill(skips, (byte) 0);
        Arrays.fill(firsts, false);
    }
}
