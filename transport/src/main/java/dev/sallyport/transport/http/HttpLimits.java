package dev.sallyport.transport.http;

import java.time.Duration;

/// What a peer may cost, on either side.
///
/// @param connections of agents open at once
/// @param sessions open at once over all targets; further ones are refused with 503
/// @param http2 what one connection of HTTP/2 may do
/// @param requestLineBytes of the first line
/// @param fieldBytes of all fields of a head, or of trailers
/// @param wholeBodyBytes the most that a clerk may ask to see whole
/// @param streamedBodyBytes the most that passes of a body that is not seen whole
/// @param localBodyBytes of a request to a [LocalService]
/// @param inflationRatio bytes that come out for each byte of a compressed answer, above the first 64 KiB;
///     more is taken for a bomb
/// @param times how long everything may last
public record HttpLimits(
        int connections,
        int sessions,
        Http2 http2,
        int requestLineBytes,
        int fieldBytes,
        int wholeBodyBytes,
        long streamedBodyBytes,
        int localBodyBytes,
        int inflationRatio,
        Times times) {

    public static final HttpLimits DEFAULT =
            new HttpLimits(10_000, 10_000, Http2.DEFAULT, 8192, 32_768, 8 << 20, 1L << 40, 65_536, 100, Times.DEFAULT);

    /// Frames are counted for 30 seconds at a time; whoever sends more of them than this is told so and hung
    /// up on (RFC 9113 section 10.5). Netty bounds what else is cheap to send: a head in pieces (16 small
    /// ones), empty pieces of a body (2 in a row), answers to control frames that nobody reads (10,000).
    ///
    /// @param streams requests at once
    /// @param resets requests that were taken back: by the agent, or by the gateway for what the agent sent
    /// @param controls frames that carry nothing: SETTINGS, PING and its answers
    public record Http2(int streams, int resets, int controls) {

        public static final Http2 DEFAULT = new Http2(100, 200, 2000);

        static final Duration WINDOW = Duration.ofSeconds(30);
    }

    /// @param handshake of TLS, from accept
    /// @param head from the first byte, or from an accept, to the end of a head
    /// @param body between two pieces of a request's body that is waited for
    /// @param idleConnection between two requests
    /// @param idleSession without any request; then its lease ends
    /// @param localAnswer of a [LocalService]
    /// @param agentWrite how long an agent may leave its answer unread before it is hung up on
    public record Times(
            Duration handshake,
            Duration head,
            Duration body,
            Duration idleConnection,
            Duration idleSession,
            Duration localAnswer,
            Duration agentWrite) {

        public static final Times DEFAULT = new Times(
                Duration.ofSeconds(10),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(75),
                Duration.ofMinutes(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2));
    }
}
