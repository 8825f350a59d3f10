package dev.sallyport.app.history;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.audit.Pen;
import dev.sallyport.api.decision.Basis;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Session;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.trail.FileTrail;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/// One loop of a gateway, as far as the doors and the trail see it: decides, writes what the gateway's
/// ledger writes, settles. It writes when its turn is over, as a loop does. One thread.
final class Recorder {

    private final FileTrail trail;
    private final PolicyDecisionPoint doors;
    private final Queue<Runnable> turn = new ArrayDeque<>();
    private final Pen pen;
    private final List<Running> running = new ArrayList<>();

    /// A permit that is not settled yet.
    record Running(String request, Action action, Permit permit, State state) {}

    Recorder(FileTrail trail, PolicyDecisionPoint doors) {
        this.trail = trail;
        this.doors = doors;
        this.pen = trail.pen(turn::add);
    }

    void opened(Session session, Generations generations) throws java.io.IOException {
        trail.write(new AuditEvent.SessionOpened(session.openedAt(), session, "10.0.0.9:5132", generations));
    }

    Decision decide(String request, Action action, State state, Generations generations) {
        doors.homework(action, state).ifPresent(Runnable::run);
        Decision decision = doors.decide(action, state);
        Basis basis = new Basis(state.approval(), doors.counted(action), 0, "");
        append(new AuditEvent.Decided(
                state.now(), request, state.session(), action, decision, generations.of(decision.stamp()), basis));
        if (decision instanceof Permit permit) running.add(new Running(request, action, permit, state));
        return decision;
    }

    List<Running> running() {
        return running;
    }

    void perform(Running permitted, Outcome outcome, Instant now) {
        running.remove(permitted);
        Reservation charged = doors.settle(permitted.action(), permitted.permit(), outcome, permitted.state());
        append(new AuditEvent.Performed(
                now, permitted.request(), permitted.state().session().id(), outcome, charged));
    }

    void append(AuditEvent event) {
        pen.append(event, Durability.WRITTEN, Pen.Completion.IGNORED);
    }

    /// What was said in it is in the file now.
    void endTurn() {
        for (Runnable next = turn.poll(); next != null; next = turn.poll()) next.run();
    }
}
