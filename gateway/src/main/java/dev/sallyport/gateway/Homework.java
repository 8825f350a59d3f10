package dev.sallyport.gateway;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A slow question, worked out off the loop, for so long and no longer. Everything but the work itself is on the
/// loop.
final class Homework {

    private static final System.Logger LOG = System.getLogger(Homework.class.getName());

    private final ScheduledExecutorService loop;
    private final Consumer<String> done;
    private boolean over;
    private @Nullable Future<?> task;
    private @Nullable Future<?> timer;

    /// @param done called once, never from within [#start], with the empty text or what went wrong
    Homework(ScheduledExecutorService loop, Consumer<String> done) {
        this.loop = loop;
        this.done = done;
    }

    void start(Runnable work, ExecutorService blocking, Duration patience) {
        String late = "no answer within " + patience.toMillis() + " ms";
        timer = loop.schedule(() -> finish(late), patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            task = blocking.submit(() -> run(work));
        } catch (RejectedExecutionException e) {
            report("the gateway is stopping");
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
            report("");
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a question to the authority failed", e);
            report("it failed; the gateway's log says more");
        }
    }

    private void report(String failure) {
        loop.execute(() -> finish(failure));
    }

    private void finish(String failure) {
        if (over) return;
        cancel();
        done.accept(failure);
    }

    /// `done` is not called any more.
    void cancel() {
        over = true;
        if (timer != null) timer.cancel(false);
        if (task != null) task.cancel(true);
    }
}
