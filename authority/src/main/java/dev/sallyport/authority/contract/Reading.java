package dev.sallyport.authority.contract;

import dev.sallyport.api.decision.Deny;
import dev.sallyport.authority.budget.Need;
import java.util.List;

/// What a contract says to an action before anybody looked at a budget.
public sealed interface Reading {

    /// Every operation is covered.
    ///
    /// @param needs in the order of the operations that cost something
    record Covered(List<Need> needs) implements Reading {
        public Covered {
            needs = List.copyOf(needs);
        }
    }

    record Uncovered(Deny deny) implements Reading {}
}
