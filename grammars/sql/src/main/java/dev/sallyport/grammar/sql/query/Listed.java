package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
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

    /// Of VALUES: the columns again, of those that it can be told for.
    void values(List<Node> rows, List<OutputColumn> columns, Level around) {
        List<List<Node>> all = rows.stream().map(row -> row.list("items")).toList();
        for (int i = 0; i < columns.size(); i++) {
            int at = i;
            List<Node> items = all.stream()
                    .filter(row -> at < row.size())
                    .map(row -> row.get(at))
                    .toList();
            if (items.size() != rows.size()) continue;
            OutputColumn column = columns.get(at);
            values(items, around).ifPresent(same -> columns.set(at, column.sameAs(same)));
        }
    }

    /// Of a select list: the columns again, where one value stands in each row.
    void constants(List<Node> targets, List<OutputColumn> columns, Level level) {
        if (targets.size() != columns.size()) return; // a star among them
        for (int i = 0; i < columns.size(); i++) {
            OutputColumn column = columns.get(i);
            int at = i;
            targets.get(i)
                    .child("val")
                    .flatMap(value -> values(List.of(value), level))
                    .ifPresent(same -> columns.set(at, column.sameAs(same)));
        }
    }

    /// The columns of unnest, where it is given arrays of values and they have names.
    List<OutputColumn> unnested(Node item, Level level) {
        return call(item, "unnest")
                .map(call -> elements(call.list("args"), names(item), level))
                .orElse(List.of());
    }

    /// The column of generate_series, where it counts from one number to another and has a name.
    static List<OutputColumn> series(Node item) {
        List<String> names = names(item);
        boolean counts = call(item, "generate_series")
                .filter(call -> call.list("args").stream()
                        .allMatch(bound -> Constants.ordinal(bound).isPresent()))
                .isPresent();
        return counts && names.size() == 1
                ? List.of(new OutputColumn(names.getFirst(), Set.of(), false, true, BuiltIn.INT4.oid(), null))
                : List.of();
    }

    /// The only call of that function, where an item of FROM is one.
    static Optional<Node> call(Node item, String function) {
        List<Node> calls = item.list("functions").stream()
                .flatMap(list -> list.list("items").stream())
                .filter(call -> call.is("FuncCall"))
                .toList();
        return calls.size() == 1 && !item.flag("is_rowsfrom")
                ? calls.stream()
                        .filter(call -> QualifiedName.of(call.names("funcname")).isBuiltIn(function))
                        .findFirst()
                : Optional.empty();
    }

    /// A function with one column gives it the name of its alias.
    private static List<String> names(Node item) {
        List<String> names = FromClause.columnAliases(item);
        return names.isEmpty() && !FromClause.alias(item).isEmpty() ? List.of(FromClause.alias(item)) : names;
    }

    private List<OutputColumn> elements(List<Node> arrays, List<String> names, Level level) {
        if (names.size() < arrays.size()) {
            return List.of();
        }
        List<OutputColumn> columns = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            Optional<Origin> same = elements(arrays.get(i), level);
            if (same.isEmpty()) {
                return List.of();
            }
            columns.add(new OutputColumn(
                    names.get(i), Set.of(), false, true, same.get().base(), same.get()));
        }
        return columns;
    }

    /// @param items of one column, from each row
    private Optional<Origin> values(List<Node> items, Level level) {
        Set<Long> types =
                items.stream().map(item -> reader.types().of(item, level)).collect(Collectors.toSet());
        return types.size() == 1
                ? KeyType.of(types.iterator().next()).flatMap(type -> values(items, type))
                : Optional.empty();
    }

    private Optional<Origin> values(List<Node> items, KeyType type) {
        List<ValueList> values = new ArrayList<>();
        for (Node item : items) Values.one(item, type).ifPresent(values::add);
        ValueList all = ValueList.join(values);
        return values.size() == items.size() && reader.exactness().of(all, type)
                ? Optional.of(column(type, all))
                : Optional.empty();
    }

    private Optional<Origin> elements(Node array, Level level) {
        return array.is("A_ArrayExpr")
                ? values(array.list("elements"), level)
                : KeyType.of(reader.types().element(array))
                        .flatMap(type -> Values.array(array, type)
                                .filter(values -> reader.exactness().of(values, type))
                                .map(values -> column(type, values)));
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
