package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How often a record stands in the rows of a query. Where a join or a function multiplies them, a sum or a count holds
/// an answer about each record in digits of its own (`JOIN (VALUES (1, 1), (2, 2), (3, 4)) v (i, w) ON v.i = t.id`).
/// Once its keys are assigned.
///
/// @param level of the query
/// @param around knows the names that WITH gave
record Multiplicity(Level level, Level around, Subqueries subqueries, Facts facts) {

    private static final List<String> MULTIPLYING =
            List.of("targetList", "distinctClause", "groupClause", "sortClause", "windowClause");

    Multiplicity(Level level, Level around, Reader reader) {
        this(level, around, reader.subqueries(), reader.facts());
    }

    /// @return of its rows before they are folded
    Rows of(Node select, Joint joint) {
        if (MULTIPLYING.stream()
                        .anyMatch(field -> SetReturning.in(select.fields().path(field)))
                || select.list("groupClause").stream().anyMatch(item -> item.is("GroupingSet"))) return Rows.ANY;
        List<Node> items =
                select.list("fromClause").stream().flatMap(Multiplicity::items).toList();
        if (items.isEmpty()) return Rows.ONE;
        List<Rows> of = items.stream().map(item -> item(item, items, joint)).toList();
        if (items.size() == 1) return of.getFirst();
        return of.contains(Rows.ANY) || several(of) > 1 ? Rows.ANY : Rows.EACH;
    }

    /// It answers one row at most, once all is done.
    static boolean isFirst(Node select) {
        return select.text("limitOption").equals("LIMIT_OPTION_COUNT")
                && select.child("limitCount")
                        .flatMap(Constants::ordinal)
                        .filter(count -> count == 0 || count == 1)
                        .isPresent();
    }

    private static Stream<Node> items(Node item) {
        return switch (item.type()) {
            case "JoinExpr" ->
                Stream.of("larg", "rarg")
                        .flatMap(side -> item.child(side).stream())
                        .flatMap(Multiplicity::items);
            case "RangeTableSample" -> item.child("relation").stream();
            default -> Stream.of(item);
        };
    }

    private Rows item(Node item, List<Node> all, Joint joint) {
        return switch (item.type()) {
            case "RangeVar" ->
                FromClause.cte(item, around).map(Cte::rows).orElseGet(() -> all.size() == 1 ? alone(joint) : Rows.EACH);
            case "RangeSubselect" ->
                item.child("subquery").map(subqueries::rows).orElse(Rows.ANY);
            default -> Rows.ANY;
        };
    }

    private static Rows alone(Joint joint) {
        return joint.solid().size() == 1 && joint.solid().iterator().next().isOne() ? Rows.ONE : Rows.EACH;
    }

    /// How many of them have many rows, each for a row of the others.
    private long several(List<Rows> items) {
        Set<Occurrence> relations = occurrences(level.sources().stream().filter(Source::base));
        Set<Occurrence> all = occurrences(level.sources().stream());
        return items.stream().filter(rows -> rows == Rows.EACH).count()
                - facts.following(relations, all).size();
    }

    private static Set<Occurrence> occurrences(Stream<Source> sources) {
        return sources.flatMap(source -> source.columns().stream())
                .flatMap(column -> column.origins().stream())
                .map(Origin::occurrence)
                .collect(Collectors.toSet());
    }
}
