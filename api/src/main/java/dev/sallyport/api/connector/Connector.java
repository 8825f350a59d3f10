package dev.sallyport.api.connector;

import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.credential.LeaseRequest;
import java.io.IOException;

/// Speaks one protocol on both sides, for all targets of its kind.
///
/// @param <L> its own kind of lease, which it gets back when it logs in
public interface Connector<L extends CredentialLease> {

    /// Makes the credential for one session. May block, within the target's configured time-out.
    L lease(LeaseRequest request) throws IOException;

    /// Accepts conversations until the listener is closed.
    Listener listen(ListenAddress address, Gate<L> gate) throws IOException;
}
