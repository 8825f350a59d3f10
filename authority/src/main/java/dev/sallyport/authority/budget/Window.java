package dev.sallyport.authority.budget;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One counter: what was used within its span. Guarded by the lock of [Counters].
///
/// A key is pending while an action that asked for it runs, and known once one of them ended. A known key
/// is free; a pending one is asked for again by everyone who wants it, so that whoever gives it back does
/// not take it from another.
final class Window {

    /// Sessions: what they used counts to their end.
    static final long ENDLESS = Long.MAX_VALUE;

    static final long HOUR = 60;

    private final String name;
    private final long span;
    private final Room room;
    private final Map<Long, Seen> keys = new HashMap<>();
    private final TreeMap<Long, Long> recordsByMinute = new TreeMap<>();
    private long records;
    private long swept = Long.MIN_VALUE;
    private boolean dropped;
    private int running;

    /// @param span minutes
    Window(String name, long span, Room room) {
        this.name = name;
        this.span = span;
        this.room = room;
    }

    String name() {
        return name;
    }

    long used(long minute) {
        sweep(minute);
        return keys.size() + records;
    }

    /// Call [#used] first: it lets go of what is too old.
    int absent(long[] digests) {
        int absent = 0;
        for (long digest : digests) {
            if (!keys.containsKey(digest)) absent++;
        }
        return absent;
    }

    /// Shown by an action that ended, within the span: free.
    boolean known(long digest) {
        Seen seen = keys.get(digest);
        return seen != null && seen.known() && within(seen.knownSince(), swept);
    }

    /// The keys that an action has to answer for: those that are not known yet.
    long[] unknown(long[] digests) {
        return Arrays.stream(digests).filter(digest -> !known(digest)).toArray();
    }

    void reserve(long minute, long[] digests) {
        for (long digest : digests) entry(digest).reserve(minute);
    }

    /// The action ended: the keys were shown in that minute.
    void confirm(long minute, long[] digests) {
        if (!within(minute, swept)) return;
        for (long digest : digests) entry(digest).confirm(minute);
    }

    /// The action never ran.
    void release(long minute, long[] digests) {
        if (!within(minute, swept)) return;
        for (long digest : digests) {
            Seen seen = keys.get(digest);
            if (seen == null) continue;
            seen.release(minute);
            if (seen.unused()) {
                keys.remove(digest);
                occupy(-1);
            }
        }
    }

    /// @param change negative to give back
    void charge(long minute, long change) {
        if (change == 0 || !within(minute, swept)) return;
        records += change;
        recordsByMinute.merge(span == ENDLESS ? 0 : minute, change, Window::sumOrNothing);
    }

    /// The counter is gone: what is settled later changes nothing.
    void drop() {
        occupy(-keys.size());
        dropped = true;
    }

    /// Counts nothing, and nothing that runs will come back to it.
    boolean idle(long minute) {
        return used(minute) == 0 && running == 0;
    }

    /// @param change 1 when an action starts that may still charge this counter, -1 when it ended
    void running(int change) {
        running += change;
    }

    private static @Nullable Long sumOrNothing(Long a, Long b) {
        long sum = a + b;
        return sum == 0 ? null : sum;
    }

    private Seen entry(long digest) {
        Seen seen = keys.get(digest);
        if (seen != null) return seen;
        Seen fresh = new Seen();
        keys.put(digest, fresh);
        occupy(1);
        return fresh;
    }

    private void sweep(long minute) {
        if (span == ENDLESS || minute <= swept) return;
        swept = minute;
        int before = keys.size();
        keys.values().removeIf(seen -> !within(seen.latest(), minute));
        occupy(keys.size() - before);
        var old = recordsByMinute.headMap(minute - span, false);
        for (long charged : old.values()) records -= charged;
        old.clear();
    }

    /// A minute counts until 60 minutes after its end, so that no 60 minutes ever hold more than the limit.
    private boolean within(long minute, long now) {
        return span == ENDLESS || now == Long.MIN_VALUE || minute >= now - span;
    }

    private void occupy(int change) {
        if (!dropped) room.change(change);
    }
}
