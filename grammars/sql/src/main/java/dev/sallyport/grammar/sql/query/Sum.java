package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Scope;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Of rows that are put behind each other.
record Sum(Extent first, Extent second) implements Extent {

    static Extent of(Extent first, Extent second) {
        if (first instanceof Extent.Whole) return first;
        return second instanceof Extent.Whole ? second : new Sum(first, second);
    }

    @Override
    public Optional<Scope> scope(List<BoundValue> values) {
        return first.scope(values).flatMap(one -> second.scope(values).map(other -> sum(one, other)));
    }

    private static Scope sum(Scope one, Scope other) {
        return one instanceof Scope.AtMost(long few, boolean _) && other instanceof Scope.AtMost(long more, boolean _)
                ? Scope.AtMost.firm(few + more)
                : new Scope.Unbounded(-1);
    }

    @Override
    public Scope prepared() {
        return sum(first.prepared(), second.prepared());
    }

    @Override
    public List<Value> values() {
        return Stream.concat(first.values().stream(), second.values().stream()).toList();
    }
}
