package dev.sallyport.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.connector.Mediator;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.session.PromptContext.Turn;
import dev.sallyport.api.session.Session;
import java.time.Duration;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/// One session's way through the corridor, from its first action to its end. On the loop only.
///
/// Misuse by a connector (an outcome reported twice, or for what was never permitted) fails an `assert`, so that
/// tests see it; in production it is counted in the metrics and changes nothing.
final class Mediation implements Mediator {

    private final Session session;
    private final Shared shared;
    private final Life life;
    private final Journal journal;
    private final Ledger ledger;
    private final Ears ears;
    private final Deliberation deliberation;
    private final Curfew curfew;
    private final Teardown teardown;
    private final ScheduledExecutorService loop;
    private final IdentityHashMap<Passage, Proposal> underWay = new IdentityHashMap<>();
    private long proposals;

    Mediation(
            Session session, Shared shared, Life life, Tally tally, Teardown teardown, ScheduledExecutorService loop) {
        this.session = session;
        this.shared = shared;
        this.life = life;
        this.teardown = teardown;
        this.loop = loop;
        this.journal = new Journal(shared.pens().of(loop), loop);
        this.ears = new Ears(session, shared, journal);
        this.ledger = new Ledger(session, shared, journal, life, ears, tally, underWay, this::contained);
        this.deliberation = new Deliberation(session, shared, ledger, life, ears, loop);
        this.curfew = new Curfew(shared, life, loop, this);
    }

    /// Starts the clock of this session, or starts it again after its end has moved forward.
    void start() {
        if (life.open()) curfew.start();
    }

    @Override
    public Verdict propose(Action action, long catalog, Passage passage) {
        Proposal proposal = new Proposal(session.id(), ++proposals, action, catalog, passage);
        if (life.closed()) return new Verdict.Denied(proposal.requestId(), Denials.over(life.closingReason()));
        if (underWay.putIfAbsent(passage, proposal) != null) return misproposed(proposal);
        int max = shared.limits().actions().underWay();
        if (underWay.size() > max) return deliberation.refuse(proposal, Denials.tooManyUnderWay(max));
        return deliberation.propose(proposal);
    }

    private Verdict misproposed(Proposal proposal) {
        misuse("the same passage was proposed twice");
        return new Verdict.Denied(proposal.requestId(), Denials.alreadyProposed());
    }

    /// Cuts an answer that outgrew its permit, or whose session ended: the second line behind the connector's own.
    @Override
    public void progress(Passage passage, long records, long keys, long bytes) {
        Proposal proposal = underWay.get(passage);
        if (proposal == null) return;
        Proposal.Grant grant = proposal.grant();
        if (grant == null) return;
        proposal.progress(records, keys, bytes);
        long allowed = grant.permit().limits().records();
        var over = life.over(shared.now());
        if (over.isPresent()) {
            cut(proposal, Denials.over(over.get()));
        } else if (records > allowed) {
            cut(proposal, Denials.beyondLimit(grant.permit().rule(), records, allowed));
        }
    }

    @Override
    public void alarm(Passage passage, String what, String detail) {
        Proposal proposal = underWay.get(passage);
        if (proposal == null || proposal.grant() == null) misuse("an alarm was raised for what is not permitted");
        else ledger.alarm(proposal, what, detail);
    }

    @Override
    public void performed(Passage passage, Outcome outcome) {
        if (life.closed()) return; // close has settled everything
        Proposal proposal = underWay.get(passage);
        Proposal.Grant grant = proposal == null ? null : proposal.grant();
        if (proposal == null || grant == null) {
            misuse("an outcome was reported for what is not permitted, or twice");
        } else {
            ledger.close(proposal, grant, outcome);
        }
    }

    @Override
    public void withdraw(Passage passage) {
        Proposal proposal = underWay.get(passage);
        if (proposal == null) return; // settled in the meantime
        if (!deliberation.withdraw(proposal)) misuse("a permitted action was withdrawn; report its outcome instead");
    }

    @Override
    public void conversation(String name, List<Turn> turns) {
        if (life.open()) ears.conversation(name, turns);
    }

    @Override
    public boolean hears() {
        return life.open() && ears.open();
    }

    @Override
    public void observed(Turn turn) {
        if (life.open()) ears.observed(turn);
    }

    @Override
    public void onEnd(Ending ending) {
        curfew.onEnd(ending);
    }

    /// Ends the session from outside: nothing more is permitted, what runs is cut, what waits is denied, and the
    /// connector is told to hang up.
    void end(String reason) {
        if (life.closed() || !life.end(reason)) return;
        windDown();
        curfew.tell();
        curfew.forceCloseSoon();
    }

    /// The authority ended the session and all others of its workload. The connector learns it as its verdict.
    private void contained(Contain contain) {
        if (!life.end("contained: " + contain.reason())) return;
        shared.sessions().contain(session, contain.reason());
        loop.execute(() -> {
            windDown();
            curfew.forceCloseSoon();
        });
    }

    private void windDown() {
        if (life.closed()) return;
        Deny why = Denials.over(life.closingReason());
        open().forEach(proposal -> cut(proposal, why));
        deliberation.endWaiting();
    }

    private void cut(Proposal proposal, Deny why) {
        if (underWay.get(proposal.passage()) != proposal || !proposal.cut(why)) return;
        shared.metrics().cut();
    }

    @Override
    public void close() {
        if (life.closed()) return;
        life.close();
        shared.sessions().remove(session.id());
        try {
            curfew.stop();
            deliberation.close();
            underWay.values().forEach(Proposal::unheard);
            open().forEach(this::abandon);
        } finally {
            journal.whenQuiet(teardown::recordsAreIn);
            teardown.start(life.closingReason());
        }
    }

    private void abandon(Proposal proposal) {
        Proposal.Grant grant = proposal.grant();
        if (grant == null) return;
        Duration since = Duration.between(grant.at(), shared.now());
        ledger.close(proposal, grant, proposal.outcome(Outcome.Ending.ABANDONED, since));
    }

    /// Let through and not yet ended, in the order of the calls.
    private List<Proposal> open() {
        return underWay.values().stream()
                .filter(proposal -> proposal.stage() == Proposal.Stage.OPEN)
                .sorted(Comparator.comparingLong(Proposal::number))
                .toList();
    }

    private void misuse(String what) {
        shared.metrics().misused();
        assert false : what;
    }
}
