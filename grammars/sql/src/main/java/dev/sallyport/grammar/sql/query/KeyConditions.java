package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Recognises the conditions that fix a column: `c = v`, `c IN (…)`, `c = ANY (…)`, an OR of such on one column, and
/// rows of them. Nothing under NOT, CASE or a subquery counts.
final class KeyConditions {

    private final Reader reader;

    KeyConditions(Reader reader) {
        this.reader = reader;
    }

    /// @param values the only ones the column can have
    /// @param alone nothing else was meant: no join merged it with others
    record Fixed(Origin column, ValueList values, boolean alone) {}

    /// Both sides of `a.x = b.y`, or of `a.x IN (SELECT b.y …)`.
    record Sides(Side left, Side right) {}

    /// @param plain columns of this level's own relations; several for one that a join merged
    /// @param given otherwise the column of another level whose value it is; one at most
    /// @param alone it is one plain column, which no join merged with others
    record Side(List<Origin> plain, List<Origin> given, boolean alone) {

        /// The one column that it is, of whatever level.
        List<Origin> certain() {
            return alone ? plain : given;
        }
    }

    List<Node> conjuncts(Node condition) {
        if (condition.is("BoolExpr") && condition.text("boolop").equals("AND_EXPR")) {
            List<Node> all = new ArrayList<>();
            condition.list("args").forEach(part -> all.addAll(conjuncts(part)));
            return all;
        }
        return List.of(condition);
    }

    boolean aggregates(Node conjunct) {
        return Node.anyIn(
                conjunct.fields(),
                node -> node.is("FuncCall")
                        && reader.view()
                                .catalog()
                                .aggregate(
                                        QualifiedName.of(node.names("funcname")).name()));
    }

    Optional<Sides> equality(Node conjunct, Level level) {
        if (Subqueries.isMembership(conjunct)) {
            return conjunct.child("testexpr").map(test -> new Sides(side(test, level), answered(conjunct)));
        }
        Optional<Node> left = conjunct.child("lexpr");
        Optional<Node> right = conjunct.child("rexpr");
        if (left.isEmpty() || right.isEmpty()) {
            return Optional.empty();
        }
        if (equates(conjunct, "AEXPR_OP", level)) {
            return Optional.of(new Sides(side(left.get(), level), side(right.get(), level)));
        }
        return Subqueries.isArray(right.get()) && equates(conjunct, "AEXPR_OP_ANY", level)
                ? Optional.of(new Sides(side(left.get(), level), answered(right.get())))
                : Optional.empty();
    }

    private Side side(Node node, Level level) {
        if (Subqueries.isValue(node)) {
            return answered(node);
        }
        List<Origin> plain = columns(node, level);
        return plain.isEmpty()
                ? new Side(plain, Columns.same(node, level).stream().toList(), false)
                : new Side(plain, List.of(), alone(node, plain, level));
    }

    private Side answered(Node link) {
        return new Side(List.of(), reader.subqueries().column(link).stream().toList(), false);
    }

    private static boolean alone(Node column, List<Origin> plain, Level level) {
        return plain.size() == 1 && (!level.merges() || column.list("fields").size() > 1);
    }

    /// All the columns one conjunct fixes; a merged column fixes each it was merged from.
    List<Fixed> fixed(Node conjunct, Level level) {
        if (conjunct.is("BoolExpr") && conjunct.text("boolop").equals("OR_EXPR")) {
            return alternatives(conjunct, level);
        }
        Optional<Node> left = conjunct.child("lexpr");
        Optional<Node> right = conjunct.child("rexpr");
        if (left.isEmpty() || right.isEmpty()) {
            return List.of();
        }
        if (equates(conjunct, "AEXPR_OP", level)) {
            return pair(left.get(), right.get(), level);
        }
        if (equates(conjunct, "AEXPR_IN", level)) {
            return with(left.get(), level, type -> Values.list(right.get(), type));
        }
        return equates(conjunct, "AEXPR_OP_ANY", level)
                ? with(left.get(), level, type -> Values.array(right.get(), type))
                : List.of();
    }

    private List<Fixed> pair(Node left, Node right, Level level) {
        if (left.is("RowExpr") && right.is("RowExpr")) {
            return rows(left.list("args"), right.list("args"), level);
        }
        List<Fixed> fixed = with(left, level, type -> Values.one(right, type));
        return fixed.isEmpty() ? with(right, level, type -> Values.one(left, type)) : fixed;
    }

    private List<Fixed> rows(List<Node> left, List<Node> right, Level level) {
        List<Fixed> all = new ArrayList<>();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            all.addAll(pair(left.get(i), right.get(i), level));
        }
        return all;
    }

    private interface Reading {
        Optional<ValueList> values(KeyType type);
    }

    private List<Fixed> with(Node column, Level level, Reading reading) {
        List<Fixed> all = new ArrayList<>();
        List<Origin> origins = columns(column, level);
        boolean alone = alone(column, origins, level);
        for (Origin origin : origins) {
            Keys.type(origin)
                    .flatMap(type -> reading.values(type)
                            .filter(values -> reader.exactness().of(values, type)))
                    .ifPresent(values -> all.add(new Fixed(origin, values, alone)));
        }
        return all;
    }

    /// An OR counts for the columns that every branch fixes.
    private List<Fixed> alternatives(Node or, Level level) {
        List<List<Fixed>> branches =
                or.list("args").stream().map(branch -> branch(branch, level)).toList();
        Set<Origin> common = new HashSet<>(origins(branches.getFirst()));
        branches.forEach(branch -> common.retainAll(origins(branch)));
        return common.stream()
                .map(column -> new Fixed(column, ValueList.join(valuesOf(column, branches)), alone(column, branches)))
                .toList();
    }

    private List<Fixed> branch(Node branch, Level level) {
        List<Fixed> all = new ArrayList<>();
        conjuncts(branch).forEach(conjunct -> all.addAll(fixed(conjunct, level)));
        return all;
    }

    private static Set<Origin> origins(List<Fixed> branch) {
        Set<Origin> origins = new HashSet<>();
        branch.forEach(fixed -> origins.add(fixed.column()));
        return origins;
    }

    private static boolean alone(Origin column, List<List<Fixed>> branches) {
        return branches.stream()
                .flatMap(List::stream)
                .filter(fixed -> fixed.column().equals(column))
                .allMatch(Fixed::alone);
    }

    private static List<ValueList> valuesOf(Origin column, List<List<Fixed>> branches) {
        return branches.stream()
                .map(branch -> branch.stream()
                        .filter(fixed -> fixed.column().equals(column))
                        .map(Fixed::values)
                        .toList())
                .map(ValueList::join)
                .toList();
    }

    private boolean equates(Node conjunct, String kind, Level level) {
        if (!conjunct.is("A_Expr") || !conjunct.text("kind").equals(kind)) {
            return false;
        }
        QualifiedName operator = QualifiedName.of(conjunct.names("name"));
        return operator.isBuiltIn("=")
                && reader.operators().strange(conjunct, level).isEmpty();
    }

    private static List<Origin> columns(Node node, Level level) {
        if (!node.is("ColumnRef")) {
            return List.of();
        }
        List<Columns.Match> matches = Columns.find(node, level);
        return matches.size() == 1 ? matches.getFirst().plain(level) : List.of();
    }
}
