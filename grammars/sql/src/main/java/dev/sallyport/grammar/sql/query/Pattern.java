package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import dev.sallyport.grammar.sql.value.BoundValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A LIKE pattern that comes as a parameter. One that ends with its escape character is an error, which PostgreSQL
/// tells of what matches up to there only: of records that no key names, where a condition is looked at before the
/// key (PostgreSQL documentation, 9.7.1). Immutable, safe on every thread.
///
/// @param parameter its number, from 1
/// @param escape its escape character
/// @param array it holds several, of which none may end so: they may not have it at all
record Pattern(int parameter, String escape, boolean array) implements Demand {

    private static final String BACKSLASH = "\\";

    @Override
    public boolean isMet(List<BoundValue> values) {
        if (parameter > values.size()) return true;
        byte[] bytes = values.get(parameter - 1).bytes();
        byte[] end = escape.getBytes(StandardCharsets.UTF_8);
        if (bytes != null && array) return !new String(bytes, StandardCharsets.ISO_8859_1).contains(latin(end));
        return bytes == null
                || bytes.length < end.length
                || !Arrays.equals(bytes, bytes.length - end.length, bytes.length, end, 0, end.length);
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public String words() {
        return array
                ? "holds patterns with an escape character: ask for them one by one"
                : "is a pattern that ends with its escape character: double it";
    }

    /// Whether a comparison has no pattern that may end so, apart from parameters.
    static boolean isSound(Node comparison) {
        return !isLike(comparison)
                || comparison
                        .child("rexpr")
                        .filter(pattern -> isSound(pattern, BACKSLASH) && (!isOfMany(comparison) || isMany(pattern)))
                        .isPresent();
    }

    /// `LIKE ANY (…)`, `LIKE ALL (…)`
    private static boolean isOfMany(Node comparison) {
        return comparison.text("kind").equals("AEXPR_OP_ANY")
                || comparison.text("kind").equals("AEXPR_OP_ALL");
    }

    private static boolean isMany(Node pattern) {
        boolean bare = Constants.text(pattern)
                .filter(text -> !text.contains(BACKSLASH))
                .isPresent();
        return pattern.is("A_ArrayExpr") || pattern.is("ParamRef") || bare;
    }

    /// All that come as parameters, anywhere in there.
    static List<Pattern> in(JsonNode statement) {
        List<Pattern> all = new ArrayList<>();
        collect(statement, all);
        return all;
    }

    private static void collect(JsonNode value, List<Pattern> into) {
        Node.wrapped(value)
                .filter(Pattern::isLike)
                .ifPresent(comparison -> comparison
                        .child("rexpr")
                        .ifPresent(pattern -> parameters(pattern, BACKSLASH, isOfMany(comparison), into)));
        value.forEach(part -> collect(part, into));
    }

    private static boolean isLike(Node node) {
        return node.is("A_Expr")
                && (node.text("kind").equals("AEXPR_LIKE")
                        || node.text("kind").equals("AEXPR_ILIKE")
                        || QualifiedName.of(node.names("name")).name().contains("~~"));
    }

    private static boolean isSound(Node pattern, String escape) {
        return switch (pattern.type()) {
            case "ParamRef" -> true;
            case "A_Const" ->
                Constants.isNull(pattern)
                        || Constants.text(pattern)
                                .filter(text -> escape.isEmpty() || !text.endsWith(escape))
                                .isPresent();
            case "A_ArrayExpr" -> pattern.list("elements").stream().allMatch(one -> isSound(one, escape));
            case "A_Expr" ->
                isJoined(pattern)
                        && pattern.child("rexpr")
                                .filter(end -> isEnd(end, escape))
                                .isPresent();
            case "FuncCall" ->
                isEscape(pattern)
                        ? isInside(pattern, escape)
                        : isConcat(pattern) && isEnd(pattern.list("args").getLast(), escape);
            default -> isInside(pattern, escape);
        };
    }

    private static boolean isInside(Node pattern, String escape) {
        return inside(pattern)
                .flatMap(inner -> escape(pattern, escape).map(other -> isSound(inner, other)))
                .orElse(false);
    }

    /// `'%' || $1 || '%'` ends with what is written last.
    private static boolean isJoined(Node pattern) {
        return pattern.text("kind").equals("AEXPR_OP")
                && QualifiedName.of(pattern.names("name")).isBuiltIn("||");
    }

    private static boolean isConcat(Node pattern) {
        return QualifiedName.of(pattern.names("funcname")).isBuiltIn("concat")
                && !pattern.list("args").isEmpty();
    }

    private static boolean isEnd(Node constant, String escape) {
        return Constants.text(constant)
                .filter(text -> !text.isEmpty() && (escape.isEmpty() || !text.endsWith(escape)))
                .isPresent();
    }

    private static void parameters(Node pattern, String escape, boolean array, List<Pattern> into) {
        if (pattern.is("ParamRef") && !escape.isEmpty()) into.add(new Pattern(pattern.number("number"), escape, array));
        pattern.list("elements").forEach(one -> parameters(one, escape, false, into));
        inside(pattern)
                .ifPresent(inner -> escape(pattern, escape).ifPresent(other -> parameters(inner, other, array, into)));
    }

    /// What a cast to text, COLLATE or ESCAPE leaves as it is.
    private static Optional<Node> inside(Node pattern) {
        return switch (pattern.type()) {
            case "CollateClause" -> pattern.child("arg");
            case "TypeCast" -> pattern.child("arg").filter(_ -> isText(pattern));
            case "FuncCall" -> pattern.list("args").stream().findFirst().filter(_ -> isEscape(pattern));
            default -> Optional.empty();
        };
    }

    private static boolean isText(Node cast) {
        return cast.part("typeName", "TypeName")
                .filter(type -> !type.has("typmods") && !type.has("arrayBounds"))
                .map(type -> QualifiedName.of(type.names("names")))
                .filter(name -> name.isBuiltIn("text") || name.isBuiltIn("varchar"))
                .isPresent();
    }

    /// `LIKE … ESCAPE …`
    private static boolean isEscape(Node call) {
        return QualifiedName.of(call.names("funcname")).isBuiltIn("like_escape")
                && call.list("args").size() == 2;
    }

    private static Optional<String> escape(Node pattern, String around) {
        return pattern.is("FuncCall")
                ? Constants.text(pattern.list("args").getLast())
                        .filter(text -> text.codePointCount(0, text.length()) <= 1)
                : Optional.of(around);
    }
}
