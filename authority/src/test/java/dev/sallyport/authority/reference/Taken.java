package dev.sallyport.authority.reference;

import dev.sallyport.authority.rules.AtMost;
import java.util.List;

/// What one operation took.
///
/// @param limits of the line that pays
/// @param spread its rows may be more than its records
record Taken(Want want, AtMost limits, long amount, boolean limited, boolean spread) {

    /// Whether it cannot touch more than it took.
    boolean isKnown() {
        return want.named() || (want.firm() && amount == want.most());
    }

    /// After how many rows the answer of the whole action is cut.
    static long rows(List<Taken> taken) {
        long rows = Want.ANY;
        List<Taken> unnamed = taken.stream().filter(t -> !t.isKnown()).toList();
        if (!unnamed.isEmpty()) {
            for (Taken one : unnamed) if (one.limited()) rows = Math.min(rows, one.amount());
            return rows;
        }
        if (taken.isEmpty() || taken.stream().anyMatch(t -> !t.limited() || t.spread())) return Want.ANY;
        if (taken.size() == 1) return taken.getFirst().amount();
        long sum = 0;
        for (Taken one : taken) {
            if (one.limits().perAction() == Want.ANY) return Want.ANY;
            sum += one.limits().perAction();
        }
        return sum;
    }
}
