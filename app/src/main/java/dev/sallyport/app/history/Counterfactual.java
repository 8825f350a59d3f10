package dev.sallyport.app.history;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Session;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.trail.read.Revealer;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.recall.Past;
import dev.sallyport.trail.recall.RecalledDecision;
import dev.sallyport.trail.recall.RecalledSession;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Lets other rules make their own history of what was asked: what they deny is charged to nobody, what
/// they permit is charged what the answer is known to have shown, or all that was reserved. One thread.
final class Counterfactual {

    static final String UNJUDGED =
            "the judge would be asked, and its answer is not in the trail because nobody asked it then";

    private final Ruleset ruleset;
    private final Past past;
    private final RecalledContexts contexts;
    private final Sums sums;
    private final RecordedNames names = new RecordedNames();
    private final RecordedJudge judge = new RecordedJudge();
    private final RecordedBehaviour behaviour = new RecordedBehaviour();
    private final Counters counters;
    private final Map<String, Given> running = new HashMap<>();
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, Contain> contained = new HashMap<>();
    private final Set<String> settled = new HashSet<>();
    private PolicyDecisionPoint doors;

    private record Given(Action action, Permit permit, State state) {}

    Counterfactual(Ruleset ruleset, Revealer revealer, Sums sums) {
        this.ruleset = ruleset;
        this.past = new Past(revealer);
        this.contexts = new RecalledContexts(past);
        this.sums = sums;
        this.counters = new Counters(names, ruleset.capacity());
        this.doors = new PolicyDecisionPoint(ruleset.rules(), counters, behaviour, judge);
    }

    void see(TrailRecord record) throws IOException {
        if (Timeline.isStart(record)) start();
        switch (record.kind()) {
            case DECIDED -> decided(past.decision(record));
            case PERFORMED -> performed(record);
            case SESSION_CLOSED -> closed(record.session());
            case CONTEXT_ADDED -> contexts.added(record);
            case CONTEXT_HEARD -> contexts.heard(record);
            case REFUSED,
                    SESSION_OPENED,
                    LEASE_ISSUED,
                    ALARM,
                    HOLD_ANSWERED,
                    LEASE_DESTROYED,
                    TASK_OPENED,
                    TASK_ENDED,
                    ADMINISTERED -> {}
        }
        past.see(record);
    }

    /// Counters outlive it, as they are rebuilt; denials are counted anew.
    private void start() {
        past.restart();
        contexts.restart();
        running.clear();
        sessions.clear();
        contained.clear();
        doors = new PolicyDecisionPoint(ruleset.rules(), counters, behaviour, judge);
    }

    private void closed(String session) {
        doors.forget(session);
        sessions.remove(session);
        settled.removeIf(request -> request.startsWith(session + "-"));
    }

    private void decided(RecalledDecision decision) {
        if (decision.isOperational() || settled.contains(decision.record().request())) return;
        Optional<RecalledSession> session = past.session(decision.record().session());
        Optional<String> unknown = unknown(session);
        if (unknown.isPresent()) {
            sums.left(decision, unknown.get());
            return;
        }
        try {
            names.know(decision);
            behaviour.know(decision);
            decide(decision, session.orElseThrow().session());
        } catch (RecordedNames.Unnamed | IllegalArgumentException e) {
            sums.left(decision, "the record does not say under which names its keys are counted");
        }
    }

    private Optional<String> unknown(Optional<RecalledSession> session) {
        if (session.isEmpty() || !session.get().whole())
            return Optional.of("its session or task was opened before the trail begins");
        return !session.get().open() && ruleset.asksClaims(session.get().session())
                ? Optional.of("it depends on claims that are sealed, give the trail's keys with --keys")
                : Optional.empty();
    }

    private void decide(RecalledDecision recorded, Session opened) {
        Contain ended = contained.get(opened.budget());
        if (ended != null) {
            sums.add(recorded, ended);
            return;
        }
        Optional<PromptContext> context = contexts.of(recorded, opened);
        if (context.isEmpty() && ruleset.asksContext(opened)) {
            sums.left(recorded, Rerun.UNHEARD);
            return;
        }
        Session session = sessions.computeIfAbsent(opened.id(), _ -> Readmitted.by(doors, opened));
        State state = new State(
                session, context.orElse(PromptContext.EMPTY), recorded.record().at(), recorded.approval());
        judge.turnTo(recorded);
        doors.homework(recorded.action(), state).ifPresent(Runnable::run);
        if (judge.missed()) {
            sums.left(recorded, UNJUDGED);
            return;
        }
        Decision decision = doors.decide(recorded.action(), state);
        keep(recorded, state, decision);
        sums.add(recorded, decision);
    }

    private void keep(RecalledDecision recorded, State state, Decision decision) {
        String request = recorded.record().request();
        if (decision instanceof Permit permit) running.put(request, new Given(recorded.action(), permit, state));
        if (decision instanceof Contain contain) contained.put(state.session().budget(), contain);
        if (!(decision instanceof Hold)) settled.add(request);
    }

    private void performed(TrailRecord record) {
        Given given = running.remove(record.request());
        if (given != null) doors.settle(given.action(), given.permit(), outcome(record), given.state());
    }

    private static Outcome outcome(TrailRecord record) {
        return new Outcome(
                ending(record.text("ending")),
                record.json().path("records").asLong(),
                record.json().path("keys").asLong(),
                record.json().path("bytes").asLong(),
                Duration.ofNanos(record.json().path("micros").asLong() * 1000));
    }

    /// What nobody knows may have happened.
    private static Outcome.Ending ending(String word) {
        for (Outcome.Ending ending : Outcome.Ending.values()) if (ending.name().equals(word)) return ending;
        return Outcome.Ending.ABANDONED;
    }
}
