package dev.sallyport.transport.http;

/// The head of an answer, without framing and hop-by-hop fields. Immutable.
///
/// @param status 200 to 599; 101 for a connection that changes its protocol
/// @param contentLength bytes of the body; -1 when not known before its end. What a filter says here is
///     kept only when it is true for what it writes: leave -1 when it changes the body
public record ResponseHead(int status, Fields fields, long contentLength) {

    public ResponseHead withFields(Fields other) {
        return new ResponseHead(status, other, contentLength);
    }

    /// For a body that does not stay as it is.
    public ResponseHead withoutLength() {
        return new ResponseHead(status, fields, -1);
    }
}
