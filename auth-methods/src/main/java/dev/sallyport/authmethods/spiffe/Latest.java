package dev.sallyport.authmethods.spiffe;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// What a stream said last, and for how long the stream has been away. Safe on every thread.
final class Latest<T> {

    /// Reads an update.
    @FunctionalInterface
    interface Reading<R, T> {
        T read(R update) throws IOException;
    }

    /// @param lostAt when the stream was lost, as the given clock tells; meaningless while it is
    ///     `alive`
    private record State<T>(@Nullable T value, boolean alive, long lostAt, String problem) {}

    private final LongSupplier nanos;
    private final CountDownLatch first = new CountDownLatch(1);
    private volatile State<T> state = new State<>(null, false, 0, "the Workload API has not answered yet");

    Latest(LongSupplier nanos) {
        this.nanos = nanos;
    }

    <R> WorkloadStream.Listener<R> fedBy(Reading<R, T> reading) {
        return new WorkloadStream.Listener<>() {
            @Override
            public void updated(R update) throws IOException {
                state = new State<>(readOrForget(update), true, 0, "");
                first.countDown();
            }

            // what cannot be read may be the withdrawal of an authority
            private T readOrForget(R update) throws IOException {
                try {
                    return reading.read(update);
                } catch (IOException | RuntimeException e) {
                    state = new State<>(null, false, nanos.getAsLong(), "the answer cannot be used");
                    throw e;
                }
            }

            @Override
            public void lost(String why) {
                State<T> before = state;
                long since = before.alive() ? nanos.getAsLong() : before.lostAt();
                state = new State<>(before.value(), false, since, why);
            }
        };
    }

    /// Empty when there has been no answer in time, or the stream has been away for longer than
    /// `maxStale`.
    Optional<T> within(Duration wait, Duration maxStale) throws InterruptedException {
        if (!first.await(wait.toMillis(), TimeUnit.MILLISECONDS)) return Optional.empty();
        State<T> now = state;
        return now.alive() || nanos.getAsLong() - now.lostAt() < maxStale.toNanos()
                ? Optional.ofNullable(now.value())
                : Optional.empty();
    }

    /// Why there is nothing; empty while the stream is there.
    String problem() {
        return state.problem();
    }
}
