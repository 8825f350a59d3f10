package dev.sallyport.testkit.gateway;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/// Virtual threads for what blocks, all of which can be made to wait before they begin: whoever is served in the
/// meantime did not need one. Safe on every thread.
public final class HeldThreads implements Executor, AutoCloseable {

    private static final CountDownLatch OPEN = new CountDownLatch(0);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<CountDownLatch> door = new AtomicReference<>(OPEN);
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    public void execute(Runnable work) {
        CountDownLatch before = door.get();
        threads.execute(() -> {
            waiting.incrementAndGet();
            try {
                before.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
                return;
            } finally {
                waiting.decrementAndGet();
            }
            work.run();
        });
    }

    /// What is asked for from now on waits.
    public void hold() {
        door.set(new CountDownLatch(1));
    }

    public void release() {
        door.getAndSet(OPEN).countDown();
    }

    /// How many wait now.
    public int waiting() {
        return waiting.get();
    }

    /// Those that wait are let go and do nothing.
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
