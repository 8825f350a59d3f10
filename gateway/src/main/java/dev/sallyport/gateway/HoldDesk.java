package dev.sallyport.gateway;

import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The one action of a session that waits for a human: shown once its hold is recorded, then answered, expired or
/// withdrawn. On the loop only; answers come in through the loop.
final class HoldDesk {

    /// What happens to the action when it stops waiting.
    interface Ends {
        /// A human released it: decide again.
        void released(Proposal proposal);

        void refused(Proposal proposal, Deny why);

        /// Its hold could not be recorded, so nobody was asked.
        void unrecorded(Proposal proposal);
    }

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Session session;
    private final Shared shared;
    private final Ledger ledger;
    private final ScheduledExecutorService loop;
    private final Ends ends;

    HoldDesk(Session session, Shared shared, Ledger ledger, ScheduledExecutorService loop, Ends ends) {
        this.session = session;
        this.shared = shared;
        this.ledger = ledger;
        this.loop = loop;
        this.ends = ends;
    }

    private final class Waiting {
        private final Proposal proposal;
        private final Hold hold;
        private final HeldAction entry;
        private @Nullable Future<?> timer;
        private boolean left;

        Waiting(Proposal proposal, Hold hold, HeldAction entry) {
            this.proposal = proposal;
            this.hold = hold;
            this.entry = entry;
        }

        void leave() {
            left = true;
            if (timer != null) timer.cancel(false);
            shared.holds().remove(entry);
        }

        void expireAfter(Duration time) {
            timer = loop.schedule(() -> expire(this), Math.max(0, time.toMillis()), TimeUnit.MILLISECONDS);
        }
    }

    /// @return false when too many wait already, in this gateway
    boolean hold(Proposal proposal, State state, Hold hold) {
        Optional<HeldAction> place = shared.holds().reserve(proposal, session, hold, fingerprint(proposal));
        place.ifPresent(entry -> record(new Waiting(proposal, hold, entry), state));
        return place.isPresent();
    }

    private String fingerprint(Proposal proposal) {
        return HoldFingerprint.of(session, proposal.action(), shared.generations(proposal.catalog()));
    }

    private void record(Waiting waiting, State state) {
        waiting.proposal.waits(Proposal.Stage.HELD, waiting::leave);
        if (ledger.recordHold(waiting.proposal, state, waiting.hold, ok -> recorded(waiting, ok))) show(waiting);
    }

    private void recorded(Waiting waiting, boolean ok) {
        if (waiting.left) return;
        if (ok) {
            show(waiting);
        } else {
            waiting.proposal.stopWaiting();
            ends.unrecorded(waiting.proposal);
        }
    }

    private void show(Waiting waiting) {
        waiting.entry.show(word -> loop.execute(() -> answered(waiting, word)));
        waiting.expireAfter(Duration.between(shared.now(), waiting.entry.view().expiresAt()));
    }

    private void expire(Waiting waiting) {
        if (waiting.left || waiting.entry.over()) return;
        if (waiting.entry.expire()) {
            refuse(waiting, Denials.expired(waiting.hold));
        } else {
            // somebody's answer is just being recorded: if that fails, the hold has expired by then
            waiting.expireAfter(SOON);
        }
    }

    private void answered(Waiting waiting, HeldAction.Word word) {
        if (waiting.left) return;
        if (!word.approved()) {
            refuse(waiting, Denials.refused(waiting.hold, word));
        } else if (!fingerprint(waiting.proposal).equals(waiting.entry.view().fingerprint())) {
            refuse(waiting, Denials.stale(waiting.hold));
        } else {
            release(waiting, word);
        }
    }

    private void refuse(Waiting waiting, Deny why) {
        waiting.proposal.stopWaiting();
        ends.refused(waiting.proposal, why);
    }

    private void release(Waiting waiting, HeldAction.Word word) {
        Proposal proposal = waiting.proposal;
        proposal.stopWaiting();
        String fingerprint = proposal.action().fingerprint();
        proposal.approve(new Approval.Given(waiting.entry.view().id(), word.by(), fingerprint));
        ends.released(proposal);
    }
}
