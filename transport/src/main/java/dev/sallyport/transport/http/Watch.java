package dev.sallyport.transport.http;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One time limit that is set anew all the time: the timer behind it is moved only when it rings too
/// early. On the loop only.
final class Watch {

    private final EventLoop loop;
    private final LongSupplier nanos;
    private long due;
    private @Nullable Runnable otherwise;
    private @Nullable Future<?> timer;
    private long rings;

    Watch(EventLoop loop, LongSupplier nanos) {
        this.loop = loop;
        this.nanos = nanos;
    }

    /// From now on this is the limit.
    void within(Duration time, Runnable otherwise) {
        due = nanos.getAsLong() + time.toNanos();
        this.otherwise = otherwise;
        if (timer != null && rings - due <= 0) return;
        if (timer != null) timer.cancel(false);
        schedule(time.toNanos());
    }

    private void schedule(long left) {
        rings = nanos.getAsLong() + left;
        timer = loop.schedule(this::ring, left, TimeUnit.NANOSECONDS);
    }

    private void ring() {
        timer = null;
        Runnable late = otherwise;
        if (late == null) return;
        long left = due - nanos.getAsLong();
        if (left > 0) {
            schedule(left);
        } else {
            otherwise = null;
            late.run();
        }
    }

    /// Nothing is waited for.
    void off() {
        otherwise = null;
    }

    /// Never again.
    void stop() {
        off();
        if (timer != null) timer.cancel(false);
        timer = null;
    }
}
