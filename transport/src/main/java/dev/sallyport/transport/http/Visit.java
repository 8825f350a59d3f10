package dev.sallyport.transport.http;

/// One admitted session at one target: what the connector keeps between requests. Called from the loops of
/// several connections at once: safe on every thread.
public interface Visit {

    /// A request's head is there.
    ///
    /// @param exchange belongs to this request alone
    Clerk request(RequestHead head, Exchange exchange);

    /// The session is over; its exchanges are being cut. Once.
    void ended();
}
