package dev.sallyport.authority.contract;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.authority.rules.TargetRules;
import java.util.List;

/// Which sensitive columns an operation touches, steers by or might touch (R7).
record Sensitive(TargetRules target) {

    List<String> touched(Operation operation) {
        List<String> known =
                target.sensitive().getOrDefault(operation.resource().name(), List.of());
        List<String> fields = operation.resource().fields();
        if (fields.isEmpty()) return wholeOf(operation) ? known : List.of();
        List<String> touched = known.isEmpty()
                ? known
                : fields.stream().filter(known::contains).toList();
        // the connector saw a sensitive column where we see none: each of them may be it
        return touched.isEmpty() && labelled(operation) ? fields : touched;
    }

    /// True when the connector speaks of a sensitive column and nobody can say which: no grant by name
    /// can hold.
    boolean nameless(Operation operation) {
        return labelled(operation) && touched(operation).isEmpty();
    }

    private static boolean labelled(Operation operation) {
        return operation.labels().contains(Label.SENSITIVE)
                || operation.labels().contains(Label.ORACLE);
    }

    /// Reading or writing the whole of a record touches its every column; deleting it or looking at its
    /// structure does not.
    private static boolean wholeOf(Operation operation) {
        return switch (operation.verb()) {
            case READ, CREATE, UPDATE, SHARE -> true;
            case DISCOVER, DELETE, EXECUTE, GRANT, DEFINE, UNKNOWN -> labelled(operation);
        };
    }
}
