package dev.sallyport.api.connector;

import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.identity.Attestation;

/// Who knocks, with what, for where.
///
/// @param target the requested target's configured name
/// @param peer the remote address, for the trail
/// @param proxied the gateway was used as a forward proxy: the proof was shown to it alone, and the target
///     follows from the address that the agent meant
public record Approach(Attestation attestation, String target, DeclaredPurpose purpose, String peer, boolean proxied) {

    public Approach(Attestation attestation, String target, DeclaredPurpose purpose, String peer) {
        this(attestation, target, purpose, peer, false);
    }
}
