package dev.sallyport.app.judge;

import java.time.Instant;
import java.util.Arrays;

/// Counts questions so that no sixty minutes hold more than the limit. Outlives reloads, not a restart. Safe on every
/// thread.
public final class HourlyBudget {

    private static final int SLOTS = 61; // the minute that began an hour ago may still count in part
    private static final int SECONDS = 60;

    private final int[] perMinute = new int[SLOTS];
    private long minute;

    /// @return false when the hour's are used up
    synchronized boolean take(int limit, Instant now) {
        turnTo(Math.floorDiv(now.getEpochSecond(), SECONDS));
        if (Arrays.stream(perMinute).sum() >= limit) return false;
        perMinute[slot(minute)]++;
        return true;
    }

    /// A clock that goes back gives nothing back.
    private void turnTo(long next) {
        long from = Math.max(minute, next - SLOTS);
        for (long each = from + 1; each <= next; each++) perMinute[slot(each)] = 0;
        minute = Math.max(minute, next);
    }

    private static int slot(long minute) {
        return Math.floorMod(minute, SLOTS);
    }
}
