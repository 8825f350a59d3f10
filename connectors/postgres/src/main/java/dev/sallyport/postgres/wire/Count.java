package dev.sallyport.postgres.wire;

import dev.sallyport.api.action.Scope;
import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.catalog.Relation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The question how many records of a table have some keys. No search path matters to it.
///
/// @param sql with a parameter for each key: an array of its values
/// @param arrays in text
record Count(String sql, List<String> arrays) {

    /// Beyond that nobody needs the number.
    static final long MOST = 100_000;

    private static final int MOST_VALUES = 1_000;

    /// No number where transactions of this role keep their snapshots.
    private static final String FRESH = "CASE pg_catalog.current_setting('default_transaction_isolation')"
            + " WHEN 'read committed' THEN pg_catalog.count(*) ELSE -1 END";

    Count {
        arrays = List.copyOf(arrays);
    }

    /// @param table as operations name it
    /// @return empty when it cannot be asked, or when what the session sees of it may depend on its settings
    static Optional<Count> of(Catalog catalog, String table, Scope.Keyed keyed) {
        List<Scope.Key> keys = keyed.keys();
        boolean few = keys.stream()
                .allMatch(key -> !key.values().isEmpty() && key.values().size() <= MOST_VALUES);
        return few
                ? relation(catalog, table)
                        .filter(relation -> !relation.runsCode())
                        .map(relation -> of(relation, keys))
                : Optional.empty();
    }

    private static Count of(Relation relation, List<Scope.Key> keys) {
        String conditions = IntStream.range(0, keys.size())
                .mapToObj(at -> quoted(keys.get(at).field()) + " OPERATOR(pg_catalog.=) ANY ($" + (at + 1) + ")")
                .collect(Collectors.joining(" AND "));
        String sql = "SELECT " + FRESH + " FROM (SELECT FROM " + quoted(relation.schema()) + "."
                + quoted(relation.name()) + " WHERE " + conditions + " LIMIT " + (MOST + 1) + ") AS found";
        return new Count(sql, keys.stream().map(Count::array).toList());
    }

    /// `a.b` may be the table `b` of `a`, or one of that name in `public`; not both, or nobody knows which.
    private static Optional<Relation> relation(Catalog catalog, String table) {
        int dot = table.indexOf('.');
        List<Relation> all = Stream.concat(
                        catalog.relation("public", table).stream(),
                        dot < 0
                                ? Stream.empty()
                                : catalog.relation(table.substring(0, dot), table.substring(dot + 1)).stream())
                .toList();
        return all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty();
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String array(Scope.Key key) {
        return key.values().stream()
                .map(value -> "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
