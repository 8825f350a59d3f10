package dev.sallyport.api.credential;

import java.io.IOException;
import java.time.Instant;

/// A credential made for one session. Closing destroys it *at the target* and verifies that it is gone.
public interface CredentialLease extends AutoCloseable {

    /// Names the credential at the target (a role name, a key id); safe in logs.
    String id();

    /// What it may do, in words, for the trail: the grants it was given.
    String describe();

    Instant expiresAt();

    /// Idempotent. May block: never called on an event loop.
    ///
    /// @throws IOException when the target could not be reached or still knows the credential; the gateway
    ///     tries again, and the connector's sweeper finds it after a crash
    @Override
    void close() throws IOException;
}
