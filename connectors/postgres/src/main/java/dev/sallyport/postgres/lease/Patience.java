package dev.sallyport.postgres.lease;

import java.time.Duration;

/// Longer and longer pauses between looks at the server, up to a total. No connection is held meanwhile.
final class Patience {

    private static final long FIRST_MILLIS = 1;
    private static final long LONGEST_MILLIS = 200;

    private long left;
    private long next = FIRST_MILLIS;

    Patience(Duration total) {
        this.left = total.toMillis();
    }

    /// @return false when the total is used up, or the thread was interrupted
    boolean pause() {
        if (left <= 0) {
            return false;
        }
        try {
            Thread.sleep(Math.min(next, left));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        left -= next;
        next = Math.min(next * 2, LONGEST_MILLIS);
        return true;
    }
}
