package dev.sallyport.transport.http;

/// What goes to a target. Host and framing are the floor's; `Accept-Encoding` becomes `identity`, so that
/// the answer can be read and scrubbed.
///
/// @param upstream where to
/// @param path origin-form with its query, as it is to stand on the wire
/// @param fields with the credential; without framing, hop-by-hop fields and Host, which are dropped
/// @param upgrade the protocol to ask for, see [RequestHead#upgrade]; empty for none
/// @param injected every form in which the credential stands in the request (also as Base64, for Basic):
///     an answer that holds one of them has it replaced, in fields and body, before any filter sees it.
///     Shorter than 6 characters is refused when the target is made, since such texts stand in answers by
///     chance
public record UpstreamRequest(
        Upstream upstream, String method, String path, Fields fields, Body body, String upgrade, Echoes injected) {

    public UpstreamRequest withFields(Fields other) {
        return new UpstreamRequest(upstream, method, path, other, body, upgrade, injected);
    }

    /// A path may carry a credential.
    @Override
    public String toString() {
        return method + " " + upstream;
    }
}
