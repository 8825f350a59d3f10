package dev.sallyport.app.bench;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.PolicyDecisionPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// One session at the bench's target, and actions to be decided one after another.
record DecideCase(String name, PolicyDecisionPoint doors, State state, List<Action> actions, boolean permitted) {

    /// Distinct keys, so that the counters' tables are as large as those of a busy hour.
    private static final int KEYS = 100_000;

    private static final Outcome ONE = new Outcome(Outcome.Ending.SUCCEEDED, 1, 1, 100, Duration.ZERO);

    static List<DecideCase> all(PolicyDecisionPoint doors, Instant now) {
        State state = state(doors, now);
        List<Action> reads = IntStream.rangeClosed(1, KEYS)
                .mapToObj(aid ->
                        read(new Scope.Keyed(List.of(new Scope.Key("aid", List.of(String.valueOf(aid)))), true)))
                .toList();
        Action everything = read(new Scope.Unbounded(BenchConfiguration.ACCOUNTS));
        return List.of(
                new DecideCase("the record it has", doors, state, List.of(reads.getFirst()), true),
                new DecideCase("one of " + KEYS + " records", doors, state, reads, true),
                new DecideCase("all records: denied", doors, state, List.of(everything), false));
    }

    private static State state(PolicyDecisionPoint doors, Instant now) {
        Workload workload = new Workload("bench-pods", "pgbench", "bench", new TreeMap<>(), now.plusSeconds(3600));
        if (!(doors.admit(workload, BenchConfiguration.TARGET, DeclaredPurpose.NONE, now)
                instanceof Entry.Granted granted)) {
            throw new IllegalStateException("the bench's own workload is not admitted");
        }
        Session session = new Session(
                "bench",
                workload,
                List.of(),
                BenchConfiguration.TARGET,
                granted.purpose(),
                granted.access(),
                now,
                granted.access().latestEnd());
        return new State(session, PromptContext.EMPTY, now, Approval.None.NONE);
    }

    private static Action read(Scope scope) {
        Operation operation = new Operation(
                Verb.READ,
                new Resource(BenchConfiguration.TARGET, "table", "pgbench_accounts", List.of("abalance", "aid")),
                scope,
                Set.of());
        return new Action(Action.Phase.PERFORM, List.of(operation), List.of(), "SELECT …", "fingerprint");
    }

    /// Decides once, and tells the counters how it ended, which is not timed.
    ///
    /// @return nanoseconds that the decision took
    long time(int turn) {
        Action action = actions.get(turn % actions.size());
        long from = System.nanoTime();
        var decision = doors.decide(action, state);
        long took = System.nanoTime() - from;
        if (decision instanceof Permit != permitted) throw new IllegalStateException("decided otherwise");
        if (decision instanceof Permit permit) doors.settle(action, permit, ONE, state);
        return took;
    }
}
