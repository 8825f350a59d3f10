package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// What queries inside expressions answer, by their very place in the statement. Confined to one thread.
final class Subqueries {

    private static final Answer NONE = Answer.of(List.of());

    private final IdentityHashMap<JsonNode, Answer> answers = new IdentityHashMap<>();

    private final IdentityHashMap<JsonNode, Extent> made = new IdentityHashMap<>();

    /// @param folded what its rows show of others
    /// @param meets what holds wherever it answers a row
    record Answer(List<OutputColumn> columns, Folded folded, Rows rows, List<Meeting> meets) {
        Answer {
            columns = List.copyOf(columns);
            meets = List.copyOf(meets);
        }

        static Answer of(List<OutputColumn> columns) {
            return new Answer(columns, Folded.NONE, Rows.ANY, List.of());
        }
    }

    /// Each value of `to` is one of `from`.
    record Meeting(Origin from, Origin to) {}

    void read(Node select, Answer answer) {
        answers.put(select.fields(), answer);
    }

    /// How many rows a change answers.
    void makes(Node change, Extent rows) {
        made.put(change.fields(), rows);
    }

    Extent made(Node change) {
        return made.getOrDefault(change.fields(), Made.ANY);
    }

    private Answer of(Node link) {
        return link.child("subselect")
                .map(select -> answers.getOrDefault(select.fields(), NONE))
                .orElse(NONE);
    }

    /// The types of its columns: see [Kinds].
    List<Long> bases(Node link) {
        return of(link).columns().stream().map(OutputColumn::base).toList();
    }

    Folded folded(Node link) {
        return of(link).folded();
    }

    Rows rows(Node select) {
        return answers.getOrDefault(select.fields(), NONE).rows();
    }

    /// Whether it is a value, and can be computed of any target.
    boolean isSureValue(Node node) {
        return isValue(node) && of(node).rows() == Rows.ONE;
    }

    /// A second row would be an error, which is told of the first record that comes so far.
    boolean mayFail(Node node) {
        return isValue(node) && of(node).rows() != Rows.ONE;
    }

    /// The column whose values are all that its only one has.
    Optional<Origin> column(Node link) {
        List<OutputColumn> columns = of(link).columns();
        return columns.size() == 1 ? Optional.ofNullable(columns.getFirst().same()) : Optional.empty();
    }

    /// What holds where a condition is true: `EXISTS (SELECT … WHERE t.x = c.y)`.
    List<Meeting> meets(Node condition) {
        return isOf(condition, "EXISTS_SUBLINK") ? of(condition).meets() : List.of();
    }

    /// `x = (SELECT …)`
    static boolean isValue(Node node) {
        return isOf(node, "EXPR_SUBLINK");
    }

    /// `x = ANY (ARRAY (SELECT …))`
    static boolean isArray(Node node) {
        return isOf(node, "ARRAY_SUBLINK");
    }

    /// Yes or no. `x IN (SELECT y …)` is `EXISTS (SELECT … WHERE y = x)`, `x < ALL (SELECT y …)` is none with `y <= x`.
    static boolean isDecision(Node node) {
        return isExists(node) || isOf(node, "ANY_SUBLINK") || isOf(node, "ALL_SUBLINK");
    }

    static boolean isExists(Node node) {
        return isOf(node, "EXISTS_SUBLINK");
    }

    /// `x IN (SELECT …)`, `x = ANY (SELECT …)`
    static boolean isMembership(Node node) {
        List<String> operator = node.names("operName");
        return isOf(node, "ANY_SUBLINK")
                && (operator.isEmpty() || QualifiedName.of(operator).isBuiltIn("="));
    }

    private static boolean isOf(Node node, String type) {
        return node.is("SubLink") && node.text("subLinkType").equals(type);
    }
}
