package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.Kind;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.value.ArrayText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How many rows `unnest` makes of arrays that stand in the statement or come as parameters: as many as the longest
/// has elements.
record Elements(Reader reader, Level level) {

    Optional<Extent> of(Node item) {
        return Listed.call(item, "unnest").flatMap(call -> longest(call.list("args")));
    }

    private Optional<Extent> longest(List<Node> arrays) {
        long most = 0;
        List<Integer> parameters = new ArrayList<>();
        for (Node array : arrays) {
            Node inside = inside(array);
            if (inside.is("ParamRef") && isArray(array)) {
                parameters.add(inside.number("number"));
            } else {
                Optional<Long> count = count(array, inside);
                if (count.isEmpty()) return Optional.empty();
                most = Math.max(most, count.get());
            }
        }
        return Optional.of(parameters.isEmpty() ? new Extent.Limited(most) : new Unnested(parameters, most));
    }

    /// What is cast to an array, or the array itself.
    private static Node inside(Node array) {
        return array.is("TypeCast") ? array.child("arg").orElse(array) : array;
    }

    private Optional<Long> count(Node array, Node inside) {
        if (inside.is("A_ArrayExpr")) return count(inside.list("elements"));
        return isArray(array) ? Constants.text(inside).flatMap(ArrayText::count) : Optional.empty();
    }

    /// An array of arrays has the elements of all.
    private Optional<Long> count(List<Node> elements) {
        boolean single = elements.stream()
                .map(element -> Kind.of(reader.types().of(element, level)))
                .allMatch(Elements::isSingle);
        return single ? Optional.of((long) elements.size()) : Optional.empty();
    }

    private static boolean isSingle(Kind kind) {
        return switch (kind) {
            case INTEGER, NUMERIC, FLOAT, TEXT, COLLATED, PLAIN, DOCUMENT, JSON, RANGE, LITERAL -> true;
            case ARRAY, OPEN, OTHER -> false;
        };
    }

    /// `unnest` takes texts apart that are searched in, too.
    private boolean isArray(Node array) {
        long element = reader.types().element(array);
        return element != OperandTypes.ANY && element != OperandTypes.LITERAL;
    }
}
