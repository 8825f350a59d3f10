package dev.sallyport.app.wiring;

import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.transport.http.HttpTarget;
import java.io.IOException;

/// What stands behind the name of a target over HTTP while it is served.
///
/// @param leases makes the credential of one session; may block
/// @param closing ends its connections, or its children
record Behind<L extends CredentialLease>(HttpTarget<L> target, Leasing<L> leases, Runnable closing) {

    @FunctionalInterface
    interface Leasing<L extends CredentialLease> {
        L lease(LeaseRequest request) throws IOException;
    }
}
