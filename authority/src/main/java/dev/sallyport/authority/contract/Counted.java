package dev.sallyport.authority.contract;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.authority.budget.Cost;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.budget.KeyDigest;
import java.util.ArrayList;
import java.util.List;

/// Under which names the records that an action asks for are counted: with them its costs can be worked out again by
/// somebody who knows neither the keys nor the salt (R24).
public final class Counted {

    private Counted() {}

    /// @return for each operation; empty when none of them has any
    public static List<List<String>> of(Action action, Counters counters) {
        if (!isAnyNamed(action.operations())) return List.of();
        List<List<String>> names = new ArrayList<>(action.operations().size());
        for (Operation operation : action.operations()) names.add(names(operation, counters));
        return names;
    }

    private static boolean isAnyNamed(List<Operation> operations) {
        for (Operation each : operations)
            if (each.scope() instanceof Scope.Keyed keyed && Costs.named(keyed)) return true;
        return false;
    }

    private static List<String> names(Operation operation, Counters counters) {
        return operation.scope() instanceof Scope.Keyed keyed
                        && Costs.named(keyed)
                        && counters.keys(keyed) instanceof Cost.Keys keys
                ? KeyDigest.texts(keys.digests())
                : List.of();
    }
}
