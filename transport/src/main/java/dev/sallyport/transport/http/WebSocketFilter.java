package dev.sallyport.transport.http;

import io.netty.buffer.ByteBuf;

/// Both directions of a WebSocket (RFC 6455) once a target has answered 101. Whole data messages,
/// unmasked, at most [HttpLimits#wholeBodyBytes] each; extensions (compression) are not negotiated. Pings,
/// pongs and closes pass, whatever is said of them. On the loop.
public interface WebSocketFilter {

    /// Everything passes; the messages of the target are counted by the floor.
    WebSocketFilter OPAQUE = new WebSocketFilter() {};

    /// @param text true for a text message, false for a binary one
    /// @param message borrowed
    /// @return false to close both sides with 1008 (policy violation); the message goes nowhere
    default boolean fromAgent(boolean text, ByteBuf message) {
        return true;
    }

    /// As `fromAgent`.
    default boolean fromTarget(boolean text, ByteBuf message) {
        return true;
    }

    /// What a ping or a pong carries, or the reason of a close; as `fromAgent`, and may be changed in its place.
    default boolean controlFromTarget(ByteBuf payload) {
        return true;
    }
}
