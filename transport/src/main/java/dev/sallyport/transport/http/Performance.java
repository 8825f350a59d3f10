package dev.sallyport.transport.http;

import dev.sallyport.api.decision.Permit;

/// What the connector itself does on a permit, without the floor's upstream: a child process is asked, a
/// list is answered from memory. On the loop; what blocks goes elsewhere and comes back through
/// [Exchange#loop].
public interface Performance extends Answered {

    /// Permitted, and in the trail. Leads, now or later, to [Outflow#head], `write` and [Outflow#end], or
    /// to [Outflow#instead].
    void permitted(Permit permit, Outflow out);

    /// The agent left, or the exchange was cut: whatever runs is to be stopped.
    default void abandoned() {}
}
