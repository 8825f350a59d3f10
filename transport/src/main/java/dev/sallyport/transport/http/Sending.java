package dev.sallyport.transport.http;

/// What becomes of a request that was permitted.
public sealed interface Sending {

    /// It goes to the target.
    record Sent(UpstreamRequest request) implements Sending {}

    /// It goes nowhere, since it cannot be kept within its permit.
    ///
    /// @param instead what the agent hears
    record Withheld(Answer instead) implements Sending {}
}
