package dev.sallyport.grammar.sql;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads of which the answer tells numbers in the place of records (R7): to count is to read what is counted.
public final class Counted {

    private Counted() {}

    /// EXPLAIN ANALYZE tells how many records were met on the way to those that are named, and left out.
    static List<Operation> inFull(List<Operation> operations) {
        return operations.stream()
                .map(operation -> reads(operation)
                        ? with(operation, new Scope.Unbounded(-1), Set.of(Label.AGGREGATE))
                        : operation)
                .toList();
    }

    /// MOVE tells one number, of the records that it passes over.
    ///
    /// @param records at most; `Long.MAX_VALUE` for all there are
    public static List<Operation> passed(List<Operation> operations, long records) {
        return operations.stream()
                .map(operation -> reads(operation) && !told(operation) ? passed(operation, records) : operation)
                .toList();
    }

    private static Operation passed(Operation operation, long records) {
        Scope scope = switch (operation.scope()) {
            case Scope.Keyed keyed -> keyed;
            case Scope.AtMost(long most, boolean firm) -> new Scope.AtMost(Math.min(most, records), firm);
            case Scope.Unbounded all -> records == Long.MAX_VALUE ? all : Scope.AtMost.firm(records);
        };
        return with(operation, scope, Set.of(Label.AGGREGATE, Label.COUNTED));
    }

    private static boolean reads(Operation operation) {
        return operation.verb() == Verb.READ && !operation.concernsSessionOnly();
    }

    /// How many there are is said already.
    private static boolean told(Operation operation) {
        return switch (operation.scope()) {
            case Scope.Keyed keyed -> keyed.unique();
            case Scope.AtMost(long most, boolean firm) -> firm && most == 0;
            case Scope.Unbounded _ -> false;
        };
    }

    private static Operation with(Operation operation, Scope scope, Set<Label> labels) {
        Set<Label> all = new TreeSet<>(operation.labels());
        all.addAll(labels);
        return new Operation(operation.verb(), operation.resource(), scope, all, operation.note());
    }
}
