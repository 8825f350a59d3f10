package dev.sallyport.authmethods.spiffe;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A bundle that has to be asked for: by one thread at a time and not more often than allowed. Whoever
/// has one that is good enough never waits for a fetch.
final class FetchedBundle implements BundleSource {

    private record Fetched(TrustBundle bundle, Instant at) {}

    private final BundleOrigin origin;
    private final BundleTimes times;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Fetched fetched;
    private volatile Instant nextFetch = Instant.MIN;
    private volatile String problem = "the trust bundle is not fetched yet";

    FetchedBundle(BundleOrigin origin, BundleTimes times) {
        this.origin = origin;
        this.times = times;
    }

    @Override
    public Optional<TrustBundle> current(Instant now) throws InterruptedException {
        Fetched known = fetched;
        if (known != null && isYounger(known, refresh(known.bundle()), now)) return Optional.of(known.bundle());
        if (lasting(now).isEmpty()) {
            fetching.lockInterruptibly();
            fetchAndUnlock(now);
        } else if (fetching.tryLock()) {
            fetchAndUnlock(now);
        }
        return lasting(now);
    }

    @Override
    public Optional<TrustBundle> newerThan(TrustBundle seen, Instant now) throws InterruptedException {
        fetching.lockInterruptibly();
        Fetched known = fetched;
        if (known == null || known.bundle().equals(seen)) {
            fetchAndUnlock(now);
        } else {
            fetching.unlock();
        }
        return lasting(now);
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public void flush() {
        fetching.lock();
        try {
            fetched = null;
            nextFetch = Instant.MIN;
        } finally {
            fetching.unlock();
        }
    }

    @Override
    public void close() {
        origin.close();
    }

    /// The hint may ask for more haste than is configured, within reason, never for less.
    private Duration refresh(TrustBundle bundle) {
        Duration hint = bundle.refreshHint();
        if (hint.isZero() || hint.compareTo(times.refresh()) >= 0) return times.refresh();
        return hint.compareTo(times.minInterval()) < 0 ? times.minInterval() : hint;
    }

    /// Since its place last answered, not since it last changed.
    private Optional<TrustBundle> lasting(Instant now) {
        Fetched known = fetched;
        return known != null && isYounger(known, times.maxStale(), now)
                ? Optional.of(known.bundle())
                : Optional.empty();
    }

    private void fetchAndUnlock(Instant now) throws InterruptedException {
        try {
            if (!isDue(now)) return;
            nextFetch = now.plus(times.minInterval());
            Optional<TrustBundle> known = lasting(now);
            TrustBundle fresh = notOlder(origin.fetch(now, known), known);
            fetched = new Fetched(known.filter(fresh::saysTheSameAs).orElse(fresh), now);
        } catch (IOException e) {
            problem = "the trust bundle is not available: " + e.getMessage();
        } catch (InterruptedException e) {
            if (fetched == null) nextFetch = Instant.MIN;
            throw e;
        } finally {
            fetching.unlock();
        }
    }

    /// An old answer that is played again would bring back authorities that were withdrawn.
    private static TrustBundle notOlder(TrustBundle fresh, Optional<TrustBundle> known) throws IOException {
        if (known.isPresent() && fresh.sequence() < known.get().sequence())
            throw new IOException(
                    "the bundle is older than the one known (spiffe_sequence) `" + fresh.sequence() + "`");
        return fresh;
    }

    /// A clock that was set back must not keep us from fetching.
    private boolean isDue(Instant now) {
        return !now.isBefore(nextFetch)
                || now.plus(times.minInterval().multipliedBy(2)).isBefore(nextFetch);
    }

    private static boolean isYounger(Fetched known, Duration age, Instant now) {
        return now.isBefore(known.at().plus(age)) && !now.isBefore(known.at().minus(age));
    }
}
