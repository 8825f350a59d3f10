package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Scope;
import dev.sallyport.grammar.sql.catalog.Kind;
import dev.sallyport.grammar.sql.value.ArrayText;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.List;
import java.util.Optional;

/// A row for each element of the longest of some arrays.
///
/// @param parameters their numbers, from 1
/// @param others how many the longest has that stands in the statement itself
record Unnested(List<Integer> parameters, long others) implements Extent {
    Unnested {
        parameters = List.copyOf(parameters);
    }

    @Override
    public Optional<Scope> scope(List<BoundValue> values) {
        long most = others;
        for (int number : parameters) {
            Optional<Long> count = number > values.size() ? Optional.empty() : count(values.get(number - 1));
            if (count.isEmpty()) return Optional.of(new Scope.Unbounded(-1));
            most = Math.max(most, count.get());
        }
        return Optional.of(Scope.AtMost.firm(most));
    }

    /// Text that is cast to an array is text in binary format, too.
    private static Optional<Long> count(BoundValue value) {
        long type = value.declaredType();
        boolean array = type == 0 || Kind.of(type) == Kind.ARRAY;
        return array || !value.binary() ? ArrayText.count(value) : Optional.empty();
    }

    /// No row is made yet.
    @Override
    public Scope prepared() {
        return Scope.AtMost.firm(0);
    }
}
