package dev.sallyport.testkit.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A timer of a [ManualLoop].
final class ManualTimer<V extends @Nullable Object> extends FutureTask<V> implements ScheduledFuture<V> {

    final Instant due;
    final long number;
    private final InstantSource clock;

    ManualTimer(InstantSource clock, Instant due, long number, Callable<V> task) {
        super(task);
        this.clock = clock;
        this.due = due;
        this.number = number;
    }

    /// A task that throws has failed the test: nobody looks into the future of a timer.
    @Override
    protected void setException(Throwable thrown) {
        super.setException(thrown);
        throw new AssertionError("a timer's task threw", thrown);
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(Duration.between(clock.instant(), due));
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
