package dev.sallyport.grammar.sql;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Operations as one line each, so that a test reads as a table: `READ customers[id,name] id=7 unique`,
/// `READ tickets[status] at most 5`, `DELETE tickets all`, labels in braces, a note in parentheses for UNKNOWN.
/// A key that other records have is `id=?2`, for two of them at most.
/// Whether rows are more than records is [SpreadTest]'s.
final class Words {

    private Words() {}

    static String of(List<Operation> operations) {
        return operations.stream().map(Words::of).collect(Collectors.joining("; "));
    }

    static String of(Operation operation) {
        StringBuilder line = new StringBuilder(operation.verb().name())
                .append(' ')
                .append(kind(operation))
                .append(operation.resource().name());
        if (!operation.resource().fields().isEmpty()) {
            line.append('[').append(fields(operation)).append(']');
        }
        line.append(scope(operation));
        List<Label> labels = operation.labels().stream()
                .filter(label -> label != Label.SPREAD)
                .toList();
        if (!labels.isEmpty()) {
            line.append(labels.stream()
                    .map(Label::name)
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .sorted()
                    .collect(Collectors.joining(",", " {", "}")));
        }
        return line.toString();
    }

    /// `*` for all columns there are.
    private static String fields(Operation operation) {
        String all = String.join(",", Crm.columns(operation.resource().name()));
        String fields = String.join(",", operation.resource().fields());
        return fields.equals(all) && fields.contains(",") ? "*" : fields;
    }

    private static String kind(Operation operation) {
        String kind = operation.resource().kind();
        return kind.equals("table") ? "" : kind + (operation.resource().name().isEmpty() ? "" : " ");
    }

    private static String scope(Operation operation) {
        return switch (operation.scope()) {
            case Scope.Keyed keyed ->
                keyed.keys().stream()
                                .map(key -> " " + key.field() + "="
                                        + (key.through() > 0 ? "?" + key.through() : String.join("|", key.values())))
                                .collect(Collectors.joining())
                        + (keyed.unique() ? " unique" : "");
            case Scope.AtMost most -> " at most " + most.records();
            case Scope.Unbounded _ -> operation.verb().name().equals("UNKNOWN") ? "" : " all";
        };
    }
}
