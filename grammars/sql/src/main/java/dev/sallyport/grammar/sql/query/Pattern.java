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
record Pattern(int parameter, String escape) implements Demand {

    private static final String BACKSLASH = "\\";

    @Override
    public boolean isMet(List<BoundValue> values) {
        if (parameter > values.size()) return true;
        byte[] bytes = values.get(parameter - 1).bytes();
        byte[] end = escape.getBytes(StandardCharsets.UTF_8);
        return bytes == null
                || bytes.length < end.length
                || !Arrays.equals(bytes, bytes.length - end.length, bytes.length, end, 0, end.length);
    }

    @Override
    public String words() {
        return "is a pattern that ends with its escape character: double it";
    }

    /// Whether a comparison has no pattern that may end so, apart from parameters.
    static boolean isSound(Node comparison) {
        return !isLike(comparison)
                || comparison
                        .child("rexpr")
                        .filter(pattern -> isSound(pattern, BACKSLASH))
                        .isPresent();
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
                .flatMap(comparison -> comparison.child("rexpr"))
                .ifPresent(pattern -> parameters(pattern, BACKSLASH, into));
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
            default ->
                inside(pattern)
                        .flatMap(inner -> escape(pattern, escape).map(other -> isSound(inner, other)))
                        .orElse(false);
        };
    }

    private static void parameters(Node pattern, String escape, List<Pattern> into) {
        if (pattern.is("ParamRef") && !escape.isEmpty()) into.add(new Pattern(pattern.number("number"), escape));
        pattern.list("elements").forEach(one -> parameters(one, escape, into));
        inside(pattern).ifPresent(inner -> escape(pattern, escape).ifPresent(other -> parameters(inner, other, into)));
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
