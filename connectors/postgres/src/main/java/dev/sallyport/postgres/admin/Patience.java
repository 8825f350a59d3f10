package dev.sallyport.postgres.admin;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// Bounded waiting, where an interrupted thread stops waiting and stays interrupted.
final class Patience {

    private static final long LONGEST_PAUSE_MILLIS = 250;

    private Patience() {}

    interface Lock {
        boolean tryFor(long time, TimeUnit unit) throws InterruptedException;
    }

    static boolean acquired(Lock lock, Duration atMost) {
        try {
            return lock.tryFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// A random pause, on average twice as long after each collision: 2 ms and up to a quarter of a second. The
    /// randomness keeps two gateways from colliding again and needs no secrecy.
    ///
    /// @return false when the thread was interrupted
    static boolean stepAside(int collisions) {
        long most = Math.min(2L << collisions, LONGEST_PAUSE_MILLIS);
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, most));
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
