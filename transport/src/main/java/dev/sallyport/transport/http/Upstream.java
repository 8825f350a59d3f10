package dev.sallyport.transport.http;

import java.io.IOException;

/// A target's origin, with its pool of connections. A pooled connection carries no identity: the
/// credential stands in each request. Safe on every thread. Made by [HttpFloor#upstream]; closed by
/// whoever had it made.
public interface Upstream extends AutoCloseable {

    Authority authority();

    boolean secure();

    /// A request of the gateway's own (R10): a token is fetched, a tool list is compared. No byte of an
    /// agent's may be in it but what was permitted. Blocks, within the times of the settings: on virtual
    /// threads only. Redirects are not followed; `Body.Rest` cannot be used.
    ///
    /// @param mostBytes of the answer's body
    /// @throws IOException when the target cannot be reached, breaks its protocol, or answers more than
    ///     that
    Answer fetch(UpstreamRequest request, int mostBytes) throws IOException, InterruptedException;

    /// Ends what is idle, and the rest when it has been answered.
    @Override
    void close();
}
