package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Whether a predicate can fail. PostgreSQL evaluates the conditions of a query in the order it likes, so in
/// `id = 7 AND note::int = 1` the cast may meet other rows first, and its error message quotes their values:
/// such a predicate makes a key worthless. It is steady when each of its parts is: by its kind, or because the types
/// of its operands say so ([Sureness]). What has no columns is no exception, since PostgreSQL computes much of it only
/// once a record comes so far.
record Steadiness(Sureness sureness) {

    private static final Set<String> STEADY_NODES = Set.of(
            "A_Const",
            "A_Star",
            "Alias",
            "BoolExpr",
            "BooleanTest",
            "CaseWhen",
            "ColumnRef",
            "CommonTableExpr",
            "CurrentOfExpr",
            "GroupingSet",
            "JoinExpr",
            "List",
            "LockingClause",
            "NullTest",
            "ParamRef",
            "RangeFunction",
            "RangeSubselect",
            "RangeVar",
            "ResTarget",
            "SQLValueFunction",
            "SelectStmt",
            "SetToDefault",
            "SortBy",
            "String");

    private static final Set<String> BY_COLUMN = Set.of("AEXPR_OP", "AEXPR_IN", "AEXPR_DISTINCT", "AEXPR_NOT_DISTINCT");

    boolean of(Node node) {
        if (sureness.isSure(node)) return sureness.isWhole(node) || inside(node);
        boolean known = STEADY_NODES.contains(node.type()) || (node.is("CollateClause") && isDeterministic(node));
        return known && parts(node.fields());
    }

    /// Others cannot be asked for patterns, which is found out only then.
    private static boolean isDeterministic(Node collate) {
        String name = QualifiedName.of(collate.names("collname")).name();
        return Set.of("C", "POSIX", "default", "ucs_basic").contains(name);
    }

    private boolean inside(Node node) {
        return switch (node.type()) {
            case "A_Expr" -> Pattern.isSound(node) && rows(node) && operands(node, List.of("lexpr", "rexpr"));
            case "SubLink" -> operands(node, List.of("testexpr")) && of(node, List.of("subselect"));
            case "TypeCast" -> of(node, List.of("arg"));
            default -> parts(node.fields());
        };
    }

    /// Rows are compared column by column where both sides are written out; otherwise the target finds out only then
    /// whether they can be compared.
    static boolean rows(Node comparison) {
        List<Node> sides = new ArrayList<>();
        comparison.child("lexpr").ifPresent(sides::add);
        comparison
                .child("rexpr")
                .ifPresent(right -> sides.addAll(right.is("List") ? right.list("items") : List.of(right)));
        return sides.stream().noneMatch(side -> side.is("RowExpr"))
                || (BY_COLUMN.contains(comparison.text("kind"))
                        && sides.stream().allMatch(side -> side.is("RowExpr") && isFlat(side)));
    }

    static boolean isFlat(Node row) {
        return row.list("args").stream().noneMatch(item -> item.is("RowExpr"));
    }

    /// Operands, of which a row may be one.
    private boolean operands(Node comparison, List<String> sides) {
        return sides.stream()
                .flatMap(side -> comparison.child(side).stream())
                .flatMap(side -> side.is("List") ? side.list("items").stream() : Stream.of(side))
                .allMatch(side -> side.is("RowExpr") ? isFlat(side) && parts(side.fields()) : of(side));
    }

    /// Nothing in those fields can fail.
    boolean of(Node node, List<String> fields) {
        return fields.stream().allMatch(field -> parts(node.fields().path(field)));
    }

    private boolean parts(JsonNode value) {
        if (!value.isContainerNode()) return true;
        if (value.isArray()) {
            for (JsonNode item : value) if (!parts(item)) return false;
            return true;
        }
        var node = Node.wrapped(value);
        if (node.isPresent()) return of(node.get());
        for (Map.Entry<String, JsonNode> field : value.properties()) if (!parts(field.getValue())) return false;
        return true;
    }
}
