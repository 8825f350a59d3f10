package dev.sallyport.app.wiring;

import dev.sallyport.api.connector.Connector;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.app.wiring.Behind.Leasing;
import java.io.IOException;

/// A target over HTTP as the corridor sees it: somebody who makes leases. It listens with all the others, at one
/// address.
record Lending<L extends CredentialLease>(Leasing<L> leases) implements Connector<L> {

    @Override
    public L lease(LeaseRequest request) throws IOException {
        return leases.lease(request);
    }

    @Override
    public Listener listen(ListenAddress address, Gate<L> gate) throws IOException {
        throw new IOException("targets over HTTP are served together, at `listen.http`");
    }
}
