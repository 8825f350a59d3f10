package dev.sallyport.api.identity;

import java.time.Instant;

/// Checks one family of attestations. Many threads call it at once, never an event loop.
public interface AuthMethod {

    /// May block on the network, within its own configured time-out. A bad attestation is a [Authentication.Refused],
    /// never an exception; so is one whose keys cannot be fetched (fail closed).
    Authentication authenticate(Attestation attestation, Instant now) throws InterruptedException;

    /// Whether what was proved once would still be proved now (R18): asked of open sessions again and again. As
    /// [#authenticate], unless an attestation may be presented once only.
    ///
    /// @param proven what this method, or the one before it under the same name, made of it
    default Authentication again(Attestation attestation, Workload proven, Instant now) throws InterruptedException {
        return authenticate(attestation, now);
    }
}
