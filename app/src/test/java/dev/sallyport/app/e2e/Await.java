package dev.sallyport.app.e2e;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.Assertions;

/// Waits for something that will be true soon.
final class Await {

    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private Await() {}

    /// @param what is awaited, for the failure
    static void until(String what, Callable<Boolean> condition) throws Exception {
        until(what, PATIENCE, condition);
    }

    /// @param patience for what takes longer than most
    static void until(String what, Duration patience, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) Assertions.fail("waited in vain for: " + what);
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }
}
