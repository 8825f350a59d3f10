package dev.sallyport.postgres.lease;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which columns of a table a privilege reaches: the whole of it, or these. None at all is not the whole.
///
/// @param columns empty when it is the whole
record Extent(boolean whole, List<String> columns) {

    static final Extent WHOLE = new Extent(true, List.of());

    Extent {
        columns = List.copyOf(columns);
    }

    static Extent of(Collection<String> columns) {
        return new Extent(false, List.copyOf(columns));
    }

    boolean isNothing() {
        return !whole && columns.isEmpty();
    }

    Extent plus(Extent other) {
        if (whole || other.whole) {
            return WHOLE;
        }
        Set<String> both = new LinkedHashSet<>(columns);
        both.addAll(other.columns);
        return of(both);
    }

    /// What it has in common with these columns.
    Extent within(List<String> others) {
        return of(whole ? others : columns.stream().filter(others::contains).toList());
    }
}
