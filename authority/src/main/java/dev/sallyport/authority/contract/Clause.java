package dev.sallyport.authority.contract;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Bid;
import dev.sallyport.authority.budget.Cost;
import dev.sallyport.authority.rules.Line;
import java.util.List;
import java.util.Optional;

/// One line of a contract, ready to be compared. Immutable.
final class Clause {

    private final Line line;
    private final Sensitive sensitive;
    private final Signal.Contract allows;

    Clause(Line line, Sensitive sensitive) {
        this.line = line;
        this.sensitive = sensitive;
        this.allows = new Signal.Contract(line.path(), true, line.verb() + " " + line.target() + "/" + line.resource());
    }

    Line line() {
        return line;
    }

    /// For an operation that it covers.
    Bid bid(Operation operation, Cost cost) {
        return new Bid(line.path(), line.atMost(), cost, line.hold(), allows, masks(operation));
    }

    private List<Mask> masks(Operation operation) {
        if (line.maskedFields().isEmpty() || !maskable(operation)) return List.of();
        return sensitive.touched(operation).stream()
                .filter(field -> !named(field))
                .map(field -> new Mask(operation.resource().name(), field))
                .toList();
    }

    boolean concerns(Operation operation) {
        return line.verb() == operation.verb() && concerns(operation.resource().name());
    }

    private boolean concerns(String resource) {
        return line.resource().equals("*") || line.resource().equals(resource);
    }

    /// Empty when it covers the operation; ask only when it concerns it.
    Optional<Miss> miss(Operation operation, Action.Phase phase) {
        Optional<Miss> columns = missedColumns(operation);
        return columns.isPresent() ? columns : missedKey(operation, phase);
    }

    /// Empty when it grants whatever sensitive columns the operation touches; nothing else is asked.
    Optional<Miss> missedSensitive(Operation operation) {
        for (String field : sensitive.touched(operation)) {
            if (!named(field)) return notGranted(operation, field);
        }
        return sensitive.nameless(operation) ? notGranted(operation, "?") : Optional.empty();
    }

    private Optional<Miss> missedColumns(Operation operation) {
        List<String> fields = operation.resource().fields();
        if (!line.fields().isEmpty() && fields.isEmpty() && hasColumns(operation.verb())) {
            return miss("fields", Miss.FIELDS, Phrases.doing(operation) + " is allowed for " + listed() + " only");
        }
        boolean maskable = maskable(operation);
        for (String field : sensitive.touched(operation)) {
            if (!named(field) && !(maskable && masked(field))) return notGranted(operation, field);
        }
        if (sensitive.nameless(operation)) return notGranted(operation, "?");
        if (line.fields().isEmpty()) return Optional.empty();
        for (String field : fields) {
            if (!named(field) && !masked(field)) {
                return miss(
                        "fields",
                        Miss.FIELDS,
                        Phrases.doing(operation) + " is allowed for " + listed() + " only, not for `" + field + "`");
            }
        }
        return Optional.empty();
    }

    private Optional<Miss> notGranted(Operation operation, String field) {
        return miss(
                "sensitive",
                Miss.SENSITIVE,
                Phrases.doing(operation) + " may not touch or be steered by a sensitive column: `" + field + "`");
    }

    private Optional<Miss> missedKey(Operation operation, Action.Phase phase) {
        if (line.keyedBy().isEmpty() || keyed(operation, phase) || needsNoKey(operation)) return Optional.empty();
        return miss(
                "keyedBy",
                Miss.KEY,
                Phrases.doing(operation) + " needs a key: one of " + String.join(", ", line.keyedBy())
                        + Phrases.why(operation));
    }

    /// What an INSERT returns are the records that it made; what stands beside other records has their key.
    private static boolean needsNoKey(Operation operation) {
        return operation.verb() == Verb.READ
                && (operation.labels().contains(Label.CREATED)
                        || operation.labels().contains(Label.REACHED));
    }

    /// What certainly reaches no record needs no key.
    private boolean keyed(Operation operation, Action.Phase phase) {
        if (operation.scope() instanceof Scope.AtMost(long most, boolean firm) && most == 0 && firm) return true;
        if (!(operation.scope() instanceof Scope.Keyed keyed)) return false;
        for (Scope.Key key : keyed.keys()) {
            boolean known = phase == Action.Phase.PREPARE || !key.values().isEmpty() || key.through() > 0;
            if (known && line.keyedBy().contains(key.field())) return true;
        }
        return false;
    }

    private Optional<Miss> miss(String what, int nearness, String reason) {
        return Optional.of(new Miss(line.path() + "." + what, reason, nearness));
    }

    private String listed() {
        return String.join(", ", line.fields());
    }

    private boolean named(String field) {
        return line.fields().contains(field) || line.sensitiveFields().contains(field);
    }

    private boolean masked(String field) {
        return line.maskedFields().contains(field);
    }

    private static boolean maskable(Operation operation) {
        return operation.verb() == Verb.READ && operation.labels().contains(Label.MASKABLE);
    }

    private static boolean hasColumns(Verb verb) {
        return switch (verb) {
            case READ, CREATE, UPDATE, SHARE -> true;
            case DISCOVER, DELETE, EXECUTE, GRANT, DEFINE, UNKNOWN -> false;
        };
    }

    /// A READ that only finds the records which the same action changes under this line.
    boolean finds(Operation read, Action action) {
        return !line.keyedBy().isEmpty()
                && (line.verb() == Verb.UPDATE || line.verb() == Verb.DELETE)
                && read.verb() == Verb.READ
                && concerns(read.resource().name())
                && !read.resource().fields().isEmpty()
                && line.keyedBy().containsAll(read.resource().fields())
                && sensitive.touched(read).stream().allMatch(this::named)
                && keyed(read, action.phase())
                && action.operations().stream().anyMatch(change -> changes(change, read, action.phase()));
    }

    private boolean changes(Operation change, Operation read, Action.Phase phase) {
        return line.verb() == change.verb()
                && change.resource().name().equals(read.resource().name())
                && miss(change, phase).isEmpty();
    }

    boolean names(Operation function) {
        return line.functions().contains(function.resource().name());
    }
}
