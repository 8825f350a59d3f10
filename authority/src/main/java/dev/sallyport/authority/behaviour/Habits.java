package dev.sallyport.authority.behaviour;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The habits of every workload, as counted (R5). Bounded: of so many workloads, the one that was away the longest is
/// forgotten first, and is then a stranger again, about whom nothing is unusual.
public final class Habits implements Behaviour {

    private static final int MOST_WORKLOADS = 10_000;

    private final Map<String, Habit> byWorkload = new ConcurrentHashMap<>();

    @Override
    public Optional<Signal.Unusual> unusual(Action action, State state) {
        if (action.phase() == Action.Phase.PREPARE) return Optional.empty();
        Habit habit = byWorkload.get(state.session().workload().countedAs());
        if (habit == null) return Optional.empty();
        List<String> unusual = habit.unusual(action.operations(), state.now());
        return unusual.isEmpty() ? Optional.empty() : Optional.of(new Signal.Unusual(unusual));
    }

    @Override
    public void performed(Action action, Outcome outcome, State state) {
        if (action.phase() == Action.Phase.PREPARE || outcome.ending() != Outcome.Ending.SUCCEEDED) return;
        learn(state.session().workload().countedAs(), action.operations(), outcome.records(), state.now());
    }

    /// What a workload did, from now or from the trail, in any order.
    ///
    /// @param workload as counted
    public void learn(String workload, List<Operation> operations, long records, Instant at) {
        byWorkload.computeIfAbsent(workload, _ -> new Habit(at)).learn(operations, records, at);
        if (byWorkload.size() > MOST_WORKLOADS) forgetOne();
    }

    private void forgetOne() {
        byWorkload.entrySet().stream()
                .min(Comparator.comparing(entry -> entry.getValue().last()))
                .ifPresent(entry -> byWorkload.remove(entry.getKey(), entry.getValue()));
    }
}
