package dev.sallyport.authority.reference;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.Rules;
import java.util.ArrayList;
import java.util.List;

/// Which lines of a contract allow an operation, and which it misses.
final class Coverage {

    private final Rules rules;

    Coverage(Rules rules) {
        this.rules = rules;
    }

    /// One way to allow an operation.
    record Way(String path, AtMost limits, boolean held, Want want) {}

    /// An operation and the ways to allow it, or the rule that denies it.
    record Asked(Operation operation, List<Way> ways, String deniedBy) {}

    Asked ask(Operation operation, Action action, Contract contract, String otherwise) {
        List<Way> ways = new ArrayList<>();
        String nearest = otherwise;
        int nearness = -1;
        for (Line line : contract.allow()) {
            if (!line.target().equals(operation.resource().target())) continue;
            if (operation.verb() == Verb.UNKNOWN) {
                boolean alone =
                        action.operations().stream().allMatch(o -> o.verb() == Verb.UNKNOWN || o.concernsSessionOnly());
                Want want = alone ? new Want(false, false, List.of(), Want.ANY, Want.ANY, 0, false) : Want.NOTHING;
                if (operation.resource().kind().equals("function")
                        && line.functions().contains(operation.resource().name())) ways.add(way(line, want));
                continue;
            }
            if (line.verb() == operation.verb() && names(line, operation)) {
                List<String> lacks = lacks(line, operation, action);
                if (lacks.isEmpty()) {
                    ways.add(way(line, Want.of(operation, action)));
                } else {
                    int near = List.of("fields", "sensitive", "keyedBy").indexOf(lacks.getFirst());
                    if (near > nearness) {
                        nearness = near;
                        nearest = line.path() + "." + lacks.getFirst();
                    }
                }
            } else if (findsWhatTheActionChanges(line, operation, action)) {
                ways.add(way(line, Want.NOTHING));
            }
        }
        if (ways.isEmpty() && operation.verb() != Verb.UNKNOWN && contract.otherwise() == Otherwise.HOLD) {
            ways.add(new Way(otherwise, AtMost.UNLIMITED, true, Want.of(operation, action)));
        }
        List<Way> sorted = new ArrayList<>(ways.stream().filter(w -> !w.held()).toList());
        sorted.addAll(ways.stream().filter(Way::held).toList());
        return new Asked(operation, sorted, nearest);
    }

    private static Way way(Line line, Want want) {
        return new Way(line.path(), line.atMost(), line.hold(), want);
    }

    private static boolean names(Line line, Operation operation) {
        return line.resource().equals("*")
                || line.resource().equals(operation.resource().name());
    }

    /// What the line would have to have, the first thing first.
    private List<String> lacks(Line line, Operation operation, Action action) {
        List<String> lacks = new ArrayList<>();
        List<String> fields = operation.resource().fields();
        List<String> granted = new ArrayList<>(line.fields());
        granted.addAll(line.sensitiveFields());
        List<String> listed = concat(granted, line.maskedFields());
        if (operation.verb() == Verb.READ && operation.labels().contains(Label.MASKABLE)) granted = listed;
        boolean touchesColumns =
                List.of(Verb.READ, Verb.CREATE, Verb.UPDATE, Verb.SHARE).contains(operation.verb());
        boolean spokenOf = operation.labels().contains(Label.SENSITIVE)
                || operation.labels().contains(Label.ORACLE);
        List<String> known = rules.targets()
                .get(operation.resource().target())
                .sensitive()
                .getOrDefault(operation.resource().name(), List.of());
        if (fields.isEmpty()) {
            if (!line.fields().isEmpty() && touchesColumns) lacks.add("fields");
            if (touchesColumns || spokenOf) {
                if (!granted.containsAll(known)) lacks.add("sensitive");
                if (spokenOf && known.isEmpty()) lacks.add("sensitive");
            }
        } else {
            List<String> touched = fields.stream().filter(known::contains).toList();
            if (touched.isEmpty() && spokenOf) touched = fields;
            if (!granted.containsAll(touched)) lacks.add("sensitive");
            if (!line.fields().isEmpty() && !listed.containsAll(fields)) lacks.add("fields");
        }
        boolean own = operation.verb() == Verb.READ
                && (operation.labels().contains(Label.CREATED)
                        || operation.labels().contains(Label.REACHED));
        if (!line.keyedBy().isEmpty() && !own && !keyed(line, operation, action)) lacks.add("keyedBy");
        return lacks;
    }

    private static boolean keyed(Line line, Operation operation, Action action) {
        if (operation.scope().equals(Scope.AtMost.firm(0))) return true;
        return operation.scope() instanceof Scope.Keyed keyed
                && keyed.keys().stream()
                        .anyMatch(key -> line.keyedBy().contains(key.field())
                                && (action.phase() == Action.Phase.PREPARE
                                        || key.through() > 0
                                        || !key.values().isEmpty()));
    }

    private boolean findsWhatTheActionChanges(Line line, Operation read, Action action) {
        if (read.verb() != Verb.READ || line.keyedBy().isEmpty()) return false;
        if (line.verb() != Verb.UPDATE && line.verb() != Verb.DELETE) return false;
        List<String> fields = read.resource().fields();
        if (!names(line, read) || fields.isEmpty() || !line.keyedBy().containsAll(fields)) return false;
        Line asRead = new Line(
                line.path(),
                Verb.READ,
                line.target(),
                line.resource(),
                List.of(),
                concat(line.fields(), line.sensitiveFields()),
                List.of(),
                line.keyedBy(),
                line.atMost(),
                false,
                List.of());
        return lacks(asRead, read, action).isEmpty()
                && action.operations().stream()
                        .anyMatch(change -> change.verb() == line.verb()
                                && change.resource()
                                        .name()
                                        .equals(read.resource().name())
                                && lacks(line, change, action).isEmpty());
    }

    private static List<String> concat(List<String> a, List<String> b) {
        List<String> both = new ArrayList<>(a);
        both.addAll(b);
        return both;
    }

    static boolean isAbout(Line line, Operation operation) {
        if (!line.target().equals(operation.resource().target())) return false;
        return operation.verb() == Verb.UNKNOWN
                ? line.functions().contains(operation.resource().name())
                : line.verb() == operation.verb() && names(line, operation);
    }
}
