package dev.sallyport.authmethods.spiffe;

import java.time.Instant;
import java.util.Optional;

/// Keeps the bundle of one trust domain. Safe on every thread.
interface BundleSource extends AutoCloseable {

    /// The bundle to use now; empty when there is none that is not stale, and [#problem] says why. May
    /// block for one fetch. An unchanged bundle is the same object as before.
    Optional<TrustBundle> current(Instant now) throws InterruptedException;

    /// After something was signed by nobody in `seen`: the bundle after one more look, unless the last
    /// was too short a time ago.
    Optional<TrustBundle> newerThan(TrustBundle seen, Instant now) throws InterruptedException;

    /// Why there is no bundle.
    String problem();

    /// Forgets everything; the next question looks again.
    void flush();

    /// Breaks off what is under way.
    @Override
    void close();
}
