package dev.sallyport.grammar.sql.query;

import dev.sallyport.api.action.Label;
import java.util.EnumSet;
import java.util.Set;

/// How many records of a relation one row of the answer may stand for, in rising order of what it may hide
/// (R7).
enum Fold {
    /// One row, one record.
    NONE,
    /// A row stands for several records and shows values of one of them, beside a number or a yes or no about
    /// the others: DISTINCT, GROUP BY, EXISTS. Rows of the answer still count the records that are shown.
    SHOWN,
    /// As `SHOWN`, and there is one row.
    COUNTED,
    /// A row may hold any number of records (json_agg, string_agg, a window, recursion).
    WHOLE;

    Fold atLeast(Fold other) {
        return compareTo(other) < 0 ? other : this;
    }

    /// Only keys say what a number or a record is about: without them all of it is folded.
    Set<Label> labels(Extent extent) {
        if (this == NONE || extent.singles()) {
            return Set.of();
        }
        boolean keyed = extent instanceof Extent.Keyed;
        return switch (this) {
            case NONE -> Set.of();
            case SHOWN -> keyed ? Set.of() : EnumSet.of(Label.AGGREGATE);
            case COUNTED -> keyed ? EnumSet.of(Label.AGGREGATE, Label.COUNTED) : EnumSet.of(Label.AGGREGATE);
            case WHOLE -> EnumSet.of(Label.AGGREGATE);
        };
    }
}
