package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.List;
import java.util.Set;

/// Whether a condition compares columns with columns and values and does nothing else: then it fails on no record
/// whatever, in whatever order PostgreSQL evaluates. More is asked here than by [Steadiness], since records that no
/// key of their own names are looked at before a join, and with a key that equals nothing all may be. The conditions of
/// a query inside it are looked at where they stand.
record Plainness(Sureness sureness, Subqueries subqueries) {

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final Set<String> LIKES = Set.of("~~", "!~~", "~~*", "!~~*");

    /// A sum may overflow.
    private static final Set<String> SAFE_AGGREGATES = Set.of("count", "max", "min");

    private static final Set<String> KINDS = Set.of(
            "AEXPR_OP",
            "AEXPR_OP_ANY",
            "AEXPR_OP_ALL",
            "AEXPR_DISTINCT",
            "AEXPR_NOT_DISTINCT",
            "AEXPR_IN",
            "AEXPR_BETWEEN",
            "AEXPR_NOT_BETWEEN",
            "AEXPR_LIKE",
            "AEXPR_ILIKE");

    Plainness(Reader reader) {
        this(reader.sureness(), reader.subqueries());
    }

    boolean of(Node condition) {
        if (sureness.isWhole(condition)) return sureness.isSure(condition);
        return switch (condition.type()) {
            case "BoolExpr" -> condition.list("args").stream().allMatch(this::of);
            case "NullTest", "BooleanTest" ->
                condition.child("arg").filter(arg -> arg.is("ColumnRef")).isPresent();
            case "A_Expr" -> KINDS.contains(condition.text("kind")) && compares(condition);
            case "SubLink" -> query(condition);
            default -> operand(condition);
        };
    }

    /// What a query inside another one computes may be computed of all its rows before they are joined, or not at all:
    /// a condition that stands before it decides about that.
    boolean computes(Node select, List<String> fields) {
        for (String field : fields) {
            if (!parts(select.list(field))) return false;
        }
        return select.child("havingClause").filter(having -> !of(having)).isEmpty()
                && select.child("limitCount").filter(count -> !number(count)).isEmpty()
                && select.child("limitOffset").filter(offset -> !number(offset)).isEmpty()
                && select.list("lockingClause").stream()
                        .allMatch(lock -> lock.text("waitPolicy").equals("LockWaitSkip"));
    }

    /// The target fails on a negative one; NULL stands for none.
    private static boolean number(Node limit) {
        return Constants.isNull(limit)
                || Constants.ordinal(limit).filter(count -> count >= 0).isPresent();
    }

    private boolean parts(List<Node> nodes) {
        return nodes.stream().allMatch(node -> switch (node.type()) {
            case "ResTarget" -> node.child("val").filter(this::of).isPresent();
            case "SortBy" -> node.child("node").filter(this::of).isPresent();
            case "List" -> all(node.list("items"));
            default -> of(node);
        });
    }

    private boolean query(Node link) {
        boolean member = Subqueries.isMembership(link)
                && link.child("testexpr").filter(this::operand).isPresent();
        return member || Subqueries.isExists(link) || operand(link);
    }

    private boolean compares(Node comparison) {
        if (!Steadiness.rows(comparison) || !sureness.isSure(comparison)) return false;
        String operator = QualifiedName.of(comparison.names("name")).name();
        boolean left = comparison.child("lexpr").filter(this::operand).isPresent();
        if (LIKES.contains(operator)) {
            return left && comparison.child("rexpr").filter(Plainness::pattern).isPresent();
        }
        boolean known = COMPARISONS.contains(operator) || operator.endsWith("BETWEEN");
        return known && left && comparison.child("rexpr").filter(this::operands).isPresent();
    }

    /// A pattern must not end with an escape character, which is told only of what matches up to there.
    private static boolean pattern(Node node) {
        return Constants.text(node).filter(text -> !text.contains("\\")).isPresent();
    }

    private boolean operands(Node node) {
        return switch (node.type()) {
            case "List" -> all(node.list("items"));
            case "A_ArrayExpr" -> all(node.list("elements"));
            case "SubLink" -> Subqueries.isArray(node) || operand(node);
            default -> operand(node);
        };
    }

    private boolean all(List<Node> nodes) {
        return nodes.stream().allMatch(this::operand);
    }

    private boolean operand(Node node) {
        if (sureness.isWhole(node)) return sureness.isSure(node);
        return switch (node.type()) {
            case "ColumnRef", "A_Const", "ParamRef", "SQLValueFunction" -> true;
            case "RowExpr" -> Steadiness.isFlat(node) && all(node.list("args"));
            case "TypeCast" ->
                sureness.isSure(node) && node.child("arg").filter(this::operand).isPresent();
            case "FuncCall" -> call(node);
            case "SubLink" -> subqueries.isSureValue(node);
            default -> false;
        };
    }

    private boolean call(Node call) {
        QualifiedName name = QualifiedName.of(call.names("funcname"));
        boolean bare = call.others(Set.of("funcname", "args", "agg_star", "agg_distinct", "funcformat", "location"))
                .isEmpty();
        return sureness.isSure(call)
                && (bare && SAFE_AGGREGATES.stream().anyMatch(name::isBuiltIn) && all(call.list("args")));
    }
}
