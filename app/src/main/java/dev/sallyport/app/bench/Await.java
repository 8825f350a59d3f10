package dev.sallyport.app.bench;

import java.io.IOException;
import java.time.Duration;

/// Waits until something holds, and not for ever.
public final class Await {

    private static final long STEP_MILLIS = 50;

    private Await() {}

    @FunctionalInterface
    public interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /// @param what for the error, such as `the gateway does not answer`
    public static void until(Condition condition, Duration patience, String what)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0)
                throw new IOException(what + " within " + patience.toSeconds() + " s");
            Thread.sleep(STEP_MILLIS);
        }
    }
}
