package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.Kind;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which operators, functions, casts and choices of a statement fail on no value, by the types of their operands. What
/// is not found here may fail. Parts are not looked into: each is found, or not, at its own place. Confined to one
/// thread.
final class Sureness {

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
    private static final Set<String> LIKES = Set.of("~~", "!~~", "~~*", "!~~*");
    private static final Set<String> CHOICES = Set.of("CaseExpr", "CoalesceExpr", "MinMaxExpr", "A_ArrayExpr");

    private final IdentityHashMap<JsonNode, Found> sure = new IdentityHashMap<>();
    private final Set<Demand> demands = new HashSet<>();
    private final Reader reader;
    private final Kinds kinds;
    private final Calls calls;
    private final Casts casts;

    Sureness(Reader reader) {
        this.reader = reader;
        this.kinds = new Kinds(reader);
        this.calls = new Calls(kinds);
        this.casts = new Casts(reader, kinds);
    }

    Kinds kinds() {
        return kinds;
    }

    /// @param demands what it takes of the parameters
    /// @param whole its parts are sure with it
    private record Found(List<Demand> demands, boolean whole) {}

    /// @param level where it stands, all that it names being known by now
    void look(Node node, Level level) {
        if (node.is("A_Expr")) node.child("lexpr").ifPresent(left -> meet(node, left, level));
        if (node.is("TypeCast")) meet(node.child("arg"), kinds.of(node, level));
        Optional<List<Demand>> whole =
                Moments.of(node).map(Moments.Away::demands).or(() -> plainly(Planned.isSum(node)));
        Optional<Found> found = whole.map(asked -> new Found(asked, true))
                .or(() -> part(node, level).map(asked -> new Found(asked, false)));
        found.ifPresent(one -> sure.put(node.fields(), one));
    }

    /// What a parameter is compared with gives it its type.
    private void meet(Node comparison, Node left, Level level) {
        List<Node> others = comparison.child("rexpr").stream()
                .flatMap(right -> right.is("List") ? right.list("items").stream() : Stream.of(right))
                .flatMap(right -> right.is("A_ArrayExpr") ? right.list("elements").stream() : Stream.of(right))
                .toList();
        for (Node other : others) {
            meet(Optional.of(other), kinds.of(left, level));
            meet(Optional.of(left), kinds.of(other, level));
        }
    }

    private void meet(Optional<Node> parameter, long type) {
        parameter
                .filter(one -> one.is("ParamRef"))
                .ifPresent(one -> reader.parameters().meets(one.number("number"), type));
    }

    private Optional<List<Demand>> part(Node node, Level level) {
        return switch (node.type()) {
            case "A_Expr" -> plainly(compares(node, level));
            case "FuncCall" -> plainly(calls.isSure(node, level));
            case "TypeCast" -> casts.demands(node, level);
            case "SubLink" -> plainly(link(node, level));
            default -> plainly(CHOICES.contains(node.type()) && choice(node, level));
        };
    }

    private static Optional<List<Demand>> plainly(boolean sure) {
        return sure ? Optional.of(List.of()) : Optional.empty();
    }

    /// Whoever relies on that asks what it takes of the parameters.
    boolean isSure(Node node) {
        Found found = sure.get(node.fields());
        if (found != null) demands.addAll(found.demands());
        return found != null;
    }

    /// Whether nothing in there needs to be looked at any more.
    boolean isWhole(Node node) {
        Found found = sure.get(node.fields());
        return found != null && found.whole();
    }

    /// Of all that was relied on.
    Set<Demand> demands() {
        return demands;
    }

    private boolean compares(Node node, Level level) {
        Optional<Node> left = node.child("lexpr");
        Optional<Node> right = node.child("rexpr");
        if (left.isEmpty() || right.isEmpty()) return false;
        String operator = QualifiedName.of(node.names("name")).name();
        return switch (node.text("kind")) {
            case "AEXPR_OP", "AEXPR_LIKE", "AEXPR_ILIKE", "AEXPR_DISTINCT", "AEXPR_NOT_DISTINCT", "AEXPR_NULLIF" ->
                pair(operator, left.get(), right.get(), level);
            case "AEXPR_IN", "AEXPR_BETWEEN", "AEXPR_NOT_BETWEEN", "AEXPR_BETWEEN_SYM", "AEXPR_NOT_BETWEEN_SYM" ->
                right.get().list("items").stream().allMatch(item -> pair("=", left.get(), item, level))
                        && (!node.text("kind").equals("AEXPR_IN") || isOneType(left.get(), right.get(), level));
            case "AEXPR_OP_ANY", "AEXPR_OP_ALL" -> elements(operator, left.get(), right.get(), level);
            default -> false;
        };
    }

    /// The items become an array, of a type that all are brought to.
    private boolean isOneType(Node left, Node list, Level level) {
        if (left.is("RowExpr")) return true;
        List<Node> all = new ArrayList<>(list.list("items"));
        all.add(left);
        long common =
                Kinds.common(all.stream().map(item -> kinds.of(item, level)).toList());
        return Kind.of(common) != Kind.OTHER;
    }

    private boolean pair(String operator, Node left, Node right, Level level) {
        if (left.is("RowExpr") && right.is("RowExpr")) {
            return rows(operator, left.list("args"), right.list("args"), level);
        }
        if (operator.equals("||")) return joins(left, right, level) || joins(right, left, level);
        if (operator.equals("%")) return kind(left, level) == Kind.INTEGER && Calls.isOther(right, 0);
        return operates(operator, kind(left, level), kind(right, level))
                || (COMPARISONS.contains(operator) && (isOid(left, right, level) || isOid(right, left, level)));
    }

    /// A number that is written out becomes an oid before anything runs.
    private boolean isOid(Node oid, Node number, Level level) {
        return BuiltIn.OID.is(kinds.of(oid, level)) && Constants.ordinal(number).isPresent();
    }

    private boolean rows(String operator, List<Node> left, List<Node> right, Level level) {
        if (left.size() != right.size() || !COMPARISONS.contains(operator)) return false;
        for (int i = 0; i < left.size(); i++) {
            if (!pair(operator, left.get(i), right.get(i), level)) return false;
        }
        return true;
    }

    private static boolean operates(String operator, Kind left, Kind right) {
        if (COMPARISONS.contains(operator)) return left.comparesWith(right);
        if (LIKES.contains(operator)) return (isText(left) || left == Kind.COLLATED) && isText(right);
        return switch (operator) {
            case "->", "->>" -> left == Kind.DOCUMENT && (isText(right) || right == Kind.INTEGER);
            case "?" -> left == Kind.DOCUMENT && isText(right);
            case "?|", "?&", "#>", "#>>" -> left == Kind.DOCUMENT && (right == Kind.ARRAY || right == Kind.LITERAL);
            case "@>", "<@" -> contains(left, right) || contains(right, left);
            case "&&" -> (left == Kind.ARRAY || left == Kind.RANGE) && contains(left, right);
            default -> false;
        };
    }

    private static boolean isText(Kind kind) {
        return kind == Kind.TEXT || kind == Kind.LITERAL || kind == Kind.OPEN;
    }

    private static boolean contains(Kind whole, Kind part) {
        return switch (whole) {
            case ARRAY, DOCUMENT -> part == whole || part == Kind.LITERAL;
            case RANGE -> part == whole || part == Kind.LITERAL || part == Kind.INTEGER || part == Kind.PLAIN;
            case INTEGER, NUMERIC, FLOAT, TEXT, COLLATED, PLAIN, JSON, LITERAL, OPEN, OTHER -> false;
        };
    }

    /// Text and what can be written beside it; a constant that looks like an array may be meant as one.
    private boolean joins(Node text, Node other, Level level) {
        Kind kind = kind(text, level);
        return switch (kind(other, level)) {
            case INTEGER, NUMERIC, FLOAT, PLAIN -> kind == Kind.TEXT || isString(text);
            case TEXT -> kind == Kind.TEXT;
            case LITERAL -> kind == Kind.TEXT || kind == Kind.LITERAL;
            case OPEN -> kind == Kind.TEXT || isString(text);
            case DOCUMENT, JSON, RANGE, ARRAY, COLLATED, OTHER -> false;
        };
    }

    private static boolean isString(Node constant) {
        return constant.is("A_Const")
                && constant.has("sval")
                && Constants.text(constant)
                        .filter(text -> !text.startsWith("{") && !text.startsWith("["))
                        .isPresent();
    }

    private boolean elements(String operator, Node left, Node right, Level level) {
        if (right.is("A_ArrayExpr")) {
            return right.list("elements").stream().allMatch(item -> pair(operator, left, item, level));
        }
        Kind element = Subqueries.isArray(right)
                ? reader.subqueries().bases(right).stream()
                        .map(Kind::of)
                        .findFirst()
                        .orElse(Kind.OTHER)
                : element(right, level);
        return operates(operator, kind(left, level), element);
    }

    /// Of an array column it is not told here what its elements are: PostgreSQL finds an operator for them or none.
    private Kind element(Node array, Level level) {
        long certain = reader.types().element(array);
        if (certain != OperandTypes.ANY) return Kind.of(certain);
        return switch (kind(array, level)) {
            case LITERAL, OPEN -> Kind.LITERAL;
            case ARRAY -> Kind.OPEN;
            case INTEGER, NUMERIC, FLOAT, TEXT, COLLATED, PLAIN, DOCUMENT, JSON, RANGE, OTHER -> Kind.OTHER;
        };
    }

    /// `x IN (SELECT …)`, `(x, y) > ALL (SELECT …)`; a query alone computes nothing but itself.
    private boolean link(Node link, Level level) {
        Optional<Node> test = link.child("testexpr");
        if (Subqueries.isArray(link)) return kind(link, level) == Kind.ARRAY;
        if (test.isEmpty()) return true;
        List<Node> sides = test.get().is("RowExpr") ? test.get().list("args") : List.of(test.get());
        List<Long> bases = reader.subqueries().bases(link);
        List<String> written = link.names("operName");
        String operator = written.isEmpty() ? "=" : QualifiedName.of(written).name();
        if (sides.size() != bases.size()) return false;
        for (int i = 0; i < sides.size(); i++) {
            if (!operates(operator, kind(sides.get(i), level), Kind.of(bases.get(i)))) return false;
        }
        return true;
    }

    /// All can be brought to one type; `CASE x WHEN y` compares.
    private boolean choice(Node node, Level level) {
        boolean one = Kind.of(kinds.of(node, level)) != Kind.OTHER;
        return one
                && node.child("arg")
                        .map(arg -> node.list("args").stream()
                                .flatMap(when -> when.child("expr").stream())
                                .allMatch(value -> kind(arg, level).comparesWith(kind(value, level))))
                        .orElse(true);
    }

    private Kind kind(Node node, Level level) {
        return Kind.of(kinds.of(node, level));
    }
}
