package dev.sallyport.gateway;

import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.connector.Verdict.Wait;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Question;
import dev.sallyport.api.decision.Settled;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/// Decides one session's proposals in the order in which they came: while one thinks or waits for a human, those
/// behind it queue. On the loop only.
final class Deliberation implements HoldDesk.Ends {

    private final Session session;
    private final Shared shared;
    private final Doors doors;
    private final Ledger ledger;
    private final Life life;
    private final Ears ears;
    private final ScheduledExecutorService loop;
    private final HoldDesk desk;
    private final ArrayDeque<Proposal> queue = new ArrayDeque<>();
    private @Nullable Proposal undecided;

    Deliberation(Session session, Shared shared, Ledger ledger, Life life, Ears ears, ScheduledExecutorService loop) {
        this.session = session;
        this.shared = shared;
        this.doors = new Doors(shared.authority());
        this.ledger = ledger;
        this.life = life;
        this.ears = ears;
        this.loop = loop;
        this.desk = new HoldDesk(session, shared, ledger, loop, this);
    }

    /// A verdict, or what it waits for: behind a held one that is a human too, so that the connector stops reading.
    Verdict propose(Proposal proposal) {
        if (undecided == null && queue.isEmpty()) return consider(proposal);
        queue.add(proposal);
        return undecided != null && undecided.stage() == Proposal.Stage.HELD ? Wait.HELD : Wait.THINKING;
    }

    /// Denied without asking the doors.
    Verdict refuse(Proposal proposal, Deny why) {
        return ledger.settle(proposal, state(proposal), why);
    }

    private State state(Proposal proposal) {
        Instant now = shared.now();
        return new State(session, ears.context(now), now, proposal.approval());
    }

    private Verdict consider(Proposal proposal) {
        State state = state(proposal);
        Optional<String> over = life.over(state.now());
        if (over.isPresent()) return ledger.settle(proposal, state, Denials.over(over.get()));
        Optional<Question> work = doors.homework(proposal.action(), state);
        return work.isPresent() ? think(proposal, state, work.get()) : decide(proposal, state);
    }

    private Verdict think(Proposal proposal, State state, Question question) {
        undecided = proposal;
        Homework homework = new Homework(loop, failure -> thought(proposal, state, failure));
        proposal.waits(Proposal.Stage.THINKING, homework::cancel);
        Duration patience = shared.limits().actions().thinking().plus(question.outside());
        homework.start(question, shared.blocking(), patience);
        return Wait.THINKING;
    }

    private void thought(Proposal proposal, State state, String failure) {
        undecided = null;
        conclude(proposal, failure.isEmpty() ? decideIfAlive(proposal, state) : refuse(proposal, unevaluated(failure)));
    }

    private static Deny unevaluated(String failure) {
        return Denials.notEvaluated("the action", failure);
    }

    private Verdict decideIfAlive(Proposal proposal, State state) {
        Instant now = shared.now();
        Optional<String> over = life.over(now);
        return over.isPresent() ? refuse(proposal, Denials.over(over.get())) : decide(proposal, state);
    }

    private Verdict decide(Proposal proposal, State state) {
        return switch (doors.decide(proposal.action(), state)) {
            case Settled settled -> settle(proposal, state, settled);
            case Hold hold -> hold(proposal, state, hold);
        };
    }

    /// What was permitted counts as written from now on, whatever becomes of it: nobody reads it back earlier.
    private Verdict settle(Proposal proposal, State state, Settled settled) {
        if (settled instanceof Permit) ears.wrote(proposal.action(), state.context());
        return ledger.settle(proposal, state, settled);
    }

    private Verdict hold(Proposal proposal, State state, Hold hold) {
        if (!desk.hold(proposal, state, hold)) return ledger.settle(proposal, state, Denials.tooManyHolds());
        undecided = proposal;
        return Wait.HELD;
    }

    @Override
    public void released(Proposal proposal) {
        undecided = null;
        conclude(proposal, consider(proposal));
    }

    @Override
    public void refused(Proposal proposal, Deny why) {
        undecided = null;
        conclude(proposal, refuse(proposal, why));
    }

    @Override
    public void unrecorded(Proposal proposal) {
        undecided = null;
        conclude(proposal, ledger.unrecordedHold(proposal));
    }

    private void conclude(Proposal proposal, Verdict verdict) {
        tell(proposal, verdict);
        goOn();
    }

    private static void tell(Proposal proposal, Verdict verdict) {
        if (verdict instanceof Verdict.Settled settled) proposal.tell(settled);
    }

    private void goOn() {
        while (undecided == null && !queue.isEmpty()) {
            Proposal next = queue.remove();
            tell(next, consider(next));
        }
    }

    /// The agent does not want it any more; nothing was let through.
    ///
    /// @return false when it is let through already
    boolean withdraw(Proposal proposal) {
        proposal.unheard();
        return switch (proposal.stage()) {
            case QUEUED -> {
                queue.remove(proposal);
                ledger.drop(proposal);
                yield true;
            }
            case THINKING, HELD -> {
                leave(proposal);
                loop.execute(this::goOn);
                yield true;
            }
            case RECORDING -> true;
            case OPEN -> false;
        };
    }

    private void leave(Proposal proposal) {
        proposal.stopWaiting();
        undecided = null;
        if (proposal.wasHeld()) { // also if it was released and thinks again: its hold needs an end in the trail
            refuse(proposal, Denials.withdrawn());
        } else {
            ledger.drop(proposal);
        }
    }

    /// The session has ended: what waits is denied.
    void endWaiting() {
        Proposal first = undecided;
        if (first == null) return;
        first.stopWaiting();
        undecided = null;
        conclude(first, consider(first));
    }

    /// The conversation is over: nobody hears a verdict any more.
    void close() {
        queue.forEach(ledger::drop);
        queue.clear();
        Proposal first = undecided;
        if (first == null) return;
        first.unheard();
        leave(first);
    }
}
