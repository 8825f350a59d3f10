package dev.sallyport.authority.budget;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What one action takes, all its operations together, from one counter; or from the limit per action of one
/// subject, which has no counter of its own. First what it takes at least, then the limits of the lines
/// chosen, then what is left to share.
final class Stake {

    private final Object place;
    private final Span span;
    private final @Nullable Window window;
    private final long used;
    private final long tasks;
    private final List<long[]> named = new ArrayList<>(1);
    private long fresh;
    private long records;
    private long allowed = Long.MAX_VALUE;
    private long spare = Long.MAX_VALUE;
    private int sharers;

    private Stake(Object place, Span span, @Nullable Window window, long used, long tasks) {
        this.place = place;
        this.span = span;
        this.window = window;
        this.used = used;
        this.tasks = tasks;
    }

    /// @param tasks the limit that the session's task set itself; `Long.MAX_VALUE` for none
    static Stake action(Subject subject, long tasks) {
        return new Stake(subject, Span.ACTION, null, 0, tasks);
    }

    /// @param tasks as in [#action]
    static Stake of(Window window, Span span, long minute, long tasks) {
        return new Stake(window, span, window, window.used(minute), tasks);
    }

    boolean isAt(Object other) {
        return place.equals(other);
    }

    /// The stricter one of what the line and the task say.
    long limit(Need need, Bid bid) {
        return Math.min(span.limit(need, bid), tasks);
    }

    /// Where that limit stands.
    String path(Need need, Bid bid) {
        return tasks < span.limit(need, bid) ? span.pathInTask() : span.path(need, bid);
    }

    String words() {
        return span.words();
    }

    @Nullable
    Window window() {
        return window;
    }

    long used() {
        return used;
    }

    /// Forgets what was taken: another choice of lines may take less.
    void reset() {
        named.clear();
        fresh = 0;
        records = 0;
        allowed = Long.MAX_VALUE;
        sharers = 0;
    }

    void take(Cost cost) {
        switch (cost) {
            case Cost.Free _ -> {}
            case Cost.Keys keys -> keys(keys.digests());
            case Cost.Records some -> {
                records = sum(records, some.atLeast());
                if (some.stretches()) sharers++;
            }
        }
    }

    private void keys(long[] digests) {
        if (window == null) fresh += digests.length;
        else if (named.isEmpty()) fresh = window.absent(digests);
        else fresh = distinct(window, digests);
        named.add(digests);
    }

    private int distinct(Window among, long[] more) {
        Set<Long> distinct = new HashSet<>();
        for (long[] digests : named) for (long digest : digests) distinct.add(digest);
        for (long digest : more) distinct.add(digest);
        return among.absent(distinct.stream().mapToLong(Long::longValue).toArray());
    }

    /// Keys that nobody asked for before.
    long fresh() {
        return fresh;
    }

    /// `Long.MAX_VALUE` when nobody knows.
    long total() {
        return sum(fresh, records);
    }

    /// What a limit leaves beyond the least; negative when it does not even hold that.
    long slack(long limit) {
        if (limit == Long.MAX_VALUE) return limit;
        long left = limit - used;
        return left < total() ? -1 : left - total(); // in one sum, less than nothing minus much comes out as a lot
    }

    /// A line that was chosen has this limit: the strictest one holds.
    void limit(long limit) {
        allowed = Math.min(allowed, limit);
    }

    boolean limited() {
        return allowed != Long.MAX_VALUE;
    }

    void share() {
        spare = slack(allowed);
    }

    /// What one operation may take beyond its least, so that the others still to come get as much.
    long portion() {
        return spare == Long.MAX_VALUE ? spare : spare / Math.max(1, sharers);
    }

    void spend(long portion) {
        sharers--;
        if (spare != Long.MAX_VALUE) spare -= portion;
    }

    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
