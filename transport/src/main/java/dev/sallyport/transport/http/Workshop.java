package dev.sallyport.transport.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Where that is done which takes longer than a loop can wait, a few at a time: trees of large bodies must
/// not fill the memory together, and whoever else needs a virtual thread must find a processor. Safe on
/// every thread.
final class Workshop {

    private final Executor blocking;
    private final Semaphore benches;

    /// @param blocking runs what may block: virtual threads
    /// @param benches how many work at a time
    Workshop(Executor blocking, int benches) {
        this.blocking = blocking;
        this.benches = new Semaphore(benches, true);
    }

    /// @param work must not throw
    /// @param patience how long it may wait for its turn
    /// @param tooBusy in place of the work; called on whichever thread
    /// @throws java.util.concurrent.RejectedExecutionException when the gateway is closing
    void execute(Runnable work, Duration patience, Runnable tooBusy) {
        blocking.execute(() -> {
            if (!turn(patience)) {
                tooBusy.run();
                return;
            }
            try {
                work.run();
            } finally {
                benches.release();
            }
        });
    }

    private boolean turn(Duration patience) {
        try {
            return benches.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
