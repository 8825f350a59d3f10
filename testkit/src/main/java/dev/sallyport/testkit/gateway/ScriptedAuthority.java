package dev.sallyport.testkit.gateway;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Authority;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Question;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/// Two doors that answer what the test says. Safe on every thread.
///
/// It keeps the books of permits given and settled, and throws when a permit is settled twice or was never
/// given.
public final class ScriptedAuthority implements Authority {

    /// What door one says.
    public interface DoorOne {
        Entry admit(Workload workload, String target, DeclaredPurpose declared, Instant now);
    }

    /// What was settled, and how.
    public record Settlement(Action action, Permit permit, Outcome outcome, State state) {}

    private volatile DoorOne doorOne = (workload, target, declared, now) -> Samples.granted(now);
    private volatile BiFunction<Action, State, Decision> doorTwo = (action, state) -> Samples.permit();
    private volatile BiFunction<Action, State, Optional<Question>> homework = (action, state) -> Optional.empty();
    private volatile boolean listens;
    private volatile List<List<String>> names = List.of();
    private final Set<Permit> reserved = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<State> asked = new ArrayList<>();
    private final List<Settlement> settlements = new ArrayList<>();
    private final List<String> forgotten = new ArrayList<>();

    public void admits(DoorOne answer) {
        doorOne = answer;
    }

    public void decides(BiFunction<Action, State, Decision> answer) {
        doorTwo = answer;
    }

    public void listens(boolean wanted) {
        listens = wanted;
    }

    public void names(List<List<String>> keys) {
        names = keys;
    }

    public void needs(BiFunction<Action, State, Optional<Runnable>> work) {
        asks((action, state) -> work.apply(action, state).map(Question::of));
    }

    /// As [#needs], for work that asks somebody outside.
    public void asks(BiFunction<Action, State, Optional<Question>> question) {
        homework = question;
    }

    @Override
    public Entry admit(Workload workload, String target, DeclaredPurpose declared, Instant now) {
        return doorOne.admit(workload, target, declared, now);
    }

    @Override
    public Optional<Question> homework(Action action, State state) {
        return homework.apply(action, state);
    }

    @Override
    public Decision decide(Action action, State state) {
        Decision decision = doorTwo.apply(action, state);
        synchronized (this) {
            asked.add(state);
            if (decision instanceof Permit permit && !reserved.add(permit)) {
                throw new AssertionError("the script gave the same permit object twice");
            }
        }
        return decision;
    }

    @Override
    public boolean listens(Session session) {
        return listens;
    }

    @Override
    public List<List<String>> counted(Action action) {
        return names;
    }

    @Override
    public synchronized Reservation settle(Action action, Permit permit, Outcome outcome, State state) {
        if (!reserved.remove(permit)) throw new AssertionError("settled twice, or never reserved");
        settlements.add(new Settlement(action, permit, outcome, state));
        return permit.reservation();
    }

    @Override
    public synchronized void forget(String sessionId) {
        forgotten.add(sessionId);
    }

    /// Permits that were given and not settled.
    public synchronized int outstanding() {
        return reserved.size();
    }

    public synchronized List<State> asked() {
        return List.copyOf(asked);
    }

    public synchronized List<Settlement> settlements() {
        return List.copyOf(settlements);
    }

    public synchronized List<String> forgotten() {
        return List.copyOf(forgotten);
    }
}
