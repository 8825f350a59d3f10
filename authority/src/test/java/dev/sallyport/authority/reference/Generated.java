package dev.sallyport.authority.reference;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose.Declarer;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.Given;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Rules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Small worlds from a seed: few names and small limits, so that everything happens often.
public class Generated {

    private static final List<String> RESOURCES = List.of("customers", "tickets", "notes");
    private static final List<String> COLUMNS = List.of("id", "email", "name", "ssn", "card");
    private static final List<Verb> VERBS = List.of(
            Verb.READ,
            Verb.READ,
            Verb.READ,
            Verb.READ,
            Verb.UPDATE,
            Verb.DELETE,
            Verb.CREATE,
            Verb.DISCOVER,
            Verb.EXECUTE);

    private final Random random;

    public Generated(long seed) {
        this.random = new Random(seed);
    }

    public Random random() {
        return random;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    public Rules rules() {
        AccessRule access = Given.access(
                once(5) ? Mode.OBSERVE : Mode.ENFORCE,
                Given.NOON.plusSeconds(random.nextInt(7200)),
                Set.of(Declarer.AGENT),
                "a",
                "b");
        List<Contract> contracts = new ArrayList<>(List.of(contract("a"), contract("b")));
        if (once(2)) contracts.add(contract("strict"));
        return Given.rules(
                List.of(access),
                once(3) ? 1 + random.nextInt(12) : Given.NO_LIMIT,
                Map.of(),
                contracts.toArray(Contract[]::new));
    }

    public Contract contract(String name) {
        Given.LineOf[] lines = new Given.LineOf[1 + random.nextInt(4)];
        for (int i = 0; i < lines.length; i++) lines[i] = line();
        return Given.contract(name, once(4) ? Otherwise.HOLD : Otherwise.DENY, lines);
    }

    public Given.LineOf line() {
        Given.LineOf line =
                Given.line(any(VERBS), once(6) ? "*" : any(RESOURCES)).atMost(limit(), limit(), limit());
        if (once(2)) line = line.keyedBy(once(2) ? new String[] {"id"} : new String[] {"id", "email"});
        if (once(4)) line = line.fields(columns().toArray(String[]::new));
        if (once(4)) line = line.granting("ssn");
        if (once(4)) line = line.masking("ssn");
        if (once(8)) line = line.held();
        return once(6) ? line.naming("slug") : line;
    }

    private long limit() {
        return once(3) ? Given.NO_LIMIT : 1 + random.nextInt(6);
    }

    private List<String> columns() {
        Set<String> columns = new HashSet<>();
        for (int i = random.nextInt(3); i >= 0; i--) columns.add(once(5) ? any(COLUMNS) : any(COLUMNS.subList(0, 3)));
        return List.copyOf(columns);
    }

    public Action action() {
        List<Operation> operations = new ArrayList<>();
        int count = once(3) ? 1 + random.nextInt(3) : once(20) ? 0 : 1;
        for (int i = 0; i < count; i++) operations.add(operation());
        return new Action(
                once(6) ? Action.Phase.PREPARE : Action.Phase.PERFORM,
                operations,
                List.of(),
                "statement",
                operations.toString());
    }

    private Operation operation() {
        if (once(15)) return Given.begin();
        if (once(15)) return Given.function(once(2) ? "slug" : "other");
        Set<Label> labels = new HashSet<>();
        for (Label label : Label.values()) if (label != Label.THROUGH && once(12)) labels.add(label);
        if (labels.contains(Label.AGGREGATE) && once(2)) labels.add(Label.COUNTED);
        return new Operation(
                any(VERBS),
                new Resource("crm", "table", any(RESOURCES), once(10) ? List.of() : columns()),
                scope(),
                labels);
    }

    private Scope scope() {
        return switch (random.nextInt(8)) {
            case 0 -> new Scope.Unbounded(random.nextInt(12) - 1);
            case 1 -> new Scope.AtMost(random.nextInt(5), random.nextBoolean());
            case 2 -> new Scope.Keyed(List.of(key("id")), false, once(2) ? -1 : random.nextInt(9));
            case 3 -> new Scope.Keyed(List.of(key("name"), key("id")), true);
            case 4 -> new Scope.Keyed(List.of(key("email")), true);
            default -> new Scope.Keyed(List.of(key("id")), true);
        };
    }

    private Scope.Key key(String field) {
        Set<String> values = new HashSet<>();
        int count = once(20) ? 0 : once(3) ? 1 + random.nextInt(4) : 1;
        for (int i = 0; i < count; i++) values.add(String.valueOf(random.nextInt(12)));
        return values.isEmpty() && once(2)
                ? Scope.Key.through(field, 1 + random.nextInt(3))
                : new Scope.Key(field, List.copyOf(values));
    }

    /// As a gateway reports it: it never lets more rows pass than the permit says.
    public Outcome outcome(long limit) {
        Outcome.Ending ending = once(2) ? Outcome.Ending.SUCCEEDED : any(List.of(Outcome.Ending.values()));
        long records = Math.min(limit, random.nextInt(5));
        return Given.outcome(ending, ending == Outcome.Ending.SKIPPED ? 0 : records);
    }
}
