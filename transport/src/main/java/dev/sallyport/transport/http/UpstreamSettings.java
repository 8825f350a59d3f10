package dev.sallyport.transport.http;

import io.netty.handler.ssl.SslContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a target is reached.
///
/// @param authority host and port
/// @param tls made by [UpstreamTls]; null for clear text
/// @param http2 whether HTTP/2 is offered in the handshake
/// @param names looks the host up
/// @param connections open at once to it, over all loops; further requests wait
/// @param waiting requests that wait for one; further ones are refused with 503
/// @param connect including name and TLS
/// @param firstByte from the end of the request to the head of the answer; an answer that a model thinks
///     about is slow
/// @param idleAnswer between two pieces of an answer, or of a body that the target does not take
/// @param idleConnection without a request
public record UpstreamSettings(
        Authority authority,
        @Nullable SslContext tls,
        boolean http2,
        HostNames names,
        int connections,
        int waiting,
        Duration connect,
        Duration firstByte,
        Duration idleAnswer,
        Duration idleConnection) {

    /// With the defaults: 64 connections, 1000 waiting, 10 s to connect, 60 s to the first byte, 5 min
    /// between two pieces, 30 s idle.
    public static UpstreamSettings of(Authority authority, @Nullable SslContext tls, HostNames names) {
        return new UpstreamSettings(
                authority,
                tls,
                tls != null,
                names,
                64,
                1000,
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30));
    }

    public boolean secure() {
        return tls != null;
    }
}
