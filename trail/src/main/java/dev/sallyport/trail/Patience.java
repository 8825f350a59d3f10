package dev.sallyport.trail;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Waits for the disk, and not for ever. One look now and then at all who wait: to set and to cancel a timer for each,
/// as a timed wait of a virtual thread does, wakes a thread twice and costs more than to write the record.
/// Safe on every thread.
final class Patience implements AutoCloseable {

    private static final int LOOKS = 10;

    private record Waiting(CompletableFuture<Boolean> done, long until) {}

    private final Set<Waiting> all = ConcurrentHashMap.newKeySet();
    private final long nanos;
    private final ScheduledExecutorService looking;

    /// @param longest up to a tenth more
    Patience(Duration longest) {
        nanos = longest.toNanos();
        looking = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("sallyport-trail-patience").daemon().factory());
        long every = Math.max(1, nanos / LOOKS);
        var _ = looking.scheduleWithFixedDelay(this::look, every, every, TimeUnit.NANOSECONDS);
    }

    /// @throws ExecutionException with a [TimeoutException] when it took too long
    boolean await(CompletableFuture<Boolean> done) throws InterruptedException, ExecutionException {
        Waiting waiting = new Waiting(done, System.nanoTime() + nanos);
        all.add(waiting);
        try {
            return done.get();
        } finally {
            all.remove(waiting);
        }
    }

    private void look() {
        long now = System.nanoTime();
        for (Waiting each : all) {
            if (now - each.until() >= 0) each.done().completeExceptionally(new TimeoutException());
        }
    }

    /// Whoever waits still is told that it took too long.
    @Override
    public void close() {
        looking.shutdownNow();
        all.forEach(each -> each.done().completeExceptionally(new TimeoutException()));
    }
}
