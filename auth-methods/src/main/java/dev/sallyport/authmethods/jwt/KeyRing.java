package dev.sallyport.authmethods.jwt;

import dev.sallyport.authmethods.web.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The issuer's keys, fetched by one thread at a time and not more often than allowed. Whoever has keys that are
/// good enough never waits for a fetch.
public final class KeyRing {

    private record Fetched(KeySet keys, Instant at) {}

    private final KeyOrigin origin;
    private final KeyFetching times;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile @Nullable Fetched fetched;
    private volatile Instant nextFetch = Instant.MIN;
    private volatile String problem = "the issuer's keys are not fetched yet";

    public KeyRing(KeyOrigin origin, KeyFetching times) {
        this.origin = origin;
        this.times = times;
    }

    /// @param issuer what a discovery document must say that it is of
    public static KeyRing of(KeySource keys, String issuer, KeyFetching times, BoundedHttp http) {
        return switch (keys) {
            case KeySource.DiscoveryUrl(URI url) -> new KeyRing(new DiscoveredKeys(http, url, issuer), times);
            case KeySource.JwksUrl(URI url) -> new KeyRing(new HttpKeys(http, url), times);
            case KeySource.JwksFile(Path file) ->
                new KeyRing(new FileKeys(file, times.maxDocumentSize()), everySecond(times));
        };
    }

    /// Reading a small file costs next to nothing, so a change counts at once.
    private static KeyFetching everySecond(KeyFetching times) {
        Duration second = Duration.ofSeconds(1);
        return new KeyFetching(times.timeout(), second, second, times.maxStale(), times.maxDocumentSize());
    }

    /// The keys to use now: fetched again when they are due, old ones for a bounded time when that fails. Empty when
    /// there are none, and [#problem] says why. An unchanged set is the same object as before.
    public Optional<KeySet> current(Instant now) throws InterruptedException {
        Fetched known = fetched;
        if (known != null && isYounger(known, times.cacheTime(), now)) {
            return Optional.of(known.keys());
        }
        if (lasting(now).isEmpty()) {
            fetching.lockInterruptibly();
            fetchAndUnlock(now);
        } else if (fetching.tryLock()) {
            fetchAndUnlock(now);
        }
        return lasting(now);
    }

    /// After a token named a key that is not in `seen`: the keys after one more fetch, unless the last was too short
    /// a time ago.
    public Optional<KeySet> newerThan(KeySet seen, Instant now) throws InterruptedException {
        fetching.lockInterruptibly();
        Fetched known = fetched;
        if (known == null || known.keys() == seen) {
            fetchAndUnlock(now);
        } else {
            fetching.unlock();
        }
        return lasting(now);
    }

    /// Why there are no keys.
    public String problem() {
        return problem;
    }

    /// Forgets everything; the next question fetches. Waits for a fetch that is under way.
    public void flush() {
        fetching.lock();
        try {
            fetched = null;
            nextFetch = Instant.MIN;
        } finally {
            fetching.unlock();
        }
    }

    private Optional<KeySet> lasting(Instant now) {
        Fetched known = fetched;
        return known != null && isYounger(known, times.cacheTime().plus(times.maxStale()), now)
                ? Optional.of(known.keys())
                : Optional.empty();
    }

    private void fetchAndUnlock(Instant now) throws InterruptedException {
        try {
            if (isDue(now)) {
                nextFetch = now.plus(times.minInterval());
                fetched = new Fetched(unlessUnchanged(KeySet.parse(origin.fetch())), now);
            }
        } catch (IOException e) {
            problem = "the issuer's keys are not available: " + e.getMessage();
        } catch (InterruptedException e) {
            forgetAttemptWhenEmpty();
            throw e;
        } finally {
            fetching.unlock();
        }
    }

    /// The one who fetched gave up, not the issuer: whoever waits behind it tries for itself.
    private void forgetAttemptWhenEmpty() {
        if (fetched == null) {
            nextFetch = Instant.MIN;
        }
    }

    /// A clock that was set back must not keep us from fetching; that `now` of another thread is a little older is
    /// no such thing.
    private boolean isDue(Instant now) {
        return !now.isBefore(nextFetch)
                || now.plus(times.minInterval().multipliedBy(2)).isBefore(nextFetch);
    }

    private KeySet unlessUnchanged(KeySet fresh) {
        Fetched known = fetched;
        return known != null && known.keys().holdsTheSameAs(fresh) ? known.keys() : fresh;
    }

    private static boolean isYounger(Fetched known, Duration age, Instant now) {
        return now.isBefore(known.at().plus(age)) && !now.isBefore(known.at().minus(age));
    }
}
