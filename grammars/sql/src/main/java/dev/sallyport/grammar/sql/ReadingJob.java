package dev.sallyport.grammar.sql;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One piece of reading. An interrupt reaches it only while it runs, never the work that the thread takes up next.
final class ReadingJob<T> implements Runnable {

    private final Supplier<T> work;
    private final CompletableFuture<T> answer;
    private @Nullable Thread runner;

    ReadingJob(Supplier<T> work, CompletableFuture<T> answer) {
        this.work = work;
        this.answer = answer;
    }

    @Override
    public void run() {
        if (answer.isDone()) {
            return;
        }
        begin();
        try {
            answer.complete(work.get());
        } catch (Throwable e) {
            answer.completeExceptionally(e);
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        runner = Thread.currentThread();
    }

    private synchronized void end() {
        runner = null;
        Thread.interrupted();
    }

    synchronized void interrupt() {
        if (runner != null) {
            runner.interrupt();
        }
    }
}
