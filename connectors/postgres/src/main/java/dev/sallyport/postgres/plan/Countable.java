package dev.sallyport.postgres.plan;

import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.query.Effect;
import java.util.List;

/// Where the rows of an answer will not tell how many records of some keys stand in it (aggregates,
/// windows, set operations, what is copied into another table), so that their number has to be asked
/// for before anybody decides (R7). Plain rows, unique keys and single numbers need no question.
public final class Countable {

    private Countable() {}

    /// Most statements ask for nothing, and it must cost them nothing. Nor does one whose number would not
    /// be that of the moment: what the same text changed before another connection may not see, and a
    /// cursor shows what was there when it was declared.
    ///
    /// @param effects of the whole text
    public static boolean isAmong(List<Operation> operations, List<Effect> effects) {
        for (Operation operation : operations) {
            if (is(operation, operations)) return !(effects.size() != 1 && changes(operations)) && !fetches(effects);
        }
        return false;
    }

    /// @param all of the statement, with this one
    public static boolean is(Operation operation, List<Operation> all) {
        if (!(operation.scope() instanceof Scope.Keyed keyed) || keyed.unique() || operation.verb() != Verb.READ)
            return false;
        boolean folded = operation.labels().contains(Label.AGGREGATE);
        boolean number = folded && operation.labels().contains(Label.COUNTED);
        return operation.resource().kind().equals("table")
                && ((folded && !number) || operation.labels().contains(Label.UNPROVEN_LINEAGE) || changes(all));
    }

    /// The operation with the number that was found.
    public static Operation found(Operation operation, long records) {
        return operation.scope() instanceof Scope.Keyed keyed
                ? new Operation(
                        operation.verb(),
                        operation.resource(),
                        keyed.found(records),
                        operation.labels(),
                        operation.note())
                : operation;
    }

    private static boolean changes(List<Operation> operations) {
        for (Operation operation : operations) if (operation.changes()) return true;
        return false;
    }

    private static boolean fetches(List<Effect> effects) {
        for (Effect effect : effects) if (effect instanceof Effect.Fetch) return true;
        return false;
    }
}
