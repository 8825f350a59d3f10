package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import java.util.ArrayList;
import java.util.List;

/// The outer joins of one query level, and which of them WHERE makes inner ones, as PostgreSQL's
/// planner does. A comparison by the built-in `=` is never true of NULL, so a row that it lets through
/// has a record on each side that it names. Where that side is the one that a join may leave out, the
/// join found its partner, and its own condition holds for both sides.
final class OuterJoins {

    /// Far more than people write; with more than that nothing is concluded.
    private static final int MOST = 50;

    private final Keys keys;
    private final List<Outer> outers = new ArrayList<>();

    OuterJoins(Keys keys) {
        this.keys = keys;
    }

    /// @param both what the condition sees
    /// @param optional the side that may be left out
    private record Outer(Node on, Level both, List<Source> optional) {

        boolean isThere(Joint present) {
            return optional.stream()
                    .filter(Source::base)
                    .flatMap(source -> source.columns().stream().limit(1)) // all are of the same relation
                    .flatMap(column -> column.origins().stream())
                    .anyMatch(origin -> present.bounds(origin.occurrence()));
        }
    }

    void add(Node on, Level both, List<Source> optional) {
        outers.add(new Outer(on, both, List.copyOf(optional)));
    }

    /// @param where what every row of the answer satisfies
    void reduce(Node where, Level level) {
        if (outers.isEmpty() || outers.size() > MOST) return;
        Joint present = keys.strict(where, level);
        List<Outer> left = new ArrayList<>(outers);
        for (int before = -1; before != left.size(); ) {
            before = left.size();
            for (Outer outer : List.copyOf(left)) {
                if (!outer.isThere(present)) continue;
                present = present.and(keys.strict(outer.on(), outer.both()));
                left.remove(outer);
            }
        }
    }
}
