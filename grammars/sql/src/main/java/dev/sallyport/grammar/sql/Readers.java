package dev.sallyport.grammar.sql;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// Threads with deep stacks that read statements, a bounded queue in front of them, and a watch that interrupts whoever
/// takes too long.
final class Readers implements AutoCloseable {

    private final GrammarLimits limits;
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor watch;

    Readers(GrammarLimits limits) {
        this.limits = limits;
        long stack = (long) limits.stackMegabytes() << 20;
        this.threads = new ThreadPoolExecutor(
                limits.readers(),
                limits.readers(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(limits.waiting()),
                work -> daemon(new Thread(null, work, "sql-reader", stack)));
        threads.allowCoreThreadTimeOut(true);
        this.watch = new ScheduledThreadPoolExecutor(1, work -> daemon(new Thread(work, "sql-reader-watch")));
        watch.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Thread thread) {
        thread.setDaemon(true);
        return thread;
    }

    /// Completes normally in any case: with the work's answer, or with `tooSlow` when patience ends, or
    /// with `busy` when the queue is full.
    <T> CompletableFuture<T> read(Supplier<T> work, Supplier<T> tooSlow, Supplier<T> busy) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        ReadingJob<T> job = new ReadingJob<>(work, answer);
        try {
            threads.execute(job);
        } catch (RejectedExecutionException e) {
            answer.complete(busy.get());
            return answer;
        }
        var alarm = watch.schedule(
                () -> {
                    answer.complete(tooSlow.get());
                    job.interrupt();
                },
                limits.patience().toNanos(),
                TimeUnit.NANOSECONDS);
        return answer.whenComplete((_, _) -> alarm.cancel(false));
    }

    @Override
    public void close() {
        watch.shutdownNow();
        threads.shutdownNow();
    }
}
