package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.value.BoundValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The values one condition allows a column to have.
record ValueList(List<Value> values) {

    ValueList {
        values = List.copyOf(values);
    }

    static ValueList join(List<ValueList> lists) {
        List<Value> all = new ArrayList<>();
        lists.forEach(list -> all.addAll(list.values));
        return new ValueList(all);
    }

    /// One value at most, whatever is bound.
    boolean isOne() {
        return values.size() == 1 && !(values.getFirst() instanceof Value.ParameterArray);
    }

    /// Distinct and sorted, so that the order in which they were written does not matter.
    ///
    /// @return empty when one of them cannot be read
    Optional<List<String>> texts(List<BoundValue> bound) {
        return values.size() == 1 ? sorted(values.getFirst().texts(bound)) : merged(bound);
    }

    private static Optional<List<String>> sorted(Optional<List<String>> texts) {
        boolean several = texts.isPresent() && texts.get().size() > 1;
        return several ? Optional.of(texts.get().stream().distinct().sorted().toList()) : texts;
    }

    private Optional<List<String>> merged(List<BoundValue> bound) {
        Set<String> all = new LinkedHashSet<>();
        for (Value value : values) {
            Optional<List<String>> texts = value.texts(bound);
            if (texts.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(texts.get());
        }
        return Optional.of(all.stream().sorted().toList());
    }
}
