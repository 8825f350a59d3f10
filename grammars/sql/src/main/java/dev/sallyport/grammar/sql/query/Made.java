package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import java.util.List;
import java.util.Optional;

/// How many rows a query makes at most, whatever the target holds: as many records INSERT makes of them. Once it is
/// read.
///
/// @param around knows the names that WITH gave
record Made(Reader reader, Level around) {

    /// Nobody knows.
    static final Extent ANY = new Extent.Whole(-1);

    private static final List<String> MULTIPLYING =
            List.of("targetList", "valuesLists", "distinctClause", "sortClause", "windowClause");

    /// What stands in it is counted first, then its LIMIT.
    Extent of(Node select) {
        Extent counted = counted(select);
        return counted instanceof Extent.Whole ? limited(select) : counted;
    }

    /// Grouping sets make rows of nothing: `SELECT 1 GROUP BY GROUPING SETS ((), ())` has two.
    private Extent counted(Node select) {
        boolean multiplied = MULTIPLYING.stream()
                .anyMatch(field -> SetReturning.in(select.fields().path(field)));
        if (multiplied || select.has("groupClause") || select.has("withClause")) return ANY;
        if (select.has("valuesLists"))
            return new Extent.Limited(select.list("valuesLists").size());
        return switch (select.text("op")) {
            case "SETOP_NONE" -> from(select.list("fromClause"));
            case "SETOP_UNION" -> Sum.of(side(select, "larg"), side(select, "rarg"));
            default -> side(select, "larg"); // INTERSECT and EXCEPT leave some of it
        };
    }

    private Extent side(Node select, String name) {
        return select.part(name, "SelectStmt").map(this::of).orElse(ANY);
    }

    private Extent from(List<Node> items) {
        if (items.isEmpty()) return new Extent.Limited(1);
        return items.size() == 1 ? item(items.getFirst()) : ANY;
    }

    /// Of one item of FROM.
    Extent item(Node item) {
        return switch (item.type()) {
            case "RangeVar" -> FromClause.cte(item, around).map(Cte::made).orElse(ANY);
            case "RangeSubselect" -> item.child("subquery").map(this::of).orElse(ANY);
            case "RangeFunction" ->
                Series.of(item).or(() -> new Elements(reader, around).of(item)).orElse(ANY);
            default -> ANY;
        };
    }

    private static Extent limited(Node select) {
        Optional<Extent> limit = select.text("limitOption").equals("LIMIT_OPTION_COUNT")
                ? select.child("limitCount").flatMap(count -> Selects.limited(count, -1))
                : Optional.empty();
        return limit.orElse(ANY);
    }
}
