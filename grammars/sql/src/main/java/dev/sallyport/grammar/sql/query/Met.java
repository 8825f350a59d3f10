package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Scope;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.List;
import java.util.Optional;

/// The records that an upsert finds in its way. NULL is in the way of NULL where an index says so (`NULLS NOT
/// DISTINCT`), so nothing is concluded of a key that has no values.
///
/// @param rows as many at most
record Met(Extent.Keyed by, int rows) implements Extent {

    @Override
    public boolean isKeyed() {
        return true;
    }

    @Override
    public Optional<Scope> scope(List<BoundValue> values) {
        return by.scope(values).map(scope -> scope instanceof Scope.Keyed ? scope : Scope.AtMost.firm(rows));
    }

    @Override
    public Scope prepared() {
        return by.prepared();
    }

    @Override
    public boolean singles() {
        return by.singles();
    }

    @Override
    public List<Value> values() {
        return by.values();
    }
}
