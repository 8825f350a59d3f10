package dev.sallyport.postgres.lease;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// So many at once; who comes first waits first. Safe on every thread.
final class Places {

    private final Semaphore free;

    Places(int most) {
        this.free = new Semaphore(most, true);
    }

    /// @return false when none was given back in time, or the thread was interrupted
    boolean take(Duration wait) {
        try {
            return free.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void giveBack() {
        free.release();
    }
}
