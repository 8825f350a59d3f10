package dev.sallyport.authority.budget;

import java.util.Arrays;

/// When one key was shown, and by what it may be shown right now. Guarded by the lock of [Counters].
final class Seen {

    static final long NEVER = Long.MIN_VALUE;
    private static final long[] NOBODY = {};

    private long known;
    private long[] pending = NOBODY;

    /// @param known the last minute in which it was shown, or [#NEVER]
    Seen(long known) {
        this.known = known;
    }

    long knownSince() {
        return known;
    }

    /// The last minute in which it may have been shown.
    long latest() {
        long latest = known;
        for (long minute : pending) latest = Math.max(latest, minute);
        return latest;
    }

    void reserve(long minute) {
        long[] more = Arrays.copyOf(pending, pending.length + 1);
        more[pending.length] = minute;
        pending = more;
    }

    void confirm(long minute) {
        release(minute);
        known = Math.max(known, minute);
    }

    /// Gives back one of those that reserved it in that minute.
    void release(long minute) {
        for (int i = 0; i < pending.length; i++) {
            if (pending[i] != minute) continue;
            pending = without(i);
            return;
        }
    }

    boolean pending() {
        return pending.length > 0;
    }

    private long[] without(int index) {
        if (pending.length == 1) return NOBODY;
        long[] fewer = new long[pending.length - 1];
        System.arraycopy(pending, 0, fewer, 0, index);
        System.arraycopy(pending, index + 1, fewer, index, fewer.length - index);
        return fewer;
    }
}
