package dev.sallyport.testkit.gateway;

import dev.sallyport.api.connector.Connector;
import dev.sallyport.api.connector.Gate;
import dev.sallyport.api.connector.ListenAddress;
import dev.sallyport.api.connector.Listener;
import dev.sallyport.api.credential.LeaseRequest;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Hands out [FakeLease]s and remembers them; speaks no protocol. Safe on every thread.
public final class FakeConnector implements Connector<FakeLease> {

    /// What happens instead of a lease, or before it.
    public interface Before {
        void lease(LeaseRequest request) throws IOException;
    }

    private final List<FakeLease> leases = new CopyOnWriteArrayList<>();
    private volatile Before before = request -> {};
    private volatile int destroyFailures;

    /// @param step may throw, block or interrupt; when it returns, a lease is made
    public void before(Before step) {
        before = step;
    }

    /// Leases made from now on fail this many times to be destroyed.
    public void failToDestroy(int times) {
        destroyFailures = times;
    }

    @Override
    public FakeLease lease(LeaseRequest request) throws IOException {
        before.lease(request);
        FakeLease lease = new FakeLease(request, destroyFailures);
        leases.add(lease);
        return lease;
    }

    public List<FakeLease> leases() {
        return List.copyOf(leases);
    }

    /// Leases that still exist at the target.
    public long left() {
        return leases.stream().filter(lease -> !lease.destroyed()).count();
    }

    @Override
    public Listener listen(ListenAddress address, Gate<FakeLease> gate) {
        throw new UnsupportedOperationException("this connector speaks no protocol");
    }
}
