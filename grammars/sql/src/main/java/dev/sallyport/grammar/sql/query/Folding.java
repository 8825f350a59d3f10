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
/// number, where no join multiplies the rows. One of each kind is taken at once; every further one, and one with a
/// FILTER, could be asked for alone (R7), and is charged so. Nothing is taken that orders rows inside an aggregate,
/// windows and subqueries.
final class Folding {

    private static final List<String> CLAUSES = List.of("targetList", "distinctClause", "groupClause");

    private static final List<String> BEYOND = List.of("havingClause", "windowClause", "groupDistinct");

    private static final Set<String> BEYOND_NODES =
            Set.of("SubLink", "SelectStmt", "GroupingSet", "GroupingFunc", "JsonArrayAgg", "JsonObjectAgg");

    private static final List<String> BEYOND_FIELDS = List.of("agg_order", "agg_within_group", "over");

    /// Of more of them nobody keeps count.
    private static final int MOST = 16;

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
    static Folded of(Node select, Level level, Catalog catalog, Rows rows) {
        if (level.foldsFromInside() || BEYOND.stream().anyMatch(select::has)) {
            return Folded.WHOLE;
        }
        Folding folding = new Folding(catalog, level);
        CLAUSES.forEach(clause -> folding.walk(select.fields().path(clause)));
        folding.sorting = true;
        folding.walk(select.fields().path("sortClause"));
        return folding.found(select, rows);
    }

    private Folded found(Node select, Rows rows) {
        int asks = Math.max(1, Math.max(numbers, extremes));
        if (beyond || asks > MOST || (numbers > 0 && rows == Rows.ANY)) {
            return Folded.WHOLE;
        }
        boolean one = numbers + extremes > 0 && !select.has("groupClause");
        return new Folded(one ? Fold.COUNTED : Fold.SHOWN, asks);
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

    /// A sum of plain columns only: an expression could pack each record into digits of its own, and so do keys, picked
    /// records and different values. One for each record of which something is true is a count.
    private boolean isNumber(Node call, QualifiedName name) {
        if (name.isBuiltIn("count")) return true;
        boolean sums = name.isBuiltIn("sum") || name.isBuiltIn("avg");
        return sums
                && call.list("args").stream()
                        .allMatch(argument -> isFlag(argument)
                                || (!call.has("agg_filter") && !call.flag("agg_distinct") && isFigure(argument)));
    }

    private boolean isFigure(Node argument) {
        return Columns.same(argument, level)
                .filter(column -> column.occurrence().relation().uniqueKeys().stream()
                        .noneMatch(key -> key.contains(column.column())))
                .isPresent();
    }

    /// `CASE WHEN … THEN 1 ELSE 0 END`
    private static boolean isFlag(Node choice) {
        List<Node> when = choice.list("args");
        return choice.is("CaseExpr")
                && when.size() == 1
                && when.getFirst()
                        .child("result")
                        .flatMap(Constants::ordinal)
                        .filter(one -> one == 1)
                        .isPresent()
                && choice.child("defresult").filter(other -> !isZero(other)).isEmpty();
    }

    private static boolean isZero(Node node) {
        return Constants.isNull(node)
                || Constants.ordinal(node).filter(number -> number == 0).isPresent();
    }
}
