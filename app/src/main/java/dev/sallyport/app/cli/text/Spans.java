package dev.sallyport.app.cli.text;

import java.time.Duration;
import java.time.Instant;

/// Times as people say them.
public final class Spans {

    private Spans() {}

    /// `4m 58s`, `2h 3m`, `5d 1h`; the two largest units.
    public static String of(Duration span) {
        long seconds = Math.abs(span.toSeconds());
        if (seconds < 60) return seconds + "s";
        if (seconds < 3600) return pair(seconds, 60, "m", 1, "s");
        if (seconds < 86_400) return pair(seconds, 3600, "h", 60, "m");
        return pair(seconds, 86_400, "d", 3600, "h");
    }

    /// `3m 2s ago`
    public static String since(Instant then, Instant now) {
        return of(Duration.between(then, now)) + " ago";
    }

    /// `in 3m 2s`, or `over`
    public static String until(Instant then, Instant now) {
        return then.isAfter(now) ? "in " + of(Duration.between(now, then)) : "over";
    }

    private static String pair(long seconds, long large, String unit, long small, String rest) {
        return seconds / large + unit + " " + seconds % large / small + rest;
    }
}
