package dev.sallyport.authority;

import static dev.sallyport.authority.Given.NOON;
import static dev.sallyport.authority.Given.NO_LIMIT;
import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.contract;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.outcome;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Rules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// R5: 64 threads of 10 pods of one service account never get limit + 1.
@Timeout(60)
class ContentionTest {

    private static final int THREADS = 64;
    private static final int PODS = 10;
    private static final int READS = 50;
    private static final int LIMIT = 40;

    private static final Rules RULES = Given.rules(contract(
            "resolve-ticket",
            Otherwise.DENY,
            line(Verb.READ, "customers").keyedBy("id").atMost(5, NO_LIMIT, LIMIT),
            line(Verb.READ, "tickets").atMost(NO_LIMIT, NO_LIMIT, LIMIT)));

    private final Counters counters = Given.counters();
    private PolicyDecisionPoint doors = new PolicyDecisionPoint(RULES, counters);

    private interface Step {
        Action at(int thread, int turn);
    }

    /// @return the permits that all threads got
    private List<Permit> storm(Step step, boolean settling) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<List<Permit>>> work = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                work.add(() -> {
                    Session session = session(thread % PODS);
                    start.await(30, TimeUnit.SECONDS);
                    return reads(step, thread, session, settling);
                });
            }
            List<Permit> permits = new ArrayList<>();
            for (Future<List<Permit>> future : threads.invokeAll(work)) permits.addAll(future.get());
            return permits;
        }
    }

    private List<Permit> reads(Step step, int thread, Session session, boolean settling) {
        List<Permit> permits = new ArrayList<>();
        for (int turn = 0; turn < READS; turn++) {
            Action action = step.at(thread, turn);
            Decision decision = doors.decide(action, Given.state(session));
            if (!(decision instanceof Permit permit)) continue;
            permits.add(permit);
            if (settling) doors.settle(action, permit, outcome(Ending.SUCCEEDED, 1), Given.state(session));
        }
        return permits;
    }

    private Session session(int pod) {
        Workload workload = new Workload(
                "support-pods", "pod-" + pod, "support/agent", new TreeMap<>(), NOON.plus(Duration.ofDays(1)));
        return Given.session(doors, workload, DeclaredPurpose.NONE);
    }

    private static Action customer(int thread, int turn) {
        return perform(read("customers", byId(String.valueOf(thread * READS + turn))));
    }

    @Test
    void distinctKeysStopExactlyAtTheLimit() throws Exception {
        assertThat(storm(ContentionTest::customer, true)).hasSize(LIMIT);
        assertThat(storm(ContentionTest::customer, false))
                .allMatch(p -> p.reservation().charges().isEmpty());
    }

    @Test
    void recordsStopExactlyAtTheLimit() throws Exception {
        assertThat(storm((_, _) -> perform(read("tickets", new Scope.AtMost(1))), true))
                .hasSize(LIMIT);
    }

    @Test
    void theSameKeysFromEverywhereCountOnce() throws Exception {
        Step same = (_, turn) -> perform(read("customers", byId(String.valueOf(turn % LIMIT))));
        assertThat(storm(same, true)).hasSize(THREADS * READS);
        assertThat(counters.usage(NOON))
                .containsExactly(Map.entry("workload|support/agent|crm/customers|READ", (long) LIMIT));
    }

    // kill -9: half of it ran, nothing was settled, the trail has the reservations
    @Test
    void aRestartInTheMiddleGivesNothingBack() throws Exception {
        List<Permit> before = storm((t, turn) -> perform(read("customers", byId(String.valueOf(t % 25)))), false);
        Counters restarted = Given.counters();
        restarted.rebuild(
                before.stream()
                        .map(p -> new Counters.Spent(NOON, p.reservation()))
                        .toList(),
                NOON);
        doors = new PolicyDecisionPoint(RULES, restarted);
        List<Permit> after = storm((t, turn) -> customer(t + 1_000, turn), true);
        assertThat(after).hasSize(LIMIT - 25);
    }
}
