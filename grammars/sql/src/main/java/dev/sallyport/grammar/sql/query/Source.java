package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.Relation;
import java.util.List;
import java.util.Set;

/// What one FROM item makes visible.
///
/// @param alias the name it is called by; empty for a join without alias
/// @param schema of a relation without alias, which may be called `schema.name` too; otherwise empty
/// @param open true when it may have columns that are not known here
/// @param base true when its columns are those of an occurrence itself, so that a condition on them can be a key
/// @param qualifiedOnly true when its columns are reached through the alias alone (`old`, `new`, `excluded`)
record Source(
        String alias, String schema, List<OutputColumn> columns, boolean open, boolean base, boolean qualifiedOnly) {

    /// Columns every table has; they are no data of anybody.
    private static final Set<String> SYSTEM_COLUMNS = Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");

    static Source base(Occurrence occurrence, String alias, List<String> columnAliases) {
        Relation relation = occurrence.relation();
        return new Source(
                alias.isEmpty() ? relation.name() : alias,
                alias.isEmpty() ? relation.schema() : "",
                OutputColumn.renamed(columns(occurrence), columnAliases),
                false,
                true,
                false);
    }

    static Source derived(String alias, List<OutputColumn> columns, boolean open) {
        return new Source(alias, "", columns, open, false, false);
    }

    /// Other names for an occurrence that is already there.
    static Source again(Occurrence occurrence, String alias) {
        return new Source(alias, "", columns(occurrence), false, false, true).changed();
    }

    /// The same names where the rows are no longer what conditions said of them.
    Source changed() {
        List<OutputColumn> unsure = columns.stream().map(OutputColumn::unsure).toList();
        return new Source(alias, schema, unsure, open, base, qualifiedOnly);
    }

    private static List<OutputColumn> columns(Occurrence occurrence) {
        return occurrence.relation().columns().stream()
                .map(column -> OutputColumn.of(new Origin(occurrence, column.name())))
                .toList();
    }

    List<OutputColumn> columns(String name) {
        return columns.stream().filter(column -> column.answersTo(name)).toList();
    }

    boolean isCalled(String wantedSchema, String wanted) {
        return alias.equals(wanted) && (wantedSchema.isEmpty() || wantedSchema.equals(schema));
    }

    boolean mayHave(String name) {
        return open || (base && SYSTEM_COLUMNS.contains(name)) || (qualifiedOnly && SYSTEM_COLUMNS.contains(name));
    }
}
