package dev.sallyport.authmethods.spiffe;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/// Fetches the bundle of one trust domain from where the configuration says.
interface BundleOrigin {

    /// May block, within a bound. One thread at a time.
    ///
    /// @param known what it said the last time, if that is not stale
    /// @throws IOException with a message that can be shown
    TrustBundle fetch(Instant now, Optional<TrustBundle> known) throws IOException, InterruptedException;

    /// Breaks off a fetch that is under way.
    default void close() {}
}
