package dev.sallyport.api.connector;

import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.identity.Attestation;

/// Who knocks, with what, for where.
///
/// @param target the requested target's configured name
/// @param peer the remote address, for the trail
public record Approach(Attestation attestation, String target, DeclaredPurpose purpose, String peer) {}
