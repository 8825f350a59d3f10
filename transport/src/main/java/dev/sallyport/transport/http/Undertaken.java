package dev.sallyport.transport.http;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import java.util.List;
import java.util.Map;

/// What a request does, as far as it says so itself. Its answer does not tell: a record is made, a mail is sent
/// although the answer is empty, points elsewhere, or is kept from the agent.
public final class Undertaken {

    private Undertaken() {}

    /// @return the records of one resource that it writes, calls or sends, at most; 0 when it only reads
    public static long records(List<Operation> operations) {
        if (readOnly(operations)) return 0;
        Map<String, Long> each = operations.stream()
                .filter(operation -> !operation.verb().readsOnly())
                .collect(groupingBy(
                        operation ->
                                operation.verb() + " " + operation.resource().path(),
                        summingLong(operation -> records(operation.scope()))));
        return each.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static boolean readOnly(List<Operation> operations) {
        for (Operation operation : operations) if (!operation.verb().readsOnly()) return false;
        return true;
    }

    private static long records(Scope scope) {
        return switch (scope) {
            case Scope.AtMost(long records, boolean _) -> Math.max(1, records);
            case Scope.Keyed _, Scope.Unbounded _ -> 1;
        };
    }
}
