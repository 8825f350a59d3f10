package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.List;

/// Recognises `SELECT count(*) FROM … WHERE …`, which answers one number and nothing else. A second count, a FILTER, a
/// GROUP BY or HAVING could each ask something about the records that are counted (R7), so none of them is taken.
final class Counting {

    private static final List<String> MORE = List.of(
            "distinctClause",
            "groupClause",
            "havingClause",
            "windowClause",
            "sortClause",
            "limitCount",
            "limitOffset",
            "lockingClause");

    private Counting() {}

    static boolean only(Node select) {
        List<Node> targets = select.list("targetList");
        return targets.size() == 1
                && MORE.stream().noneMatch(select::has)
                && targets.getFirst().child("val").filter(Counting::counts).isPresent();
    }

    private static boolean counts(Node call) {
        return call.is("FuncCall")
                && QualifiedName.of(call.names("funcname")).isBuiltIn("count")
                && call.list("args").stream().allMatch(argument -> argument.is("A_Const") || argument.is("ColumnRef"))
                && !call.has("agg_filter")
                && !call.has("agg_order")
                && !call.has("over")
                && !call.flag("agg_distinct")
                && !call.flag("agg_within_group");
    }
}
