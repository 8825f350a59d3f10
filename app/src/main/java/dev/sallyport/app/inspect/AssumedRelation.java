package dev.sallyport.app.inspect;

import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.catalog.Relation.Column;
import dev.sallyport.grammar.sql.catalog.Relation.Kind;
import dev.sallyport.grammar.sql.value.KeyType;
import dev.sallyport.postgres.target.QualifiedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A relation of which only is known what somebody said about it. Grows; for one thread.
final class AssumedRelation {

    private static final String USUAL_KEY = "id";

    private final QualifiedName name;
    private final Kind kind;
    private final Set<String> columns = new LinkedHashSet<>();
    private final Set<String> keys = new LinkedHashSet<>(Set.of(USUAL_KEY));

    AssumedRelation(QualifiedName name, Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    QualifiedName name() {
        return name;
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    void columns(Collection<String> more) {
        columns.addAll(more);
    }

    void keys(Collection<String> more) {
        columns.addAll(more);
        keys.addAll(more);
    }

    /// How many rows it has is not known, nor what types its columns have: they suit what they are compared with.
    Relation relation(long oid) {
        List<Column> numbered = new ArrayList<>();
        columns.forEach(column ->
                numbered.add(new Column(column, numbered.size() + 1, KeyType.TEXT.oid(), OperandTypes.LITERAL)));
        List<List<String>> unique =
                keys.stream().filter(columns::contains).map(List::of).toList();
        return new Relation(oid, name.schema(), name.name(), kind, numbered, unique, -1, false);
    }
}
