package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Columns whose values all stand in the statement: of VALUES, of unnest. What equals one of them has no other values.
record Listed(Reader reader) {

    /// A column of nothing that is at the target.
    private static final String COLUMN = "value";

    /// @param items of one column, from each row
    Optional<Origin> values(List<Node> items, Level level) {
        Set<Long> types =
                items.stream().map(item -> reader.types().of(item, level)).collect(Collectors.toSet());
        return types.size() == 1
                ? KeyType.of(types.iterator().next()).flatMap(type -> values(items, type))
                : Optional.empty();
    }

    private Optional<Origin> values(List<Node> items, KeyType type) {
        List<ValueList> values = new ArrayList<>();
        for (Node item : items) Values.one(item, type).ifPresent(values::add);
        return values.size() == items.size() ? Optional.of(column(type, ValueList.join(values))) : Optional.empty();
    }

    Optional<Origin> elements(Node array, Level level) {
        return array.is("A_ArrayExpr")
                ? values(array.list("elements"), level)
                : KeyType.of(reader.types().element(array))
                        .flatMap(type -> Values.array(array, type).map(values -> column(type, values)));
    }

    private Origin column(KeyType type, ValueList values) {
        Relation nowhere = new Relation(
                0,
                "",
                "",
                Relation.Kind.SYSTEM,
                List.of(new Relation.Column(COLUMN, 1, type.oid())),
                List.of(),
                -1,
                false);
        Origin origin = new Origin(new Occurrence(nowhere, _ -> false), COLUMN);
        reader.facts().state(origin, values);
        return origin;
    }
}
