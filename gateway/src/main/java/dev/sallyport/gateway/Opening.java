package dev.sallyport.gateway;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.connector.Connector;
import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Session;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// Steps 5 to 7 of a request: announces the session in the trail, mints its lease, lets it in. Whatever
/// goes wrong on the way, [#abandon] leaves nothing behind. On one thread.
final class Opening<L extends CredentialLease> {

    private static final System.Logger LOG = System.getLogger(Opening.class.getName());

    private final Session session;
    private final String shape;
    private final DeclaredPurpose declared;
    private final Approach approach;
    private final Connector<L> connector;
    private final ScheduledExecutorService loop;
    private final Shared shared;
    private final Teardown teardown;
    private @Nullable L lease;
    private @Nullable OpenSession open;
    private @Nullable Mediation mediation;

    Opening(
            Session session,
            DeclaredPurpose declared,
            Approach approach,
            Connector<L> connector,
            ScheduledExecutorService loop,
            Shared shared,
            Seats.Seat seat) {
        this.session = session;
        this.shape = shared.shape(session);
        this.declared = declared;
        this.approach = approach;
        this.connector = connector;
        this.loop = loop;
        this.shared = shared;
        this.teardown = new Teardown(session, shared, seat);
    }

    /// @return why it stopped on the way; empty when the session is open
    Optional<Refusal> open() {
        return announce().or(this::mint).or(this::announceLease).or(this::enter);
    }

    private Optional<Refusal> announce() {
        return write(
                new AuditEvent.SessionOpened(session.openedAt(), session, approach.peer(), shared.generations(0)),
                Durability.SYNCED);
    }

    private Optional<Refusal> mint() {
        try {
            L minted = connector.lease(new LeaseRequest(session, session.endsAt()));
            teardown.owns(minted);
            lease = minted;
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no lease for session " + session.id(), e);
            return Optional.of(noLease(e));
        }
    }

    /// The guest does not learn what the target said: it may speak of its insides.
    private Refusal noLease(IOException e) {
        String detail = "target `" + session.target() + "` gives out no credential now; try again later";
        return new Refusal(RefusalReason.TARGET_UNAVAILABLE, detail, String.valueOf(e.getMessage()));
    }

    private Optional<Refusal> announceLease() {
        CredentialLease minted = minted();
        return write(
                new AuditEvent.LeaseIssued(
                        shared.now(), session.id(), minted.id(), minted.describe(), minted.expiresAt()),
                shared.afterwards());
    }

    private Optional<Refusal> write(AuditEvent event, Durability durability) {
        try {
            shared.trail().write(event, durability);
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.ERROR, "session " + session.id() + " could not be recorded", e);
            return Optional.of(
                    new Refusal(RefusalReason.TRAIL_UNAVAILABLE, "the audit trail cannot be written; try again later"));
        }
    }

    /// Once it can be seen by those who end sessions, door one is asked once more: between its first
    /// answer and now the configuration may have changed, or the workload may have been contained
    /// elsewhere.
    private Optional<Refusal> enter() {
        Life life = new Life(earlier());
        Tally tally = new Tally();
        Mediation way = new Mediation(session, shared, life, tally, teardown, loop);
        OpenSession entry = new OpenSession(
                session, declared, approach.attestation(), approach.peer(), shape, life, tally, way, teardown, loop);
        if (!shared.sessions().add(entry)) throw new IllegalStateException("a session id came twice");
        mediation = way;
        open = entry;
        if (!entry.start()) return Optional.of(Corridor.STOPPING);
        return shared.sessions().objection(entry);
    }

    private Instant earlier() {
        Instant dead = minted().expiresAt();
        return dead.isBefore(session.endsAt()) ? dead : session.endsAt();
    }

    Admission.Admitted<L> admitted() {
        if (mediation == null) throw new IllegalStateException("the session has not been opened");
        return new Admission.Admitted<>(session, minted(), mediation);
    }

    private L minted() {
        if (lease == null) throw new IllegalStateException("there is no lease yet");
        return lease;
    }

    /// Destroys what was made and closes the session in the trail, in the background.
    void abandon(String reason) {
        if (open == null) {
            teardown.recordsAreIn();
            teardown.start(reason);
        } else if (!open.abandon(reason)) {
            shared.sessions().remove(session.id());
        }
    }
}
