package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which operators an expression can mean, by the types of its operands (R9; PostgreSQL documentation, 10.2).
record Operators(Reader reader) {

    private static final List<String> BETWEEN = List.of(">=", "<=");
    private static final List<String> NOT_BETWEEN = List.of(">=", "<=", "<", ">");

    /// Every operator of an `A_Expr` that may be something else than a harmless built-in.
    List<QualifiedName> strange(Node expression, Level level) {
        List<QualifiedName> strange = new ArrayList<>();
        for (QualifiedName name : named(expression)) {
            if (!harmless(expression, name, level)) {
                strange.add(name);
            }
        }
        return strange;
    }

    private static List<QualifiedName> named(Node expression) {
        return switch (expression.text("kind")) {
            case "AEXPR_BETWEEN", "AEXPR_BETWEEN_SYM" -> unqualified(BETWEEN);
            case "AEXPR_NOT_BETWEEN", "AEXPR_NOT_BETWEEN_SYM" -> unqualified(NOT_BETWEEN);
            default -> List.of(QualifiedName.of(expression.names("name")));
        };
    }

    private static List<QualifiedName> unqualified(List<String> names) {
        return names.stream().map(name -> new QualifiedName("", name)).toList();
    }

    private boolean harmless(Node expression, QualifiedName name, Level level) {
        if (reader.view().catalog().harmlessOperator(name.schema(), name.name())) {
            return true;
        }
        var left = expression.child("lexpr");
        if (left.isEmpty()) {
            return false;
        }
        return switch (expression.text("kind")) {
            case "AEXPR_OP", "AEXPR_DISTINCT", "AEXPR_NOT_DISTINCT", "AEXPR_NULLIF", "AEXPR_LIKE", "AEXPR_ILIKE" ->
                expression
                        .child("rexpr")
                        .map(right -> pair(name, left.get(), right, level))
                        .orElse(false);
            case "AEXPR_IN" -> several(name, left.get(), items(expression), level, false);
            case "AEXPR_BETWEEN", "AEXPR_BETWEEN_SYM", "AEXPR_NOT_BETWEEN", "AEXPR_NOT_BETWEEN_SYM" ->
                several(name, left.get(), items(expression), level, false);
            case "AEXPR_OP_ANY", "AEXPR_OP_ALL" ->
                expression
                        .child("rexpr")
                        .map(right -> array(name, left.get(), right, level))
                        .orElse(false);
            default -> false;
        };
    }

    private static List<Node> items(Node expression) {
        return expression.child("rexpr").map(list -> list.list("items")).orElse(List.of());
    }

    private boolean pair(QualifiedName name, Node left, Node right, Level level) {
        if (!left.is("RowExpr") || !right.is("RowExpr")) {
            return types(name, reader.types().of(left, level), reader.types().of(right, level));
        }
        List<Node> lefts = left.list("args");
        List<Node> rights = right.list("args");
        for (int i = 0; i < lefts.size(); i++) {
            if (i >= rights.size() || !pair(name, lefts.get(i), rights.get(i), level)) {
                return false;
            }
        }
        return !lefts.isEmpty();
    }

    /// The server may settle on a common type of the operands: it is one of theirs, or text for literals
    /// alone.
    private boolean several(QualifiedName name, Node left, List<Node> rights, Level level, boolean alone) {
        long one = reader.types().of(left, level);
        if (!OperandTypes.isCertain(one) || left.is("ParamRef") || rights.isEmpty()) {
            return false;
        }
        Set<Long> others = new LinkedHashSet<>();
        others.add(alone ? BuiltIn.TEXT.oid() : one);
        rights.forEach(right -> others.add(reader.types().of(right, level)));
        return others.stream().allMatch(other -> types(name, one, other));
    }

    private boolean array(QualifiedName name, Node left, Node right, Level level) {
        if (right.is("A_ArrayExpr")) {
            List<Node> elements = right.list("elements");
            boolean literals =
                    elements.stream().anyMatch(element -> reader.types().of(element, level) == OperandTypes.LITERAL);
            return several(name, left, elements, level, literals);
        }
        return types(name, reader.types().of(left, level), reader.types().element(right));
    }

    /// Of columns that a join merges, of the operand of CASE.
    boolean types(QualifiedName name, long left, long right) {
        return reader.view().catalog().harmlessOperator(name.schema(), name.name(), left, right);
    }
}
