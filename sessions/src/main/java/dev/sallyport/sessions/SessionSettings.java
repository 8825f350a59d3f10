package dev.sallyport.sessions;

import java.time.Duration;

/// How far session tokens go.
///
/// @param issuer the endpoint's address without a path, as clients know it: `iss` of every token
/// @param tokenLifetime of a token; a task lives longer, its tokens are exchanged for fresh ones
/// @param maxLifetime of a task
/// @param maxDepth delegations from a root to the deepest grant; 0 forbids delegating
/// @param connections open at once for one grant
public record SessionSettings(
        String issuer, Duration tokenLifetime, Duration maxLifetime, int maxDepth, int connections) {}
