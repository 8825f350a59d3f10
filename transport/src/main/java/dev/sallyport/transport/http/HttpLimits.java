package dev.sallyport.transport.http;

import java.time.Duration;

/// What a peer may cost, on either side.
///
/// @param connections of agents open at once
/// @param sessions open at once over all targets; further ones are refused with 503
/// @param streams requests at once on one HTTP/2 connection
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
        int streams,
        int requestLineBytes,
        int fieldBytes,
        int wholeBodyBytes,
        long streamedBodyBytes,
        int localBodyBytes,
        int inflationRatio,
        Times times) {

    public static final HttpLimits DEFAULT =
            new HttpLimits(10_000, 10_000, 100, 8192, 32_768, 8 << 20, 1L << 40, 65_536, 100, Times.DEFAULT);

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
