package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A column that a FROM item or a query offers.
///
/// @param name empty when it is not known: then any reference may mean it
/// @param origins everything its value depends on
/// @param bare true when it is one column passed on unchanged
/// @param steady true when computing it cannot fail: see [Steadiness]
/// @param base the type whose operators its values have, as [dev.sallyport.grammar.sql.catalog.Kind] tells them
/// @param same the column whose very value it is in every row, unless an outer join made it NULL; null when
///     that is not certain
record OutputColumn(
        String name,
        Set<Origin> origins,
        boolean bare,
        boolean steady,
        long base,
        @Nullable Origin same) {

    static OutputColumn of(Origin origin) {
        return new OutputColumn(origin.column(), Set.of(origin), true, true, origin.base(), origin);
    }

    /// For places where its value may have changed meanwhile, or where which column it is rests on a
    /// position.
    OutputColumn unsure() {
        return new OutputColumn(name, origins, bare, steady, base, null);
    }

    /// Each of its values is one of that column's.
    OutputColumn sameAs(Origin origin) {
        return new OutputColumn(name, origins, bare, steady, base, origin);
    }

    OutputColumn named(String other) {
        return new OutputColumn(other, origins, bare, steady, base, same);
    }

    boolean answersTo(String wanted) {
        return name.isEmpty() || name.equals(wanted);
    }

    void touch(Use use) {
        Use here = bare ? use : use.inside();
        origins.forEach(origin -> origin.occurrence().touch(origin.column(), here));
    }

    /// Position by position, as a set operation combines them: the values are brought to one type.
    static OutputColumn either(OutputColumn left, OutputColumn right) {
        Set<Origin> both = new HashSet<>(left.origins);
        both.addAll(right.origins);
        long base = Kinds.common(List.of(left.base, right.base));
        boolean steady = left.steady && right.steady && Kind.of(base) != Kind.OTHER;
        return new OutputColumn(left.name, both, false, steady, base, null);
    }

    /// Column aliases rename from the left; the rest keep their names.
    static List<OutputColumn> renamed(List<OutputColumn> columns, List<String> aliases) {
        List<OutputColumn> renamed = new ArrayList<>(columns);
        for (int i = 0; i < Math.min(columns.size(), aliases.size()); i++) {
            renamed.set(i, columns.get(i).named(aliases.get(i)));
        }
        return renamed;
    }
}
