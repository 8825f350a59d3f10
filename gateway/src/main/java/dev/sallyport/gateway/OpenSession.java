package dev.sallyport.gateway;

import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Session;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/// What other threads may know of a session, and do to it: everything they do happens on its loop.
final class OpenSession {

    private final Session session;
    private final DeclaredPurpose declared;
    private final Attestation shown;
    private final String peer;
    private final String shape;
    private final Life life;
    private final Tally tally;
    private final Mediation mediation;
    private final Teardown teardown;
    private final Executor loop;

    OpenSession(
            Session session,
            DeclaredPurpose declared,
            Attestation shown,
            String peer,
            String shape,
            Life life,
            Tally tally,
            Mediation mediation,
            Teardown teardown,
            Executor loop) {
        this.session = session;
        this.declared = declared;
        this.shown = shown;
        this.peer = peer;
        this.shape = shape;
        this.life = life;
        this.tally = tally;
        this.mediation = mediation;
        this.teardown = teardown;
        this.loop = loop;
    }

    Session session() {
        return session;
    }

    DeclaredPurpose declared() {
        return declared;
    }

    /// What it was let in with, to be asked about again; never written anywhere.
    Attestation shown() {
        return shown;
    }

    /// What its lease was made from, as it was just before it was made.
    String shape() {
        return shape;
    }

    String countedAs() {
        return session.workload().countedAs();
    }

    /// @return false when its loop has shut down; then the lease is destroyed nevertheless
    boolean start() {
        return post(mediation::start, "the gateway is stopping");
    }

    /// @return as [#start]
    boolean end(String reason) {
        return post(() -> mediation.end(reason), reason);
    }

    /// Before any connector knows of it.
    ///
    /// @return as [#start]
    boolean abandon(String reason) {
        return post(
                () -> {
                    if (!life.closed()) life.end(reason);
                    mediation.close();
                },
                reason);
    }

    /// Why it must end now; empty while it may go on, and when it is ending already.
    Optional<String> overdue(Instant now) {
        return life.open() ? life.over(now) : Optional.empty();
    }

    void shorten(Instant end) {
        if (!end.isBefore(life.endsAt())) return;
        post(
                () -> {
                    life.shorten(end);
                    mediation.start();
                },
                "its time is over");
    }

    private boolean post(Runnable task, String reason) {
        try {
            loop.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            teardown.recordsAreIn();
            teardown.start(reason);
            return false;
        }
    }

    SessionView view() {
        Access access = session.access();
        return new SessionView(
                session.id(),
                session,
                Visible.escape(session.workload().toString()),
                Visible.escape(countedAs()),
                session.target(),
                access.rule(),
                access.role(),
                access.mode(),
                Visible.escape(session.purpose().name()),
                Visible.escape(session.purpose().task()),
                peer,
                session.openedAt(),
                life.endsAt(),
                tally.permitted(),
                tally.denied(),
                life.state());
    }
}
