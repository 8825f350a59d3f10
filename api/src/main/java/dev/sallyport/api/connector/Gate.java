package dev.sallyport.api.connector;

import dev.sallyport.api.credential.CredentialLease;
import java.util.concurrent.ScheduledExecutorService;

/// Where a connector brings whoever knocks.
public interface Gate<L extends CredentialLease> {

    /// Authenticates, asks door one, opens the session in the trail and mints the lease. Blocks: call it on a virtual
    /// thread. Never throws for a bad guest; nothing is left behind when it refuses.
    ///
    /// @param loop the conversation's loop, on which the returned mediator will be called
    Admission<L> admit(Approach approach, ScheduledExecutorService loop) throws InterruptedException;

    /// Puts into the trail whom the connector turned away before it came to the gate, at the rate of all refusals.
    /// Does not block and does not throw: call it on the loop.
    ///
    /// @return the request id, for the guest too
    String turnedAway(Rejection rejection);
}
