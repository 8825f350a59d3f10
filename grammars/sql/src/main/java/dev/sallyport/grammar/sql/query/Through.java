package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Scope;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// At most one record for each record of others, which unique keys name: `c` in
/// `tickets t JOIN customers c ON c.id = t.customer_id WHERE t.id = 7`. Immutable.
///
/// @param said what the statement says of its columns itself
/// @param given the other columns of the unique key, and what bounds the relation whose column each equals
/// @param estimate of the relation, for when those are not bounded after all
record Through(Extent.Keyed said, List<Given> given, long estimate) implements Extent {

    Through {
        given = List.copyOf(given);
    }

    record Given(String field, Extent by) {}

    @Override
    public boolean isKeyed() {
        return true;
    }

    @Override
    public boolean singles() {
        return true;
    }

    @Override
    public Optional<Scope> scope(List<BoundValue> values) {
        Optional<Scope> own = said.scope(values);
        if (own.isEmpty() || !(own.get() instanceof Scope.Keyed keyed)) return own;
        List<Scope.Key> bound = new ArrayList<>(keyed.keys());
        for (Given each : given) {
            Optional<Scope> by = each.by().scope(values);
            if (by.isEmpty()) return Optional.empty();
            if (!(by.get() instanceof Scope.Keyed named && named.unique()))
                return Optional.of(by.get() instanceof Scope.AtMost ? by.get() : new Scope.Unbounded(estimate));
            bound.add(Scope.Key.through(each.field(), named.most()));
        }
        return Optional.of(new Scope.Keyed(bound, true));
    }

    @Override
    public Scope prepared() {
        List<Scope.Key> all = new ArrayList<>();
        said.keys().forEach(key -> all.add(new Scope.Key(key.field(), List.of())));
        given.forEach(each -> all.add(new Scope.Key(each.field(), List.of())));
        return new Scope.Keyed(all, true);
    }

    @Override
    public List<Value> values() {
        List<Value> all = new ArrayList<>(said.values());
        given.forEach(each -> all.addAll(each.by().values()));
        return all;
    }
}
