package dev.sallyport.authority.budget;

import java.util.Arrays;
import java.util.TreeMap;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.Long2ObjectHashMap;
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
    /// Key to the last minute in which it was shown: there may be a million.
    private final Long2LongHashMap shown = new Long2LongHashMap(Seen.NEVER);
    /// Keys that are pending: as many as run now.
    private final Long2ObjectHashMap<Seen> asked = new Long2ObjectHashMap<>();
    private final TreeMap<Long, Long> recordsByMinute = new TreeMap<>();
    private long records;
    private long swept = Long.MIN_VALUE;
    /// No key was shown or asked for before.
    private long oldest = Long.MAX_VALUE;
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
        return keys() + records;
    }

    private int keys() {
        return shown.size() + asked.size();
    }

    /// Call [#used] first: it lets go of what is too old.
    int absent(long[] digests) {
        int absent = 0;
        for (long digest : digests) {
            if (!shown.containsKey(digest) && !asked.containsKey(digest)) absent++;
        }
        return absent;
    }

    /// Those that no action within the span has shown.
    long[] unknown(long[] digests) {
        long[] unknown = digests.clone();
        int count = 0;
        for (long digest : digests) {
            if (!known(digest)) unknown[count++] = digest;
        }
        return count == digests.length ? digests : Arrays.copyOf(unknown, count);
    }

    private boolean known(long digest) {
        Seen seen = asked.get(digest);
        long minute = seen == null ? shown.get(digest) : seen.knownSince();
        return within(minute, swept);
    }

    void reserve(long minute, long[] digests) {
        oldest = Math.min(oldest, minute);
        for (long digest : digests) take(digest).reserve(minute);
    }

    /// The action ended: the keys were shown in that minute.
    void confirm(long minute, long[] digests) {
        if (!within(minute, swept)) {
            release(minute, digests); // so long ago that it does not count any more
            return;
        }
        oldest = Math.min(oldest, minute);
        for (long digest : digests) {
            Seen seen = take(digest);
            seen.confirm(minute);
            put(digest, seen);
        }
    }

    /// The action never ran.
    void release(long minute, long[] digests) {
        for (long digest : digests) {
            Seen seen = asked.get(digest);
            if (seen == null) continue;
            seen.release(minute);
            put(digest, seen);
        }
    }

    /// To be changed, and [#put] back unless something is pending.
    private Seen take(long digest) {
        Seen seen = asked.get(digest);
        if (seen != null) return seen;
        long minute = shown.remove(digest);
        if (minute == Seen.NEVER) occupy(1);
        Seen taken = new Seen(minute);
        asked.put(digest, taken);
        return taken;
    }

    private void put(long digest, Seen seen) {
        boolean counts = within(seen.latest(), swept);
        if (counts) oldest = Math.min(oldest, seen.latest());
        if (counts && seen.pending()) return;
        asked.remove(digest);
        if (counts) shown.put(digest, seen.knownSince());
        else occupy(-1);
    }

    /// @param change negative to give back
    void charge(long minute, long change) {
        if (change == 0 || !within(minute, swept)) return;
        records += change;
        recordsByMinute.merge(span == ENDLESS ? 0 : minute, change, Window::sumOrNothing);
    }

    /// The counter is gone: what is settled later changes nothing.
    void drop() {
        occupy(-keys());
        dropped = true;
    }

    /// Whether so many more keys can be remembered.
    boolean hasRoom(int more) {
        return more <= room.left();
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

    private void sweep(long minute) {
        if (span == ENDLESS || minute <= swept) return;
        swept = minute;
        if (!within(oldest, minute)) sweepKeys(minute);
        var old = recordsByMinute.headMap(minute - span, false);
        for (long charged : old.values()) records -= charged;
        old.clear();
    }

    private void sweepKeys(long minute) {
        int before = keys();
        oldest = Long.MAX_VALUE;
        asked.values().removeIf(seen -> isOver(seen.latest(), minute));
        shown.values().removeIf(last -> isOver(last, minute));
        occupy(keys() - before);
    }

    private boolean isOver(long last, long minute) {
        if (!within(last, minute)) return true;
        oldest = Math.min(oldest, last);
        return false;
    }

    /// A minute counts until 60 minutes after its end, so that no 60 minutes ever hold more than the limit.
    private boolean within(long minute, long now) {
        return minute != Seen.NEVER && (span == ENDLESS || now == Long.MIN_VALUE || minute >= now - span);
    }

    private void occupy(int change) {
        if (!dropped) room.change(change);
    }
}
