package dev.sallyport.app.history;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose.Declarer;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.authority.rules.TargetRules;
import dev.sallyport.testkit.generate.Generators;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Rules, actions and outcomes drawn from a seed: few names and small limits, so that everything happens.
///
/// @param shows whether answers say now and then which record they showed
record Draws(Generators some, boolean shows) {

    static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private static final List<String> RESOURCES = List.of("customers", "tickets", "odd|name/x");
    private static final List<String> COLUMNS = List.of("id", "email", "name", "ssn");
    private static final List<Verb> VERBS =
            List.of(Verb.READ, Verb.READ, Verb.READ, Verb.UPDATE, Verb.DELETE, Verb.CREATE, Verb.DISCOVER);

    /// Odd names hold what separates the parts of a counter's name.
    static final List<String> WORKLOADS = List.of("support/agent", "billing|agent", "ops");

    Draws(Generators some) {
        this(some, true);
    }

    Rules rules(String generation) {
        List<AccessRule> access = List.of(
                access(0, "pods", some.oneIn(4) ? Mode.OBSERVE : Mode.ENFORCE, Set.of(Declarer.AGENT)),
                access(1, "claims", Mode.ENFORCE, Set.of(Declarer.CLAIM)));
        Map<String, String> policies = some.oneIn(2) ? Map.of() : Map.of("policies[0]", """
                        permit(principal, action, resource);
                        forbid(principal, action == Action::"DELETE", resource)
                          when { principal.claims has team && principal.claims.team == "red" };
                        """);
        Map<String, List<String>> sensitive = Map.of("customers", List.of("ssn"));
        TargetRules crm =
                new TargetRules("crm", sensitive, Map.of(), "b", some.oneIn(3) ? some.between(4, 20) : Long.MAX_VALUE);
        return new Rules(
                access, Map.of("a", contract("a"), "b", contract("b")), Map.of("crm", crm), policies, generation);
    }

    private static AccessRule access(int number, String from, Mode mode, Set<Declarer> declaredBy) {
        return new AccessRule(
                "access[" + number + "]",
                from,
                "crm",
                "support",
                List.of("a", "b"),
                declaredBy,
                declaredBy.contains(Declarer.CLAIM) ? "purpose" : "",
                mode,
                mode == Mode.OBSERVE ? NOON.plus(Duration.ofMinutes(90)) : Instant.MIN,
                Duration.ofHours(8),
                100);
    }

    private Contract contract(String name) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < some.between(1, 5); i++) lines.add(line("purposes." + name + ".allow[" + i + "]"));
        return new Contract(
                name,
                "",
                lines,
                some.oneIn(4) ? Otherwise.HOLD : Otherwise.DENY,
                Duration.ofMinutes(5),
                some.oneIn(3) ? some.between(2, 6) : Long.MAX_VALUE);
    }

    private Line line(String path) {
        return new Line(
                path,
                some.pick(VERBS),
                "crm",
                some.oneIn(6) ? "*" : some.pick(RESOURCES),
                List.of(),
                some.oneIn(2) ? List.of("ssn") : List.of(),
                List.of(),
                some.oneIn(2) ? List.of("id", "email") : List.of(),
                new AtMost(limit(), limit(), limit()),
                some.oneIn(8),
                some.oneIn(5) ? List.of("slug") : List.of());
    }

    private long limit() {
        return some.oneIn(3) ? Long.MAX_VALUE : some.between(1, 8);
    }

    Action action() {
        List<Operation> operations = new ArrayList<>();
        int count = some.oneIn(20) ? 0 : some.oneIn(4) ? some.between(1, 3) : 1;
        for (int i = 0; i < count; i++) operations.add(operation());
        return new Action(
                some.oneIn(8) ? Action.Phase.PREPARE : Action.Phase.PERFORM,
                operations,
                List.of(new Action.Argument("$1", some.text(12))),
                some.text(40),
                "fp-" + some.between(1, 1000));
    }

    private Operation operation() {
        if (some.oneIn(15)) {
            Resource function = new Resource("crm", "function", some.oneIn(2) ? "slug" : "other", List.of());
            return new Operation(Verb.UNKNOWN, function, new Scope.Unbounded(-1), Set.of(), "calls " + some.text(8));
        }
        List<String> fields = some.oneIn(6) ? List.of() : List.of(some.pick(COLUMNS), "id");
        boolean sensitive = fields.contains("ssn") || fields.isEmpty();
        return new Operation(
                some.pick(VERBS),
                new Resource("crm", "table", some.pick(RESOURCES), fields),
                scope(),
                sensitive ? Set.of(Label.SENSITIVE) : some.oneIn(8) ? Set.of(Label.AGGREGATE) : Set.of());
    }

    private Scope scope() {
        return switch (some.between(0, 7)) {
            case 0 -> new Scope.Unbounded(some.between(-1, 12));
            case 1 -> new Scope.AtMost(some.between(0, 5));
            case 2 -> new Scope.Keyed(List.of(key("id")), false);
            case 3 -> new Scope.Keyed(List.of(key("name"), key("id")), true);
            default -> new Scope.Keyed(List.of(key(some.oneIn(3) ? "email" : "id")), true);
        };
    }

    private Scope.Key key(String field) {
        Set<String> values = new java.util.LinkedHashSet<>();
        for (int i = some.oneIn(20) ? 0 : some.between(1, 3); i > 0; i--) values.add("v" + some.between(1, 12));
        return new Scope.Key(field, List.copyOf(values));
    }

    Approval approval(Action action) {
        return switch (some.between(0, 9)) {
            case 0 -> new Approval.Given("h-1", "ada", action.fingerprint());
            case 1 -> new Approval.Given("h-1", "ada", "another");
            default -> Approval.None.NONE;
        };
    }

    /// As a gateway reports it, with the records that an answer showed now and then.
    Outcome outcome(long limit, Action action) {
        Outcome.Ending ending = some.oneIn(2) ? Outcome.Ending.SUCCEEDED : some.pick(Outcome.Ending.values());
        long records = ending == Outcome.Ending.SKIPPED ? 0 : Math.min(limit, some.between(0, 4));
        List<Outcome.Shown> shown = records == 0 || action.operations().isEmpty() || !shows || !some.oneIn(3)
                ? List.of()
                : List.of(new Outcome.Shown(
                        action.operations().getFirst().resource().name(),
                        List.of("id"),
                        Set.of(List.of("v" + some.between(1, 12)))));
        return new Outcome(ending, records, shown.size(), records * 10, Duration.ofMillis(1), shown);
    }
}
