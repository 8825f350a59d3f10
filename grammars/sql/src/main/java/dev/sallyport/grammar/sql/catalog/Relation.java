package dev.sallyport.grammar.sql.catalog;

import java.util.List;
import java.util.Optional;

/// A table or something that can stand where a table stands.
///
/// @param uniqueKeys column names of each unique, non-partial, valid index on plain columns
/// @param estimate rows, from the server's statistics; -1 when it never counted
/// @param runsCode true when touching it may run code of its owner: rules, triggers, row security with functions,
///     generated columns or column defaults with functions that are not harmless
public record Relation(
        long oid,
        String schema,
        String name,
        Kind kind,
        List<Column> columns,
        List<List<String>> uniqueKeys,
        long estimate,
        boolean runsCode) {

    public Relation {
        columns = List.copyOf(columns);
        uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    }

    public enum Kind {
        TABLE,
        PARTITIONED,
        VIEW,
        MATERIALIZED_VIEW,
        FOREIGN,
        SEQUENCE,
        /// A relation of pg_catalog or information_schema.
        SYSTEM
    }

    /// @param number attnum, from 1
    /// @param type oid of the column's type
    /// @param base the type whose operators its values have: that of a domain is the one below it, that of an enum
    ///     [Kind#ENUM], that of an array of enums [Kind#ANY_ARRAY]
    public record Column(String name, int number, long type, long base) {

        public Column(String name, int number, long type) {
            this(name, number, type, type);
        }
    }

    public Optional<Column> column(String name) {
        return columns.stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /// Whether its rows are its own, and not another's seen through it.
    public boolean isTable() {
        return switch (kind) {
            case TABLE, PARTITIONED -> true;
            case VIEW, MATERIALIZED_VIEW, FOREIGN, SEQUENCE, SYSTEM -> false;
        };
    }

    /// The name that contracts use: `schema.name`, with `public.` left out.
    public String canonicalName() {
        return schema.equals("public") ? name : schema + "." + name;
    }
}
