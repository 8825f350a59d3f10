package dev.sallyport.grammar.sql.query;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Where one column of an answer comes from.
///
/// @param origins every column that its value depends on
/// @param same the one column whose very value it is in every row, unless an outer join made it NULL; at
///     most one
public record Lineage(Set<Source> origins, List<Source> same) {

    public Lineage {
        origins = Set.copyOf(origins);
        same = List.copyOf(same);
    }

    /// @param relation its oid
    public record Source(long relation, String column) {}

    static Lineage of(OutputColumn column) {
        Origin same = column.same() == null || isListed(column.same()) ? null : column.same();
        return new Lineage(
                column.origins().stream().map(Lineage::source).collect(Collectors.toSet()),
                same == null ? List.of() : List.of(source(same)));
    }

    /// Its values stand in the statement.
    private static boolean isListed(Origin origin) {
        return origin.occurrence().relation().oid() == 0;
    }

    private static Source source(Origin origin) {
        return new Source(origin.occurrence().relation().oid(), origin.column());
    }
}
