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
/// such a predicate makes a key worthless. Only what cannot fail on any value counts as steady; an expression
/// without columns fails for every row alike and says nothing.
final class Steadiness {

    private static final Set<String> STEADY_NODES = Set.of(
            "A_ArrayExpr",
            "A_Const",
            "A_Star",
            "Alias",
            "BoolExpr",
            "BooleanTest",
            "CaseExpr",
            "CaseWhen",
            "CoalesceExpr",
            "CollateClause",
            "ColumnRef",
            "CommonTableExpr",
            "CurrentOfExpr",
            "GroupingSet",
            "JoinExpr",
            "List",
            "MinMaxExpr",
            "NullTest",
            "ParamRef",
            "RangeSubselect",
            "RangeVar",
            "ResTarget",
            "SQLValueFunction",
            "SelectStmt",
            "SortBy",
            "String");

    private static final Set<String> STEADY_OPERATORS = Set.of(
            "=",
            "<>",
            "!=",
            "<",
            "<=",
            ">",
            ">=",
            "~~",
            "!~~",
            "~~*",
            "!~~*",
            "||",
            "->",
            "->>",
            "@>",
            "<@",
            "&&",
            "?",
            "BETWEEN",
            "NOT BETWEEN",
            "BETWEEN SYMMETRIC",
            "NOT BETWEEN SYMMETRIC");

    private static final Set<String> STEADY_FUNCTIONS = Set.of(
            "btrim",
            "char_length",
            "coalesce",
            "concat",
            "count",
            "left",
            "length",
            "lower",
            "ltrim",
            "max",
            "md5",
            "min",
            "now",
            "right",
            "rtrim",
            "starts_with",
            "strpos",
            "upper");

    private static final Set<String> CHOOSING = Set.of("A_ArrayExpr", "CaseExpr", "CoalesceExpr", "MinMaxExpr");

    private static final Set<String> BY_COLUMN = Set.of("AEXPR_OP", "AEXPR_IN", "AEXPR_DISTINCT", "AEXPR_NOT_DISTINCT");

    private static final Set<String> UNEVEN_OPERATORS = Set.of("/", "%", "^");

    private static final Set<String> UNEVEN_FUNCTIONS =
            Set.of("random", "random_normal", "clock_timestamp", "timeofday", "gen_random_uuid");

    private static final Set<String> STEADY_CASTS = Set.of("text", "varchar");

    private Steadiness() {}

    static boolean of(Node node) {
        if (!usesColumns(node.fields())) {
            return !isUneven(node) && !Node.anyIn(node.fields(), Steadiness::isUneven);
        }
        return switch (node.type()) {
            case "A_Expr" ->
                STEADY_OPERATORS.contains(QualifiedName.of(node.names("name")).name())
                        && Pattern.isSound(node)
                        && rows(node)
                        && isTyped(node)
                        && operands(node);
            case "SubLink" ->
                node.child("testexpr").map(Steadiness::operand).orElse(true)
                        && parts(node.fields().path("subselect"));
            case "FuncCall" ->
                STEADY_FUNCTIONS.contains(
                                QualifiedName.of(node.names("funcname")).name())
                        && parts(node.fields());
            case "TypeCast" -> isText(node) && parts(node.fields().path("arg"));
            default ->
                STEADY_NODES.contains(node.type())
                        && (!CHOOSING.contains(node.type()) || !Node.anyIn(node.fields(), Steadiness::isOfItsOwnType))
                        && parts(node.fields());
        };
    }

    /// Whose parts are brought to one type, or compared, when it is computed.
    private static boolean isOfItsOwnType(Node part) {
        return part.is("A_ArrayExpr") || (part.is("TypeCast") && !isText(part));
    }

    private static boolean isText(Node cast) {
        return cast.part("typeName", "TypeName")
                .filter(type -> !type.has("typmods") && !type.has("arrayBounds"))
                .map(type -> QualifiedName.of(type.names("names")).name())
                .filter(STEADY_CASTS::contains)
                .isPresent();
    }

    /// What joins arrays, or looks into a document that the statement brings, may fail on what a column holds.
    private static boolean isTyped(Node operation) {
        return switch (QualifiedName.of(operation.names("name")).name()) {
            case "||" ->
                Stream.of("lexpr", "rexpr")
                        .flatMap(side -> operation.child(side).stream())
                        .allMatch(Steadiness::isPlainText);
            case "->", "->>" ->
                operation
                        .child("rexpr")
                        .filter(key -> !usesColumns(key.fields()) && !key.is("ColumnRef"))
                        .isPresent();
            default -> true;
        };
    }

    private static boolean isPlainText(Node side) {
        return switch (side.type()) {
            case "A_Const" ->
                Constants.text(side)
                        .filter(text -> !text.startsWith("{") && !text.startsWith("["))
                        .isPresent();
            case "ColumnRef", "FuncCall", "A_Expr" -> true;
            case "TypeCast" -> isText(side);
            default -> false;
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

    /// Without columns it fails for all rows alike, unless it is computed for those alone that come so far: what is not
    /// the same each time is not computed beforehand.
    private static boolean isUneven(Node node) {
        return switch (node.type()) {
            case "A_Expr" ->
                UNEVEN_OPERATORS.contains(QualifiedName.of(node.names("name")).name());
            case "FuncCall" ->
                UNEVEN_FUNCTIONS.contains(
                        QualifiedName.of(node.names("funcname")).name());
            default -> false;
        };
    }

    private static boolean operands(Node comparison) {
        return Stream.of("lexpr", "rexpr")
                .flatMap(side -> comparison.child(side).stream())
                .flatMap(side -> side.is("List") ? side.list("items").stream() : Stream.of(side))
                .allMatch(Steadiness::operand);
    }

    private static boolean operand(Node side) {
        return side.is("RowExpr") ? isFlat(side) && parts(side.fields()) : of(side);
    }

    /// Nothing in those fields can fail.
    static boolean of(Node node, List<String> fields) {
        return fields.stream().allMatch(field -> parts(node.fields().path(field)));
    }

    private static boolean parts(JsonNode value) {
        if (!value.isContainerNode()) {
            return true;
        }
        if (value.isObject()) {
            var node = Node.wrapped(value);
            if (node.isPresent()) {
                return of(node.get());
            }
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                if (!parts(field.getValue())) {
                    return false;
                }
            }
            return true;
        }
        for (JsonNode item : value) {
            if (!parts(item)) {
                return false;
            }
        }
        return true;
    }

    private static boolean usesColumns(JsonNode value) {
        if (value.isObject() && (value.has("ColumnRef") || value.has("SelectStmt"))) {
            return true;
        }
        for (JsonNode part : value) {
            if (usesColumns(part)) {
                return true;
            }
        }
        return false;
    }
}
