package dev.sallyport.gateway;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.session.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Leaves nothing behind (step 13 of a request): destroys the lease, however often it takes, and closes the session
/// in the trail. Safe on every thread; works on virtual threads, also while the gateway stops.
final class Teardown {

    private static final System.Logger LOG = System.getLogger(Teardown.class.getName());

    private final Session session;
    private final Shared shared;
    private final Seats.Seat seat;
    private final AtomicBoolean started = new AtomicBoolean();
    private final CompletableFuture<Void> recordsAreIn = new CompletableFuture<>();
    private volatile @Nullable CredentialLease lease;

    Teardown(Session session, Shared shared, Seats.Seat seat) {
        this.session = session;
        this.shared = shared;
        this.seat = seat;
    }

    /// From now on there is a credential to destroy.
    void owns(CredentialLease minted) {
        lease = minted;
    }

    /// Nothing of this session is on its way to the trail any more: SessionClosed may be the last record.
    void recordsAreIn() {
        recordsAreIn.complete(null);
    }

    /// Does not block. Only the first call counts.
    void start(String reason) {
        if (!started.compareAndSet(false, true)) return;
        Duration patience = shared.limits().teardown().recording();
        recordsAreIn.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS);
        var _ = CompletableFuture.runAsync(this::destroyLease, this::run)
                .runAfterBothAsync(recordsAreIn, () -> close(reason), this::run);
    }

    private void run(Runnable task) {
        try {
            shared.blocking().execute(task);
        } catch (RejectedExecutionException e) {
            // the gateway stops, which is no reason to leave a credential at a target
            Thread.ofVirtual().name("teardown-" + session.id()).start(task);
        }
    }

    private void destroyLease() {
        CredentialLease minted = lease;
        if (minted == null) return;
        String failure = new Destruction(shared.limits().teardown(), shared.pause()).destroy(minted);
        if (!failure.isEmpty()) shared.metrics().leaseLeft();
        write(new AuditEvent.LeaseDestroyed(shared.now(), session.id(), minted.id(), failure.isEmpty(), failure));
    }

    private void close(String reason) {
        try {
            write(new AuditEvent.SessionClosed(shared.now(), session.id(), reason));
            shared.authority().forget(session.id());
        } finally {
            seat.close();
        }
    }

    private void write(AuditEvent event) {
        try {
            shared.trail().write(event, shared.afterwards());
        } catch (IOException e) {
            shared.metrics().recordLost();
            LOG.log(System.Logger.Level.ERROR, "the end of session " + session.id() + " could not be recorded", e);
        }
    }
}
