package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether each row of a query is a record of its own.
final class Distinctness {

    private Distinctness() {}

    /// It stands on one relation and nothing else.
    static boolean isSingle(Node select, Joint joint) {
        return select.list("fromClause").size() == 1
                && select.list("fromClause").getFirst().is("RangeVar")
                && joint.solid().size() == 1;
    }

    /// DISTINCT leaves nothing out where a unique key stands in the row: no two rows of one relation are alike.
    static boolean keeps(Node select, List<OutputColumn> columns, Joint joint) {
        return isAlone(select) && isSingle(select, joint) && showsKey(columns, joint);
    }

    /// DISTINCT, and nothing else that folds.
    private static boolean isAlone(Node select) {
        return select.has("distinctClause")
                && select.list("distinctClause").isEmpty()
                && !select.has("groupClause")
                && !select.has("havingClause")
                && !select.has("windowClause");
    }

    private static boolean showsKey(List<OutputColumn> columns, Joint joint) {
        Occurrence only = joint.solid().iterator().next();
        Set<String> shown = columns.stream()
                .map(OutputColumn::same)
                .filter(origin -> origin != null && origin.occurrence() == only)
                .map(Origin::column)
                .collect(Collectors.toSet());
        return only.relation().uniqueKeys().stream().anyMatch(shown::containsAll);
    }
}
