package dev.sallyport.authority.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One limit as it stands for one operation of a [Draft]. The limit per action has no counter of its own:
/// it adds up over the operations of the action.
final class Gauge {

    private final Object place;
    private final @Nullable Window window;
    private final String limit;
    private final String span;
    private final long allowed;
    private final long used;
    private long spent;

    private Gauge(
            Object place,
            @Nullable Window window,
            String limit,
            String span,
            long allowed,
            long used,
            List<Gauge> earlier) {
        this.place = place;
        this.window = window;
        this.limit = limit;
        this.span = span;
        this.allowed = strictest(place, allowed, earlier);
        this.used = window == null ? spentAt(place, earlier) : used;
    }

    static Gauge action(Subject subject, Bid bid, List<Gauge> earlier) {
        return new Gauge(
                subject,
                null,
                bid.path() + ".atMost.perAction",
                "action",
                bid.atMost().perAction(),
                0,
                earlier);
    }

    static Gauge session(Window window, Bid bid, long minute, List<Gauge> earlier) {
        return new Gauge(
                window,
                window,
                bid.path() + ".atMost.perSession",
                "session",
                bid.atMost().perSession(),
                window.used(minute),
                earlier);
    }

    static Gauge hour(Window window, Bid bid, long minute, List<Gauge> earlier) {
        return new Gauge(
                window,
                window,
                bid.path() + ".atMost.perHour",
                "hour",
                bid.atMost().perHour(),
                window.used(minute),
                earlier);
    }

    static Gauge ceiling(Window window, Need need, long minute, List<Gauge> earlier) {
        return new Gauge(
                window,
                window,
                need.ceilingPath(),
                "hour over all workloads",
                need.ceiling(),
                window.used(minute),
                earlier);
    }

    private static long strictest(Object place, long allowed, List<Gauge> earlier) {
        long strictest = allowed;
        for (Gauge gauge : earlier) {
            if (gauge.place.equals(place)) strictest = Math.min(strictest, gauge.allowed);
        }
        return strictest;
    }

    private static long spentAt(Object place, List<Gauge> earlier) {
        long spent = 0;
        for (Gauge gauge : earlier) {
            if (gauge.place.equals(place)) spent += gauge.spent;
        }
        return spent;
    }

    @Nullable
    Window window() {
        return window;
    }

    long allowed() {
        return allowed;
    }

    long left() {
        return allowed == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(0, allowed - used);
    }

    /// How many of these keys would be new here.
    int asked(long[] digests) {
        return window == null ? digests.length : window.absent(digests);
    }

    /// The keys that this action has to answer for: those the counter does not know yet.
    long[] unknown(long[] digests) {
        if (window == null) return digests;
        int known = 0;
        for (long digest : digests) {
            if (window.known(digest)) known++;
        }
        if (known == 0) return digests;
        long[] unknown = new long[digests.length - known];
        int next = 0;
        for (long digest : digests) {
            if (!window.known(digest)) unknown[next++] = digest;
        }
        return unknown;
    }

    void spend(long amount) {
        spent = amount;
    }

    Tender.Exceeded exceeded(Subject subject, long asked) {
        return new Tender.Exceeded(subject, limit, span, used, asked, allowed);
    }
}
