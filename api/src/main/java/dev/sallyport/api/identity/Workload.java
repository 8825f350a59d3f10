package dev.sallyport.api.identity;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/// A fact with an end, never a directory entry: what an attestation proved, and until when.
///
/// @param authMethod the configured name of the method that proved it
/// @param subject what the platform calls it (`sub`, SPIFFE id, ARN)
/// @param countedAs what its limits are counted under (R5): the service account or SPIFFE id without the
///     instance part; never a token id or a pod. What one issuer alone knows by this name stands behind the issuer
///     and a blank, so that equal names of two issuers never share a budget or a quarantine
/// @param claims JSON values: String, Long, Double, Boolean, List, Map
/// @param validUntil the moment the proof ends; no session outlives it
public record Workload(
        String authMethod, String subject, String countedAs, SortedMap<String, Object> claims, Instant validUntil) {
    public Workload {
        claims = Collections.unmodifiableSortedMap(new TreeMap<>(claims));
    }

    /// Claims may hold personal data; the subject is enough for a log line.
    @Override
    public String toString() {
        return authMethod + ":" + subject;
    }
}
