package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.catalog.Catalog;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Judges what a query that folds rows shows of them.
///
/// What stands outside aggregates is the same for all rows of a group (PostgreSQL sees to that), so it shows
/// one of them; `max` and `min` show one too, and it is of the same group; `count`, `sum` and `avg` are a
/// number, where no join multiplies the rows. One of each kind is taken, since every further one could ask something
/// else (R7), and nothing that
/// picks rows inside an aggregate (FILTER, ORDER BY, windows, subqueries).
final class Folding {

    private static final List<String> CLAUSES = List.of("targetList", "distinctClause", "groupClause");

    private static final List<String> BEYOND = List.of("havingClause", "windowClause", "groupDistinct");

    private static final Set<String> BEYOND_NODES =
            Set.of("SubLink", "SelectStmt", "GroupingSet", "GroupingFunc", "JsonArrayAgg", "JsonObjectAgg");

    private static final List<String> BEYOND_FIELDS = List.of("agg_filter", "agg_order", "agg_within_group", "over");

    private final Catalog catalog;
    private final Level level;
    private final Set<String> shown = new HashSet<>();
    private int numbers;
    private int extremes;
    private boolean sorting;
    private boolean beyond;

    private Folding(Catalog catalog, Level level) {
        this.catalog = catalog;
        this.level = level;
    }

    /// @param select a plain SELECT that folds
    /// @param rows before they are folded
    static Fold of(Node select, Level level, Catalog catalog, Rows rows) {
        if (level.foldsFromInside() || BEYOND.stream().anyMatch(select::has)) {
            return Fold.WHOLE;
        }
        Folding folding = new Folding(catalog, level);
        CLAUSES.forEach(clause -> folding.walk(select.fields().path(clause)));
        folding.sorting = true;
        folding.walk(select.fields().path("sortClause"));
        return folding.found(select, rows);
    }

    private Fold found(Node select, Rows rows) {
        if (beyond || numbers > 1 || extremes > 1 || (numbers > 0 && rows == Rows.ANY)) {
            return Fold.WHOLE;
        }
        boolean one = numbers + extremes > 0 && !select.has("groupClause");
        return one ? Fold.COUNTED : Fold.SHOWN;
    }

    private void walk(JsonNode value) {
        if (value.isObject()) {
            Node.wrapped(value).ifPresent(this::node);
        }
        value.forEach(this::walk);
    }

    private void node(Node node) {
        beyond |= BEYOND_NODES.contains(node.type());
        if (node.is("FuncCall")) {
            call(node, QualifiedName.of(node.names("funcname")));
        }
    }

    /// Sorting by an aggregate that the row shows tells nothing new.
    private void call(Node call, QualifiedName name) {
        String text = call.fields().toString().replaceAll("\"location\":\\d+", "");
        if (sorting && shown.contains(text)) {
            return;
        }
        shown.add(text);
        beyond |= BEYOND_FIELDS.stream().anyMatch(call::has);
        if (!catalog.aggregate(name.name())) {
            beyond |= call.flag("agg_star") || call.flag("agg_distinct");
        } else if (name.isBuiltIn("max") || name.isBuiltIn("min")) {
            extremes++;
        } else if (isNumber(call, name)) {
            numbers++;
        } else {
            beyond = true;
        }
    }

    /// A sum of plain columns only: an expression could pack each record into digits of its own.
    private boolean isNumber(Node call, QualifiedName name) {
        return name.isBuiltIn("count")
                || ((name.isBuiltIn("sum") || name.isBuiltIn("avg"))
                        && call.list("args").stream()
                                .allMatch(argument ->
                                        Columns.same(argument, level).isPresent()));
    }
}
