package dev.sallyport.authority;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Capacity;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.authority.rules.TargetRules;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/// The CRM of the design, to be varied.
public final class Given {

    public static final Instant NOON = Instant.parse("2026-05-01T12:00:00Z");
    public static final long NO_LIMIT = Long.MAX_VALUE;
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    private Given() {}

    public static Counters counters() {
        return counters(Capacity.DEFAULT);
    }

    public static Counters counters(Capacity capacity) {
        return new Counters("a salt for the tests of counters".getBytes(StandardCharsets.UTF_8), capacity);
    }

    /// Customers by key, five at a time; tickets freely up to fifty; one ticket changed at a time, by id.
    public static Rules crm() {
        return rules(contract(
                "resolve-ticket",
                Otherwise.DENY,
                line(Verb.READ, "customers").keyedBy("id", "email").atMost(5, 10, 40),
                line(Verb.READ, "tickets").atMost(NO_LIMIT, 50, NO_LIMIT),
                line(Verb.UPDATE, "tickets").keyedBy("id").atMost(1, NO_LIMIT, NO_LIMIT)));
    }

    public static Rules rules(Contract... contracts) {
        return rules(access("resolve-ticket"), contracts);
    }

    public static Rules rules(AccessRule access, Contract... contracts) {
        return rules(List.of(access), NO_LIMIT, Map.of(), contracts);
    }

    public static Rules rules(
            List<AccessRule> access, long ceiling, Map<String, String> policies, Contract... contracts) {
        Map<String, Contract> byName = new LinkedHashMap<>();
        for (Contract contract : contracts) byName.put(contract.name(), contract);
        TargetRules crm = new TargetRules(
                "crm",
                Map.of("customers", List.of("ssn", "card")),
                Map.of(),
                byName.containsKey("strict") ? "strict" : "",
                ceiling);
        return new Rules(access, byName, Map.of("crm", crm), policies);
    }

    public static AccessRule access(String... purposes) {
        return access(Mode.ENFORCE, Instant.MIN, Set.of(), purposes);
    }

    public static AccessRule access(
            Mode mode, Instant observeUntil, Set<Purpose.Declarer> declaredBy, String... purposes) {
        return new AccessRule(
                "access[0]",
                "support-pods",
                "crm",
                "support",
                List.of(purposes),
                declaredBy,
                declaredBy.contains(Purpose.Declarer.CLAIM) ? "purpose" : "",
                mode,
                observeUntil,
                Duration.ofHours(8),
                100);
    }

    /// Paths are numbered in order.
    public static Contract contract(String name, Otherwise otherwise, LineOf... lines) {
        List<Line> numbered = new ArrayList<>();
        for (LineOf line : lines) numbered.add(line.at("purposes." + name + ".allow[" + numbered.size() + "]"));
        return new Contract(name, "", numbered, otherwise, Duration.ofMinutes(5), Long.MAX_VALUE);
    }

    public static LineOf line(Verb verb, String resource) {
        return new LineOf(
                verb, resource, List.of(), List.of(), List.of(), List.of(), AtMost.UNLIMITED, false, List.of());
    }

    public record LineOf(
            Verb verb,
            String resource,
            List<String> fields,
            List<String> sensitive,
            List<String> masked,
            List<String> keyedBy,
            AtMost atMost,
            boolean hold,
            List<String> functions) {

        public LineOf keyedBy(String... columns) {
            return new LineOf(verb, resource, fields, sensitive, masked, List.of(columns), atMost, hold, functions);
        }

        public LineOf fields(String... columns) {
            return new LineOf(verb, resource, List.of(columns), sensitive, masked, keyedBy, atMost, hold, functions);
        }

        public LineOf granting(String... columns) {
            return new LineOf(verb, resource, fields, List.of(columns), masked, keyedBy, atMost, hold, functions);
        }

        public LineOf masking(String... columns) {
            return new LineOf(verb, resource, fields, sensitive, List.of(columns), keyedBy, atMost, hold, functions);
        }

        public LineOf atMost(long perAction, long perSession, long perHour) {
            return new LineOf(
                    verb,
                    resource,
                    fields,
                    sensitive,
                    masked,
                    keyedBy,
                    new AtMost(perAction, perSession, perHour),
                    hold,
                    functions);
        }

        public LineOf held() {
            return new LineOf(verb, resource, fields, sensitive, masked, keyedBy, atMost, true, functions);
        }

        public LineOf naming(String... names) {
            return new LineOf(verb, resource, fields, sensitive, masked, keyedBy, atMost, hold, List.of(names));
        }

        Line at(String path) {
            return new Line(path, verb, "crm", resource, fields, sensitive, masked, keyedBy, atMost, hold, functions);
        }
    }

    public static Workload workload(String countedAs, Map<String, Object> claims) {
        return new Workload(
                "support-pods", "pod-7." + countedAs, countedAs, new TreeMap<>(claims), NOON.plus(Duration.ofDays(30)));
    }

    public static Workload workload() {
        return workload("support/agent", Map.of("namespace", "support"));
    }

    /// As the gateway opens one: what the agent declares, then door one.
    public static Session session(PolicyDecisionPoint doors, Workload workload, DeclaredPurpose declared) {
        Entry.Granted granted = (Entry.Granted) doors.admit(workload, "crm", declared, NOON);
        return new Session(
                "s" + SESSIONS.incrementAndGet(),
                workload,
                List.of(),
                "crm",
                granted.purpose(),
                granted.access(),
                NOON,
                granted.access().latestEnd());
    }

    public static Session session(PolicyDecisionPoint doors) {
        return session(doors, workload(), DeclaredPurpose.NONE);
    }

    public static State state(Session session) {
        return state(session, NOON);
    }

    public static State state(Session session, Instant now) {
        return new State(session, PromptContext.EMPTY, now, Approval.None.NONE);
    }

    public static State approved(Session session, Action action) {
        return new State(session, PromptContext.EMPTY, NOON, new Approval.Given("h1", "alice", action.fingerprint()));
    }

    public static Action perform(Operation... operations) {
        return new Action(
                Action.Phase.PERFORM,
                List.of(operations),
                List.of(),
                "statement",
                List.of(operations).toString());
    }

    public static Action prepare(Operation... operations) {
        return new Action(
                Action.Phase.PREPARE,
                List.of(operations),
                List.of(),
                "statement",
                List.of(operations).toString());
    }

    public static Operation operation(Verb verb, String resource, Scope scope, List<String> fields, Label... labels) {
        return new Operation(verb, new Resource("crm", "table", resource, fields), scope, Set.of(labels));
    }

    public static Operation read(String resource, Scope scope, Label... labels) {
        return operation(Verb.READ, resource, scope, List.of("id", "name"), labels);
    }

    public static Operation function(String name) {
        return new Operation(
                Verb.UNKNOWN,
                new Resource("crm", "function", name, List.of()),
                new Scope.Unbounded(-1),
                Set.of(),
                name);
    }

    public static Operation begin() {
        return new Operation(
                Verb.EXECUTE, new Resource("crm", Resource.SESSION, "begin", List.of()), new Scope.AtMost(0), Set.of());
    }

    public static Scope byId(String... ids) {
        return by("id", ids);
    }

    public static Scope by(String column, String... values) {
        return new Scope.Keyed(List.of(new Scope.Key(column, List.of(values))), true);
    }

    public static Scope notUnique(String column, String... values) {
        return new Scope.Keyed(List.of(new Scope.Key(column, List.of(values))), false);
    }

    public static Scope all() {
        return new Scope.Unbounded(10_000);
    }

    public static Outcome outcome(Outcome.Ending ending, long records) {
        return new Outcome(ending, records, 0, 0, Duration.ofMillis(1));
    }
}
