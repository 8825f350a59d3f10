package dev.sallyport.grammar.http.rest;

import dev.sallyport.api.action.Scope;
import java.util.List;

/// By what a request names records.
///
/// @param all keys, joined by AND
/// @param direct whether they name one record each, and not what belongs to one
record Keys(List<Scope.Key> all, boolean direct) {

    static final Keys NONE = new Keys(List.of(), false);

    Keys {
        all = List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    Keys indirect() {
        return new Keys(all, false);
    }
}
