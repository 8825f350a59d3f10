package dev.sallyport.api.identity;

import java.time.Instant;

/// Checks one family of attestations. Many threads call it at once, never an event loop.
public interface AuthMethod {

    /// May block on the network, within its own configured time-out. A bad attestation is a [Authentication.Refused],
    /// never an exception; so is one whose keys cannot be fetched (fail closed).
    Authentication authenticate(Attestation attestation, Instant now) throws InterruptedException;
}
