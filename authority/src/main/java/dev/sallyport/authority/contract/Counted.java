package dev.sallyport.authority.contract;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.authority.budget.Cost;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.budget.KeyDigest;
import java.util.Arrays;
import java.util.List;

/// Under which names the records that an action asks for are counted: with them its costs can be worked out again by
/// somebody who knows neither the keys nor the salt (R24).
public final class Counted {

    private Counted() {}

    /// @return for each operation; empty when none of them has any
    public static List<List<String>> of(Action action, Counters counters) {
        if (action.operations().stream().noneMatch(Counted::named)) return List.of();
        return action.operations().stream()
                .map(operation -> names(operation, counters))
                .toList();
    }

    private static boolean named(Operation operation) {
        return operation.scope() instanceof Scope.Keyed keyed && Costs.named(keyed);
    }

    private static List<String> names(Operation operation, Counters counters) {
        return operation.scope() instanceof Scope.Keyed keyed
                        && Costs.named(keyed)
                        && counters.keys(keyed) instanceof Cost.Keys keys
                ? Arrays.stream(keys.digests()).mapToObj(KeyDigest::text).toList()
                : List.of();
    }
}
