package dev.sallyport.app.history;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Session;
import dev.sallyport.app.history.Again.Plain;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.budget.Owner;
import dev.sallyport.authority.budget.Subject;
import dev.sallyport.authority.contract.Flow;
import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.recall.Past;
import dev.sallyport.trail.recall.RecalledDecision;
import dev.sallyport.trail.recall.RecalledSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Goes along a history as it was and asks the doors again at each decision (R24). Counters follow what
/// the trail says was taken and charged, not what is decided now, so that one difference makes no
/// other. One thread.
final class Rerun {

    static final String UNHEARD =
            "it depends on what was said around it, which is sealed or older than the trail; give the trail's keys with --keys";
    private static final Outcome NEVER = new Outcome(Outcome.Ending.SKIPPED, 0, 0, 0, Duration.ZERO);

    private final Map<String, Ruleset> rulesets;
    private final Ruleset first;
    private final Past past;
    private final RecalledContexts contexts;
    private final RecordedNames names = new RecordedNames();
    private final RecordedBehaviour behaviour = new RecordedBehaviour();
    private final Comparing comparing = new Comparing();
    private final Spending spending = new Spending();
    private final RecordedJudge judge = new RecordedJudge();
    private final Map<String, Reservation> running = new HashMap<>();
    private Counters counters;
    private PolicyDecisionPoint doors;
    private String inForce;
    private boolean fromStart;

    /// @param rulesets by generation, at least one
    Rerun(Map<String, Ruleset> rulesets, Revealer revealer) {
        this.rulesets = rulesets;
        this.first = rulesets.values().iterator().next();
        this.past = new Past(revealer);
        this.contexts = new RecalledContexts(past);
        this.inForce = first.generation();
        this.counters = new Counters(names, first.capacity());
        this.doors = new PolicyDecisionPoint(first.rules(), counters, behaviour, judge);
    }

    /// @return what became of a decision; empty for every other record
    Optional<Again> see(TrailRecord record) throws IOException {
        if (Timeline.isStart(record)) start(record.at());
        Optional<Again> again = switch (record.kind()) {
            case DECIDED -> Optional.of(decided(past.decision(record)));
            case PERFORMED -> performed(record);
            case SESSION_CLOSED -> forget(record.session());
            case CONTEXT_ADDED, CONTEXT_HEARD -> context(record);
            case REFUSED,
                    SESSION_OPENED,
                    LEASE_ISSUED,
                    ALARM,
                    HOLD_ANSWERED,
                    LEASE_DESTROYED,
                    TASK_OPENED,
                    TASK_ENDED,
                    ADMINISTERED -> Optional.empty();
        };
        past.see(record);
        return again;
    }

    /// As a gateway does that starts: everything in memory is gone, the budgets are rebuilt from the
    /// trail (R5).
    private void start(Instant now) {
        past.restart();
        contexts.restart();
        running.clear();
        counters = new Counters(names, first.capacity());
        counters.rebuild(spending.all(), now, past.living(now));
        doors = new PolicyDecisionPoint(rulesets.getOrDefault(inForce, first).rules(), counters, behaviour, judge);
        fromStart = true;
    }

    private Optional<Again> context(TrailRecord record) throws IOException {
        if (record.kind() == EventKind.CONTEXT_ADDED) contexts.added(record);
        else contexts.heard(record);
        return Optional.empty();
    }

    private Optional<Again> forget(String session) {
        doors.forget(session);
        return Optional.empty();
    }

    private Again decided(RecalledDecision decision) throws IOException {
        Optional<RecalledSession> session = past.session(decision.record().session());
        try {
            names.know(decision);
            behaviour.know(decision);
            Again again = again(decision, session);
            follow(decision, session);
            return again;
        } catch (RecordedNames.Unnamed e) {
            follow(decision, session);
            return new Again.Unknown(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return new Again.Unknown("the record counts a key under a name that is none");
        }
    }

    private Again again(RecalledDecision decision, Optional<RecalledSession> session) throws IOException {
        if (decision.isOperational()) return Plain.OPERATIONAL;
        Ruleset rules = rulesets.get(decision.generations().configuration());
        if (rules == null) return new Again.Elsewhere(decision.generations().configuration());
        Optional<String> unknown = unknown(decision, session, rules);
        if (unknown.isPresent()) return new Again.Unknown(unknown.get());
        swap(rules);
        Session known = session.orElseThrow().session();
        Optional<PromptContext> context = contexts.of(decision, known);
        if (rules.asksContext(known) && (context.isEmpty() || (!decision.open() && decision.wasJudged())))
            return new Again.Unknown(UNHEARD);
        return comparing.of(decide(decision, known, context.orElse(PromptContext.EMPTY)), decision);
    }

    private Optional<String> unknown(RecalledDecision decision, Optional<RecalledSession> session, Ruleset rules) {
        if (session.isEmpty()) return Optional.of("its session was opened before the trail begins");
        if (!session.get().whole()) return Optional.of("its task was opened before the trail begins");
        if (!session.get().open() && rules.asksClaims(session.get().session()))
            return Optional.of("it depends on claims that are sealed, give the trail's keys with --keys");
        if (!fromStart && decision.generations().counters() != 0)
            return Optional.of("what was counted before the trail begins is not known");
        return Optional.empty();
    }

    /// As a reload does: what was used stays counted.
    private void swap(Ruleset rules) {
        if (rules.generation().equals(inForce)) return;
        doors.reload(rules.rules());
        inForce = rules.generation();
    }

    /// What is reserved is given back at once: what counts is what the trail says was taken.
    private Decision decide(RecalledDecision decision, Session session, PromptContext context) {
        Action action = decision.action();
        State state = new State(session, context, decision.record().at(), decision.approval());
        judge.turnTo(decision);
        doors.homework(action, state).ifPresent(Runnable::run);
        Decision again = doors.decide(action, state);
        if (again instanceof Permit permit) doors.settle(action, permit, NEVER, state);
        return again;
    }

    private void follow(RecalledDecision decision, Optional<RecalledSession> session) {
        if (!decision.verdict().equals("permit")) return;
        TrailRecord record = decision.record();
        spending.decided(record.request(), record.at(), decision.reservation());
        Reservation taken =
                counters.take(owner(record, session), subjects(decision), decision.reservation(), record.at());
        running.put(record.request(), taken);
    }

    private static Owner owner(TrailRecord record, Optional<RecalledSession> session) {
        return session.map(known -> Owner.of(known.session()))
                .orElseGet(() -> new Owner(record.session(), record.text("counted")));
    }

    private static Set<Subject> subjects(RecalledDecision decision) {
        Set<Subject> subjects = new LinkedHashSet<>(List.of(Flow.SENSITIVE));
        decision.action()
                .operations()
                .forEach(operation -> subjects.add(new Subject(
                        operation.resource().target(), operation.resource().name(), operation.verb())));
        return subjects;
    }

    private Optional<Again> performed(TrailRecord record) {
        Reservation charged = new Reservation(record.charges());
        spending.performed(record.request(), record.at(), charged);
        Reservation taken = running.remove(record.request());
        if (taken != null) counters.charge(taken, charged);
        return Optional.empty();
    }
}
