package dev.sallyport.authority.intent.sql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Queries appended to a query: what widens an answer by rows that the request does not speak of.
final class UnionStops {

    private static final double SPOKEN = 0.75;

    private UnionStops() {}

    static void add(Stops stops, Outline outline, Links links) {
        List<Block> blocks = outline.blocks();
        for (Block block : blocks) {
            if (!block.joinedBy.isEmpty()) {
                joined(stops, before(blocks, block), block, links);
            }
        }
    }

    private static Block before(List<Block> blocks, Block block) {
        Block before = block;
        for (Block other : blocks) {
            boolean sibling = other.depth == block.depth && other.parent == block.parent;
            if (sibling && other.index < block.index) {
                before = other;
            }
        }
        return before;
    }

    private static void joined(Stops stops, Block first, Block second, Links links) {
        boolean known = !first.star && !second.star;
        stops.when(
                known && first.items != second.items,
                "union-width",
                "the combined queries have different numbers of columns");
        stops.when(
                second.tables.isEmpty() && !first.tables.isEmpty() && second.columns.isEmpty(),
                "union-constants",
                "a row of constants is appended to the answer");
        boolean union = second.joinedBy.equals("UNION");
        boolean finished = first.has(Clause.ORDER) || first.has(Clause.LIMIT);
        stops.when(union && finished, "union-behind-end", "a query is appended behind the end of another");
        boolean whole = union && !second.around.condition() && !second.restricted() && second.limit.isEmpty();
        stops.when(
                whole && !spoken(first, second, links),
                "union-unasked",
                "all rows of `" + Shown.of(table(second)) + "` are appended, of which the request does not speak");
    }

    private static String table(Block block) {
        return block.tables.isEmpty() ? "" : block.tables.getFirst().name();
    }

    /// Whether the appended query reads the same columns, or ones that the request names; appended to a
    /// part of a table or to a count, only the former counts.
    private static boolean spoken(Block first, Block second, Links links) {
        Set<String> before = new HashSet<>();
        first.in(Clause.PROJECT).forEach(column -> before.add(Names.plain(column.name())));
        List<Block.Column> appended = second.in(Clause.PROJECT);
        boolean alike = first.aggregates.isEmpty() == second.aggregates.isEmpty();
        boolean sameColumns =
                alike && appended.stream().allMatch(column -> before.contains(Names.plain(column.name())));
        boolean named = appended.stream().allMatch(column -> links.name(column.name()) >= SPOKEN);
        boolean table = second.tables.stream().anyMatch(t -> links.name(t.name()) >= SPOKEN);
        boolean sameTable =
                first.tables.stream().anyMatch(t -> Names.plain(t.name()).equals(Names.plain(table(second))));
        boolean part = first.restricted() || !alike;
        return !second.star && ((sameColumns && (table || sameTable)) || (named && !part));
    }
}
