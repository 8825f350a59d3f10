package dev.sallyport.grammar.http.graphql;

import graphql.language.Argument;
import graphql.language.AstComparator;
import graphql.language.Field;
import graphql.language.SelectionSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A field that stands in one set several times, as fragments bring it: with the same arguments and under
/// the same name in the answer it is executed once, with all that is selected of it (section 6.3.2).
///
/// @param fields at least one
record Merged(List<Field> fields) {

    Merged {
        fields = List.copyOf(fields);
    }

    Merged(Field alone) {
        this(List.of(alone));
    }

    /// In their order. What stands under a name of the answer with other arguments than the first of that
    /// name is for itself.
    static List<Merged> of(List<Field> fields) {
        List<List<Field>> all = new ArrayList<>();
        Map<String, List<Field>> first = new HashMap<>();
        for (Field field : fields) {
            List<Field> same = first.get(field.getResultKey());
            if (same != null && isSame(same.getFirst(), field)) {
                same.add(field);
            } else {
                List<Field> own = new ArrayList<>(List.of(field));
                first.putIfAbsent(field.getResultKey(), own);
                all.add(own);
            }
        }
        return all.stream().map(Merged::new).toList();
    }

    private static boolean isSame(Field one, Field other) {
        return one.getName().equals(other.getName()) && isSame(one.getArguments(), other.getArguments());
    }

    private static boolean isSame(List<Argument> some, List<Argument> others) {
        for (int i = 0; i < Math.min(some.size(), others.size()); i++) {
            if (!AstComparator.isEqual(some.get(i), others.get(i))) {
                return false;
            }
        }
        return some.size() == others.size();
    }

    Field field() {
        return fields.getFirst();
    }

    /// What is selected of it; none of a leaf.
    List<SelectionSet> inside() {
        return fields.stream()
                .map(Field::getSelectionSet)
                .filter(Objects::nonNull)
                .toList();
    }
}
