package dev.sallyport.app.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Ctrl-C and SIGTERM end a measurement, and this process stays until everything that it started is gone.
public final class Farewell implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final CountDownLatch gone = new CountDownLatch(1);
    private final Thread hook;

    /// @param measuring is interrupted
    private Farewell(Thread measuring) {
        this.hook = Thread.ofPlatform().name("farewell").unstarted(() -> leave(measuring));
    }

    /// For the calling thread; close it last.
    public static Farewell toThisThread() {
        Farewell farewell = new Farewell(Thread.currentThread());
        Runtime.getRuntime().addShutdownHook(farewell.hook);
        return farewell;
    }

    private void leave(Thread measuring) {
        measuring.interrupt();
        try {
            var _ = gone.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        gone.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // it runs already, and waits for this
        }
    }
}
