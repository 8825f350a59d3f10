package dev.sallyport.authority.budget;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Scope;

/// Under which names records are counted. Safe on every thread.
public interface KeyNames {

    /// @param keyed unique, each key with at least one value
    /// @return one for each combination of values
    Cost.Keys of(Scope.Keyed keyed);

    /// @return one for each record that an answer showed, the same that its key has in a statement
    long[] of(Outcome.Shown shown);
}
