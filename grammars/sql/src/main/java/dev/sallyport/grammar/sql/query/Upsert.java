package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which records ON CONFLICT (columns) DO UPDATE can meet: those that have the values of those columns in VALUES.
///
/// @param insert the statement
/// @param conflict its OnConflictClause
record Upsert(Node insert, Node conflict, Relation relation, Exactness exactness) {

    /// Types whose values are stored as they are written: an assignment rounds numbers and cuts texts.
    private static final Set<KeyType.Family> STORED = Set.of(KeyType.Family.INTEGER, KeyType.Family.UUID);

    /// Empty where a value is computed, left to a default, or may be replaced (OVERRIDING, triggers).
    Optional<Extent> met() {
        List<String> columns = inferred();
        boolean plain =
                insert.text("override").equals("OVERRIDING_NOT_SET") && !relation.runsCode() && relation.isTable();
        List<Extent.Key> keys = new ArrayList<>();
        columns.forEach(column -> key(column).ifPresent(keys::add));
        return plain && !columns.isEmpty() && keys.size() == columns.size()
                ? Optional.of(new Met(new Extent.Keyed(keys, isUnique(columns)), rows()))
                : Optional.empty();
    }

    private int rows() {
        return insert.child("selectStmt")
                .map(select -> select.list("valuesLists").size())
                .orElse(0);
    }

    private boolean isUnique(List<String> columns) {
        return relation.uniqueKeys().stream().anyMatch(columns::containsAll);
    }

    /// The columns of `ON CONFLICT (a, b)`; none when something else is inferred from.
    private List<String> inferred() {
        Optional<Node> infer = conflict.part("infer", "InferClause")
                .filter(clause -> !clause.has("conname") && !clause.has("whereClause"));
        List<Node> elements = infer.map(clause -> clause.list("indexElems")).orElse(List.of());
        boolean plain = elements.stream()
                .noneMatch(element -> element.has("expr") || element.has("collation") || element.has("opclass"));
        return plain ? elements.stream().map(element -> element.text("name")).toList() : List.of();
    }

    private Optional<Extent.Key> key(String column) {
        Optional<KeyType> type = relation.column(column)
                .flatMap(found -> KeyType.of(found.type()))
                .filter(found -> STORED.contains(found.family()));
        int at = position(column);
        return at < 0 ? Optional.empty() : type.flatMap(of -> key(column, at, of));
    }

    /// Counted in columns as they are written: parts of one (`c.a, c.b`) have a value each.
    private int position(String column) {
        List<Node> named = insert.list("cols");
        List<String> names = named.isEmpty()
                ? relation.columns().stream().map(Relation.Column::name).toList()
                : named.stream()
                        .map(one -> one.has("indirection") ? "" : one.text("name"))
                        .toList();
        return names.indexOf(column);
    }

    private Optional<Extent.Key> key(String column, int at, KeyType type) {
        List<ValueList> values = new ArrayList<>();
        List<Node> rows = insert.child("selectStmt")
                .map(select -> select.list("valuesLists"))
                .orElse(List.of());
        for (Node row : rows) {
            List<Node> items = row.list("items");
            if (at < items.size())
                Values.one(items.get(at), type)
                        .filter(value -> exactness.of(value, type))
                        .ifPresent(values::add);
        }
        return rows.isEmpty() || values.size() < rows.size()
                ? Optional.empty()
                : Optional.of(new Extent.Key(column, List.of(ValueList.join(values))));
    }
}
