package dev.sallyport.bench;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.budget.Capacity;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.authority.rules.TargetRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.Warmup;

/// One keyed read through both doors, the contract path: aim ≤ 5 µs.
@org.openjdk.jmh.annotations.State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED"})
public class DecideBenchmark {

    private static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    private static final int KEYS = 100_000;

    /// `cedar`: two policies, their answer cached as on a session's second statement.
    @Param({"none", "cedar"})
    public String policies = "none";

    private PolicyDecisionPoint doors = open(Map.of());
    private State state = state(doors);
    private Action same = read(0);
    private Action[] customers = {};
    private int next;

    @Setup
    public void open() {
        doors = open(
                policies.equals("none")
                        ? Map.of()
                        : Map.of(
                                "rules",
                                "permit(principal, action == Action::\"READ\", resource);"
                                        + "forbid(principal, action, resource == Resource::\"crm/payroll\");"));
        state = state(doors);
        same = read(0);
        customers = new Action[KEYS];
        for (int i = 0; i < KEYS; i++) customers[i] = read(i);
        doors.homework(same, state).ifPresent(Runnable::run);
        settle(same, doors.decide(same, state));
    }

    /// The agent asks for the record that it already has.
    @Benchmark
    public Decision repeatedKey() {
        return doors.decide(same, state);
    }

    /// A record not seen before, and its outcome. The session starts anew when all were seen.
    @Benchmark
    public Decision freshKeyAndSettle() {
        if (next == KEYS) {
            next = 0;
            open();
        }
        Action action = customers[next++];
        Decision decision = doors.decide(action, state);
        settle(action, decision);
        return decision;
    }

    /// `SELECT * FROM customers`: what a denial costs.
    @Benchmark
    public Decision denied() {
        return doors.decide(EVERYTHING, state);
    }

    private static final Action EVERYTHING = action(new Scope.Unbounded(10_000));

    private void settle(Action action, Decision decision) {
        if (decision instanceof Permit permit) {
            doors.settle(action, permit, new Outcome(Outcome.Ending.SUCCEEDED, 1, 1, 100, Duration.ZERO), state);
        }
    }

    private static Action read(int id) {
        return action(new Scope.Keyed(List.of(new Scope.Key("id", List.of(String.valueOf(id)))), true));
    }

    private static Action action(Scope scope) {
        Operation operation = new Operation(
                Verb.READ, new Resource("crm", "table", "customers", List.of("id", "name", "email")), scope, Set.of());
        return new Action(Action.Phase.PERFORM, List.of(operation), List.of(), "SELECT …", "fingerprint");
    }

    private static PolicyDecisionPoint open(Map<String, String> policies) {
        AccessRule access = new AccessRule(
                "access[0]",
                "support-pods",
                "crm",
                "support",
                List.of("resolve-ticket"),
                Set.of(),
                "",
                Mode.ENFORCE,
                Instant.MIN,
                Duration.ofHours(8),
                100);
        Contract contract = new Contract(
                "resolve-ticket",
                "",
                List.of(
                        line(0, Verb.READ, "customers", List.of("id", "email")),
                        line(1, Verb.READ, "tickets", List.of())),
                Otherwise.DENY,
                Duration.ofMinutes(5),
                Long.MAX_VALUE);
        TargetRules crm = new TargetRules("crm", Map.of("customers", List.of("ssn", "card")), Map.of(), "", 1_000_000);
        Rules rules = new Rules(List.of(access), Map.of("resolve-ticket", contract), Map.of("crm", crm), policies);
        return new PolicyDecisionPoint(rules, new Counters(new byte[16], new Capacity(1_000, 1_000_000)));
    }

    private static Line line(int index, Verb verb, String resource, List<String> keyedBy) {
        return new Line(
                "purposes.resolve-ticket.allow[" + index + "]",
                verb,
                "crm",
                resource,
                List.of(),
                List.of(),
                List.of(),
                keyedBy,
                new AtMost(5, 200_000, 200_000),
                false,
                List.of());
    }

    private static State state(PolicyDecisionPoint doors) {
        Workload workload = new Workload(
                "support-pods",
                "pod-1",
                "support/agent",
                new TreeMap<>(Map.of("namespace", "support")),
                NOON.plusSeconds(86_400));
        Entry.Granted granted = (Entry.Granted) doors.admit(workload, "crm", DeclaredPurpose.NONE, NOON);
        Session session = new Session(
                "s1",
                workload,
                List.of(),
                "crm",
                granted.purpose(),
                granted.access(),
                NOON,
                granted.access().latestEnd());
        return new State(session, PromptContext.EMPTY, NOON, Approval.None.NONE);
    }
}
