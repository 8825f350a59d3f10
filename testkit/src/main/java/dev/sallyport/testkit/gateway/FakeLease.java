package dev.sallyport.testkit.gateway;

import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.credential.LeaseRequest;
import java.io.IOException;
import java.time.Instant;

/// A credential that knows whether it is still there. Safe on every thread.
public final class FakeLease implements CredentialLease {

    private final LeaseRequest request;
    private int failures;
    private int attempts;
    private boolean destroyed;

    FakeLease(LeaseRequest request, int failures) {
        this.request = request;
        this.failures = failures;
    }

    @Override
    public String id() {
        return "sp_" + request.session().id();
    }

    @Override
    public String describe() {
        return "SELECT ON customers";
    }

    @Override
    public Instant expiresAt() {
        return request.notAfter();
    }

    @Override
    public synchronized void close() throws IOException {
        attempts++;
        if (destroyed) return;
        if (failures-- > 0) throw new IOException("target away");
        destroyed = true;
    }

    public synchronized int attempts() {
        return attempts;
    }

    public synchronized boolean destroyed() {
        return destroyed;
    }
}
