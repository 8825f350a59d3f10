package dev.sallyport.postgres.admin;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Bounded waiting, where an interrupted thread stops waiting and stays interrupted.
final class Patience {

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
}
