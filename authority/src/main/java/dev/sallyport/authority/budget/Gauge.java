package dev.sallyport.authority.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One limit as it stands for one operation of a [Draft]. The limit per action has no counter of its own:
/// it adds up over the operations of the action.
final class Gauge {

    /// What a limit counts over.
    private enum Span {
        ACTION(".atMost.perAction", "action"),
        SESSION(".atMost.perSession", "session"),
        HOUR(".atMost.perHour", "hour"),
        CEILING("", "hour over all workloads");

        private final String key;
        private final String words;

        Span(String key, String words) {
            this.key = key;
            this.words = words;
        }
    }

    private final Object place;
    private final @Nullable Window window;
    private final Span span;
    private final String path;
    private final long allowed;
    private final long used;
    private long spent;

    private Gauge(
            Object place,
            @Nullable Window window,
            Span span,
            String path,
            long allowed,
            long used,
            List<Gauge> earlier) {
        this.place = place;
        this.window = window;
        this.span = span;
        this.path = path;
        this.allowed = strictest(place, allowed, earlier);
        this.used = window == null ? spentAt(place, earlier) : used;
    }

    private Gauge(Window window, Span span, String path, long allowed, long minute, List<Gauge> earlier) {
        this(window, window, span, path, allowed, window.used(minute), earlier);
    }

    static Gauge action(Subject subject, Bid bid, List<Gauge> earlier) {
        return new Gauge(subject, null, Span.ACTION, bid.path(), bid.atMost().perAction(), 0, earlier);
    }

    static Gauge session(Window window, Bid bid, long minute, List<Gauge> earlier) {
        return new Gauge(window, Span.SESSION, bid.path(), bid.atMost().perSession(), minute, earlier);
    }

    static Gauge hour(Window window, Bid bid, long minute, List<Gauge> earlier) {
        return new Gauge(window, Span.HOUR, bid.path(), bid.atMost().perHour(), minute, earlier);
    }

    static Gauge ceiling(Window window, Need need, long minute, List<Gauge> earlier) {
        return new Gauge(window, Span.CEILING, need.ceilingPath(), need.ceiling(), minute, earlier);
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
        return window == null ? digests : window.unknown(digests);
    }

    void spend(long amount) {
        spent = amount;
    }

    Tender.Exceeded exceeded(Subject subject, long asked) {
        return new Tender.Exceeded(subject, path + span.key, span.words, used, asked, allowed);
    }
}
