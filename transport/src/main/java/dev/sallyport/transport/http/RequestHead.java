package dev.sallyport.transport.http;

/// The head of a request, checked and freed of everything that is not for the target: proof, purpose,
/// hop-by-hop fields, framing, Host. Immutable.
///
/// @param method as it came; a token
/// @param mode how the agent addressed the target
/// @param authority the host that the agent named
/// @param mount in path mode `/NAME`, which was taken off the path; otherwise empty
/// @param path origin-form with its query, as it came (not normalised, not decoded); begins with `/`, or
///     is `*` of OPTIONS
/// @param fields without those above
/// @param contentLength bytes of the body; 0 for none, -1 when it is not known before its end
/// @param upgrade `websocket` when the agent asks to change to that (RFC 6455); empty otherwise. No other
///     protocol is passed on
/// @param peer the agent's address, for errors and logs of the gateway alone
public record RequestHead(
        String method,
        Mode mode,
        Authority authority,
        String mount,
        String path,
        Fields fields,
        long contentLength,
        String upgrade,
        String peer) {

    public enum Mode {
        /// The gateway stands in the target's place: by one of its hosts or by path.
        REVERSE,
        /// The agent uses the gateway as its proxy; the authority is the real one.
        FORWARD
    }

    public boolean hasBody() {
        return contentLength != 0;
    }

    /// Path and query may hold what is not for every log.
    @Override
    public String toString() {
        return method + " " + authority + mount;
    }
}
