package dev.sallyport.transport.http;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What one exchange has worked out off its loop. On the loop only, but for the work itself.
final class Asides {

    private static final System.Logger LOG = System.getLogger(Asides.class.getName());

    private final Dealing dealing;
    private int open;
    private volatile boolean over;

    Asides(Dealing dealing) {
        this.dealing = dealing;
    }

    boolean waiting() {
        return open > 0;
    }

    <T> void work(Supplier<T> work, Consumer<T> then) {
        open++;
        Ground ground = dealing.side().ground();
        Duration patience = ground.limits().times().body();
        try {
            ground.workshop().execute(() -> attempt(work, then), patience, () -> back(dealing::tooBusy));
        } catch (RejectedExecutionException closing) {
            back(dealing::tooBusy);
        }
    }

    /// Nobody waits any more for what is still in the queue when its exchange ends.
    private <T> void attempt(Supplier<T> work, Consumer<T> then) {
        if (over) return;
        try {
            T result = work.get();
            back(() -> dealing.guarded(() -> then.accept(result)));
        } catch (RuntimeException | Error bug) {
            back(() -> dealing.failedInside(bug));
        }
    }

    private void back(Runnable step) {
        try {
            dealing.loop().execute(() -> told(step));
        } catch (RejectedExecutionException closing) {
            LOG.log(Level.DEBUG, "the gateway is closing", closing);
        }
    }

    private void told(Runnable step) {
        if (over) return;
        open--;
        step.run();
        if (!over && open == 0) dealing.resumed();
    }

    /// The exchange is over.
    void leave() {
        over = true;
        open = 0;
    }
}
