package dev.sallyport.transport.http;

import dev.sallyport.api.connector.Mediator;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// One open session: its mediator, its loop, and the requests that sit on it now. Safe on every thread,
/// but for what says otherwise.
final class Seat {

    private static final int CLOSED = Integer.MIN_VALUE / 2;

    private final Mediator mediator;
    private final Visit visit;
    private final EventLoop loop;
    private final LongSupplier nanos;
    private final Runnable forget;
    private final AtomicInteger sitting = new AtomicInteger();
    private final Set<Sitter> sitters = ConcurrentHashMap.newKeySet();
    private volatile long lastLeft;
    private volatile boolean over;

    /// A request that wants to hear how the session ends, on whichever loop.
    interface Sitter {
        void sessionEnded(String reason);
    }

    Seat(Mediator mediator, Visit visit, EventLoop loop, LongSupplier nanos, Runnable forget) {
        this.mediator = mediator;
        this.visit = visit;
        this.loop = loop;
        this.nanos = nanos;
        this.forget = forget;
        this.lastLeft = nanos.getAsLong();
    }

    /// On its loop, once.
    void open(Duration idle) {
        mediator.onEnd(this::end);
        watch(idle, idle.toNanos());
    }

    private void watch(Duration idle, long left) {
        var _ = loop.schedule(() -> look(idle), Math.max(left, 1), TimeUnit.NANOSECONDS);
    }

    private void look(Duration idle) {
        if (over) return;
        long left = idle.toNanos() - (nanos.getAsLong() - lastLeft);
        if (sitting.get() > 0) watch(idle, idle.toNanos());
        else if (left > 0) watch(idle, left);
        else if (sitting.compareAndSet(0, CLOSED)) close();
        else watch(idle, idle.toNanos());
    }

    Visit visit() {
        return visit;
    }

    /// @return false when it is over
    boolean sit() {
        if (!over && sitting.incrementAndGet() > 0) return true;
        return false;
    }

    /// @return false when the session has ended already
    boolean hears(Sitter sitter) {
        sitters.add(sitter);
        return !over;
    }

    void leave(Sitter sitter) {
        sitters.remove(sitter);
        lastLeft = nanos.getAsLong();
        if (sitting.decrementAndGet() == 0 && over) onLoop(_ -> closeWhenEmpty());
    }

    /// The gateway ends it: on its loop. What is under way is cut and accounted for first; the gateway
    /// closes everything itself when that takes too long.
    private void end(String reason) {
        over = true;
        forget.run();
        for (Sitter each : sitters) each.sessionEnded(reason);
        closeWhenEmpty();
    }

    private void closeWhenEmpty() {
        if (sitting.compareAndSet(0, CLOSED)) close();
    }

    private void close() {
        over = true;
        forget.run();
        mediator.close();
        visit.ended();
    }

    /// On the session's loop: at once where that is this thread.
    void onLoop(Consumer<Mediator> step) {
        if (loop.inEventLoop()) {
            step.accept(mediator);
            return;
        }
        try {
            loop.execute(() -> step.accept(mediator));
        } catch (RejectedExecutionException closing) {
            over = true;
        }
    }
}
