package dev.sallyport.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.audit.Pen.Completion;
import dev.sallyport.api.connector.Mediator.Passage;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.connector.Verdict.Denied;
import dev.sallyport.api.connector.Verdict.Ended;
import dev.sallyport.api.connector.Verdict.Permitted;
import dev.sallyport.api.connector.Verdict.Wait;
import dev.sallyport.api.decision.Basis;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Settled;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.function.Consumer;

/// One session's books: each decision is in the trail before it has an effect, and each permit is settled exactly
/// once, whatever becomes of it. On the loop only.
final class Ledger {

    private final Session session;
    private final Shared shared;
    private final Doors doors;
    private final Journal journal;
    private final Life life;
    private final Tally tally;
    private final IdentityHashMap<Passage, Proposal> underWay;
    private final Consumer<Contain> contained;
    private final Ears ears;

    /// @param contained called at once when a containment was decided, even if it cannot be recorded: it only
    ///     takes away
    Ledger(
            Session session,
            Shared shared,
            Journal journal,
            Life life,
            Ears ears,
            Tally tally,
            IdentityHashMap<Passage, Proposal> underWay,
            Consumer<Contain> contained) {
        this.session = session;
        this.shared = shared;
        this.doors = new Doors(shared.authority());
        this.journal = journal;
        this.life = life;
        this.ears = ears;
        this.tally = tally;
        this.underWay = underWay;
        this.contained = contained;
    }

    /// Records the decision; the verdict at once when the record is already durable, otherwise later through the
    /// passage.
    Verdict settle(Proposal proposal, State state, Settled decision) {
        proposal.recording();
        tally.count(decision);
        if (decision instanceof Contain contain) contained.accept(contain);
        boolean now = record(proposal, state, decision, ok -> {
            recorded(new Decided(proposal, state, decision, ok, shared.now()));
        });
        return now ? effect(new Decided(proposal, state, decision, true, state.now())) : Wait.RECORDING;
    }

    /// Records that a human is asked.
    ///
    /// @return as [Journal#append]
    boolean recordHold(Proposal proposal, State state, Hold hold, Completion done) {
        proposal.held();
        return record(proposal, state, hold, done);
    }

    /// A hold that is not in the trail is shown to nobody: the action is denied.
    Verdict.Settled unrecordedHold(Proposal proposal) {
        drop(proposal);
        shared.metrics().recordLost();
        return new Denied(proposal.requestId(), Denials.trailUnavailable());
    }

    /// A decision to which the trail has answered.
    private record Decided(Proposal proposal, State state, Settled decision, boolean recorded, Instant at) {}

    private boolean record(Proposal proposal, State state, Decision decision, Completion done) {
        Action action = proposal.action();
        shared.metrics().decided(action, decision);
        Basis basis = new Basis(
                state.approval(), doors.counted(action), state.context().turns().size(), ears.print(state.context()));
        AuditEvent event = new AuditEvent.Decided(
                state.now(),
                proposal.requestId(),
                session,
                action,
                decision,
                shared.generations(proposal.catalog()).of(decision.stamp()),
                basis);
        return journal.append(event, durability(action, decision), done);
    }

    private Durability durability(Action action, Decision decision) {
        boolean read = decision instanceof Permit && !action.changes();
        return read && !shared.limits().actions().syncReads() ? Durability.WRITTEN : Durability.SYNCED;
    }

    private void recorded(Decided decided) {
        if (!decided.recorded()) shared.metrics().recordLost();
        if (decided.proposal().isUnheard()) {
            undo(decided);
        } else {
            decided.proposal().tell(effect(decided));
        }
    }

    private Verdict.Settled effect(Decided decided) {
        Proposal proposal = decided.proposal();
        return switch (decided.decision()) {
            case Permit permit -> permit(decided, permit);
            case Deny deny -> {
                drop(proposal);
                yield new Denied(proposal.requestId(), deny);
            }
            case Contain contain -> {
                drop(proposal);
                yield new Ended(proposal.requestId(), contain);
            }
        };
    }

    private Verdict.Settled permit(Decided decided, Permit permit) {
        if (!decided.recorded() && !goesOnUnrecorded()) return refuse(decided, Denials.trailUnavailable());
        var over = life.over(decided.at());
        if (over.isPresent()) return refuse(decided, Denials.over(over.get()));
        decided.proposal().open(new Proposal.Grant(permit, decided.state(), decided.at()));
        return new Permitted(decided.proposal().requestId(), permit);
    }

    private boolean goesOnUnrecorded() {
        return shared.policy().onTrailOutage().apply(session.target()) == TrailOutage.ALLOW;
    }

    private Verdict.Settled refuse(Decided decided, Deny why) {
        undo(decided);
        return new Denied(decided.proposal().requestId(), why);
    }

    /// The effect will not happen: gives back what was reserved, and says so in the trail if the permit stands
    /// there. If the permit may or may not stand there, saying nothing reads "outcome unknown" (R21).
    private void undo(Decided decided) {
        drop(decided.proposal());
        if (!(decided.decision() instanceof Permit permit)) return;
        Outcome skipped = decided.proposal().outcome(Ending.SKIPPED, Duration.ZERO);
        Reservation charged = doors.settle(decided.proposal().action(), permit, skipped, decided.state());
        if (decided.recorded()) record(decided.proposal(), skipped, charged);
    }

    /// The end of an open permit.
    void close(Proposal proposal, Proposal.Grant grant, Outcome outcome) {
        drop(proposal);
        Reservation charged = doors.settle(proposal.action(), grant.permit(), outcome, grant.state());
        record(proposal, outcome, charged);
    }

    private void record(Proposal proposal, Outcome outcome, Reservation charged) {
        AuditEvent event = new AuditEvent.Performed(shared.now(), proposal.requestId(), session.id(), outcome, charged);
        journal.append(event, Durability.WRITTEN, ok -> {
            if (!ok) shared.metrics().recordLost();
        });
    }

    /// A connector found that it is something else than what was judged. Written like a change: durable.
    void alarm(Proposal proposal, String what, String detail) {
        shared.metrics().alarmed();
        AuditEvent event = new AuditEvent.Alarm(shared.now(), proposal.requestId(), session.id(), what, detail);
        journal.append(event, Durability.SYNCED, ok -> {
            if (!ok) shared.metrics().recordLost();
        });
    }

    /// It is not under way any more.
    void drop(Proposal proposal) {
        underWay.remove(proposal.passage(), proposal);
    }
}
