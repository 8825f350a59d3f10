package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/// How many numbers `generate_series` counts, where its bounds stand in the statement.
final class Series {

    private Series() {}

    static Optional<Extent> of(Node item) {
        return Listed.call(item, "generate_series").flatMap(call -> numbers(call.list("args")));
    }

    private static Optional<Extent> numbers(List<Node> args) {
        List<Integer> bounds =
                args.stream().flatMap(arg -> Constants.ordinal(arg).stream()).toList();
        boolean known = bounds.size() == args.size() && (bounds.size() == 2 || bounds.size() == 3);
        return known ? Optional.of(numbers(bounds, bounds.size() == 2 ? 1 : bounds.get(2))) : Optional.empty();
    }

    /// A step of nothing is an error.
    private static Extent numbers(List<Integer> bounds, long step) {
        long way = (long) bounds.get(1) - bounds.getFirst();
        boolean away = way != 0 && Long.signum(way) != Long.signum(step);
        return new Extent.Limited(step == 0 || away ? 0 : way / step + 1);
    }
}
