package dev.sallyport.trail.recall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// What the agent asked for, from its record.
///
/// @param fields of the record
/// @param secrets what stood sealed in it; empty when it was open or could not be opened
record ActionRecall(Fields fields, Optional<JsonNode> secrets) {

    /// More values of a key than any statement names.
    private static final long MOST_VALUES = 1 << 20;

    Action action() throws MalformedRecord {
        Fields literals = secrets.isPresent() ? fields.in(secrets.get()) : fields;
        return new Action(
                fields.word("phase", Action.Phase.class),
                operations(),
                arguments(literals),
                literals.json().path("statement").asText(""),
                fields.text("fingerprint"));
    }

    /// For each operation, as [Operation]s are listed.
    List<List<String>> counted() throws MalformedRecord {
        List<List<String>> counted = new ArrayList<>();
        for (JsonNode operation : fields.list("ops"))
            counted.add(fields.in(operation).texts("counted"));
        return counted;
    }

    private static List<Action.Argument> arguments(Fields literals) throws MalformedRecord {
        List<Action.Argument> arguments = new ArrayList<>();
        for (JsonNode each : literals.list("args")) {
            Fields argument = literals.in(each);
            arguments.add(new Action.Argument(argument.text("name"), argument.text("value")));
        }
        return arguments;
    }

    private List<Operation> operations() throws MalformedRecord {
        List<Operation> operations = new ArrayList<>();
        for (JsonNode each : fields.list("ops")) operations.add(operation(fields.in(each), operations.size()));
        return operations;
    }

    private Operation operation(Fields operation, int index) throws MalformedRecord {
        return new Operation(
                operation.word("verb", Verb.class),
                resource(operation),
                scope(operation, index),
                labels(operation),
                note(operation, index));
    }

    private String note(Fields operation, int index) {
        return secrets.map(opened -> opened.path("notes").path(index))
                .orElse(operation.json().path("note"))
                .asText("");
    }

    private static Resource resource(Fields operation) throws MalformedRecord {
        String path = operation.text("on");
        int slash = path.indexOf('/');
        if (slash < 0) throw operation.wrong("no target in `on`");
        return new Resource(
                path.substring(0, slash), operation.text("type"), path.substring(slash + 1), operation.texts("fields"));
    }

    private static Set<Label> labels(Fields operation) throws MalformedRecord {
        Set<Label> labels = EnumSet.noneOf(Label.class);
        for (String label : operation.texts("labels")) labels.add(operation.word(label, "labels", Label.class));
        return labels;
    }

    private Scope scope(Fields operation, int index) throws MalformedRecord {
        JsonNode json = operation.json();
        if (json.has("keyed"))
            return new Scope.Keyed(
                    keys(operation, index),
                    json.path("unique").asBoolean(),
                    json.has("found") ? operation.number("found") : -1);
        return json.has("atMost")
                ? new Scope.AtMost(operation.number("atMost"), json.path("firm").asBoolean())
                : new Scope.Unbounded(operation.number("unbounded"));
    }

    private List<Scope.Key> keys(Fields operation, int index) throws MalformedRecord {
        JsonNode opened = secrets.map(all -> all.path("keys").path(index)).orElse(MissingNode.getInstance());
        List<Scope.Key> keys = new ArrayList<>();
        for (JsonNode each : opened.isArray() ? opened : operation.json().path("keyed"))
            keys.add(key(operation.in(each)));
        return keys;
    }

    private static Scope.Key key(Fields key) throws MalformedRecord {
        if (key.json().has("through")) return Scope.Key.through(key.text("field"), key.number("through"));
        if (key.json().has("values")) return new Scope.Key(key.text("field"), key.texts("values"));
        long count = key.number("count");
        if (count < 0 || count > MOST_VALUES) throw key.wrong("a strange `count`");
        return new Scope.Key(key.text("field"), unknown((int) count));
    }

    /// As many as there were.
    private static List<String> unknown(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "?" + number).toList();
    }
}
