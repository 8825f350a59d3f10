package dev.sallyport.grammar.http;

import dev.sallyport.api.action.Action.Argument;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Requests for tests, and what they mean in one line.
final class Requests {

    private Requests() {}

    /// @param fields name, value, name, value, …
    static Asked asked(String method, String target, String body, String... fields) {
        return new Asked(
                method,
                target,
                name -> {
                    List<String> values = new ArrayList<>();
                    for (int i = 0; i < fields.length; i += 2) {
                        if (fields[i].equals(name)) {
                            values.add(fields[i + 1]);
                        }
                    }
                    return values;
                },
                new Asked.Payload.Whole(body.getBytes(StandardCharsets.UTF_8)));
    }

    static Asked json(String method, String target, String body) {
        return asked(method, target, body, "content-type", "application/json");
    }

    /// `read customers/tickets by customers.id=42 id=7 unique`, several joined by ` + `.
    static String told(Meaning meaning) {
        return meaning.operations().stream().map(Requests::told).collect(Collectors.joining(" + "));
    }

    private static String told(Operation operation) {
        String fields = operation.resource().fields().isEmpty()
                ? ""
                : "(" + String.join(",", operation.resource().fields()) + ")";
        return operation.verb().name().toLowerCase(Locale.ROOT) + " "
                + operation.resource().name() + fields + " " + told(operation.scope());
    }

    private static String told(Scope scope) {
        return switch (scope) {
            case Scope.Keyed keyed ->
                "by "
                        + keyed.keys().stream()
                                .map(key -> key.field() + "=" + String.join(",", key.values()))
                                .collect(Collectors.joining(" "))
                        + (keyed.unique() ? " unique" : "");
            case Scope.AtMost most -> "atMost " + most.records();
            case Scope.Unbounded _ -> "all";
        };
    }

    static List<String> arguments(Meaning meaning) {
        return meaning.arguments().stream().map(Requests::told).toList();
    }

    private static String told(Argument argument) {
        return argument.name() + "=" + argument.value();
    }

    static String reason(Meaning meaning) {
        return meaning.operations().getFirst().note();
    }
}
