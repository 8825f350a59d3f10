package dev.sallyport.postgres.wire;

import java.time.Duration;

/// What a peer may cost.
///
/// @param handshake from accept to the end of start-up
/// @param connect to a target, including its TLS
/// @param maxMessage bytes of one message of the agent's; it is judged whole, so it is gathered whole
/// @param maxToken bytes of the password message
/// @param maxConversations open at once per listener
public record WireLimits(Duration handshake, Duration connect, int maxMessage, int maxToken, int maxConversations) {

    public static final WireLimits DEFAULT =
            new WireLimits(Duration.ofSeconds(10), Duration.ofSeconds(10), 16 << 20, 32 << 10, 10_000);
}
