package dev.sallyport.app.history;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.app.config.ResourceName;
import java.util.Locale;

/// Why nobody should be given something only because it was seen.
final class Reservations {

    private Reservations() {}

    /// Empty when a line may be proposed.
    static String against(Operation operation) {
        String what = operation.verb().name().toLowerCase(Locale.ROOT) + " "
                + operation.resource().path();
        return switch (operation.verb()) {
            case UNKNOWN ->
                operation.resource().kind().equals("function")
                        ? "calls a function, name it in a line's `functions`: "
                                + operation.resource().path()
                        : "was not understood: " + operation.resource().path();
            case GRANT, DEFINE, SHARE -> "changes rights or structure, or sends data out: " + what;
            case DISCOVER -> named(operation, what);
            case READ, CREATE, UPDATE, DELETE, EXECUTE -> data(operation, what);
        };
    }

    private static String data(Operation operation, String what) {
        if (operation.labels().contains(Label.SENSITIVE) || operation.labels().contains(Label.ORACLE))
            return "touches or is steered by sensitive columns, grant them by name with `sensitive` or `mask`: " + what;
        if (operation.labels().contains(Label.UNPROVEN_LINEAGE))
            return "nobody can tell how many records it reaches: " + what;
        if (operation.scope() instanceof Scope.Unbounded)
            return "has neither a key nor a limit, so it reaches every record: " + what;
        return named(operation, what);
    }

    /// Neither empty nor with what is invisible or broken in it.
    static boolean canBeSaid(String column) {
        return !column.isBlank()
                && column.codePoints()
                        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static String named(Operation operation, String what) {
        try {
            var _ = ResourceName.parse(operation.resource().path());
            return operation.resource().fields().stream().allMatch(Reservations::canBeSaid)
                    ? ""
                    : "has a column that a contract cannot say: " + what;
        } catch (IllegalArgumentException _) {
            return "has a name that a contract cannot say: " + what;
        }
    }
}
