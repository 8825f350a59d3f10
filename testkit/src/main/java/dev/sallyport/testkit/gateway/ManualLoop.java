package dev.sallyport.testkit.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// An event loop whose tasks run when the test says so, on the test's thread, and a clock that moves when the test
/// says so. Tasks may be handed in from any thread.
public final class ManualLoop extends AbstractExecutorService implements ScheduledExecutorService, InstantSource {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
    private final PriorityQueue<ManualTimer<?>> timers = new PriorityQueue<>(
            Comparator.<ManualTimer<?>, Instant>comparing(t -> t.due).thenComparingLong(t -> t.number));
    private Instant now;
    private long numbers;
    private boolean shutdown;

    public ManualLoop(Instant start) {
        this.now = start;
    }

    @Override
    public synchronized Instant instant() {
        return now;
    }

    /// Runs what is ready and what that makes ready, but moves no time.
    public ManualLoop run() {
        for (Runnable next = poll(); next != null; next = poll()) {
            next.run();
        }
        return this;
    }

    /// Runs exactly one ready task.
    ///
    /// @return false when none was ready
    public boolean step() {
        Runnable next = poll();
        if (next == null) return false;
        next.run();
        return true;
    }

    /// Moves time forward, stopping at every timer on the way.
    public ManualLoop advance(Duration by) {
        Instant end = instant().plus(by);
        run();
        for (ManualTimer<?> timer = due(end); timer != null; timer = due(end)) {
            timer.run();
            run();
        }
        moveTo(end);
        return run();
    }

    /// Moves time without running any timer: a loop that is late.
    public void moveClock(Duration by) {
        moveTo(instant().plus(by));
    }

    /// For work that other threads hand in: runs until the condition holds, at most twenty real seconds.
    public void runUntil(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        run();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) throw new AssertionError("not within " + PATIENCE);
            awaitTask();
            run();
        }
    }

    /// Timers that have neither run nor been cancelled: a closed session leaves none.
    public synchronized int pendingTimers() {
        return (int) timers.stream().filter(timer -> !timer.isDone()).count();
    }

    private void awaitTask() {
        try {
            Runnable next = ready.poll(10, TimeUnit.MILLISECONDS);
            if (next != null) next.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting", e);
        }
    }

    private @Nullable Runnable poll() {
        return ready.poll();
    }

    private synchronized @Nullable ManualTimer<?> due(Instant end) {
        ManualTimer<?> first = timers.peek();
        if (first == null || first.due.isAfter(end)) return null;
        timers.poll();
        if (first.due.isAfter(now)) now = first.due;
        return first;
    }

    private synchronized void moveTo(Instant end) {
        if (end.isAfter(now)) now = end;
    }

    @Override
    public synchronized void execute(Runnable task) {
        if (shutdown) throw new RejectedExecutionException("the loop has shut down");
        ready.add(task);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return schedule(Executors.callable(command, true), delay, unit);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(new ManualTimer<>(this, at(delay, unit), number(), callable));
    }

    private Instant at(long delay, TimeUnit unit) {
        return instant().plusNanos(Math.max(0, unit.toNanos(delay)));
    }

    private synchronized long number() {
        return numbers++;
    }

    private synchronized <V> ScheduledFuture<V> add(ManualTimer<V> timer) {
        if (shutdown) throw new RejectedExecutionException("the loop has shut down");
        timers.add(timer);
        return timer;
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initial, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("periodic tasks belong to the scheduler of the application");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initial, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException("periodic tasks belong to the scheduler of the application");
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
        timers.clear();
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown();
        List<Runnable> left = List.copyOf(ready);
        ready.clear();
        return left;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown && ready.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        run();
        return isTerminated();
    }
}
