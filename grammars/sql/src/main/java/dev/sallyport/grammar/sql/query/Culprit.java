package dev.sallyport.grammar.sql.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.Optional;

/// What in a condition may fail, in words: the innermost part that is not steady.
final class Culprit {

    private Culprit() {}

    /// Asked of a condition that is not steady only: it looks at everything again.
    static String of(Node condition, Steadiness steadiness) {
        return innermost(condition, steadiness).map(Culprit::words).orElse("a condition");
    }

    private static Optional<Node> innermost(Node node, Steadiness steadiness) {
        return steadiness.of(node)
                ? Optional.empty()
                : inside(node.fields(), steadiness).or(() -> Optional.of(node));
    }

    private static Optional<Node> inside(JsonNode value, Steadiness steadiness) {
        for (JsonNode part : value) {
            Optional<Node> node = Node.wrapped(part).filter(Culprit::hasWords);
            Optional<Node> found = node.isPresent() ? innermost(node.get(), steadiness) : inside(part, steadiness);
            if (found.isPresent()) return found;
        }
        return Optional.empty();
    }

    private static boolean hasWords(Node node) {
        return switch (node.type()) {
            case "A_Expr", "FuncCall", "TypeCast", "SubLink", "CaseExpr", "CoalesceExpr", "BoolExpr", "MinMaxExpr" ->
                true;
            default -> false;
        };
    }

    private static String words(Node node) {
        return switch (node.type()) {
            case "A_Expr" -> "`" + QualifiedName.of(node.names("name")).callable() + "`";
            case "FuncCall" -> "`" + QualifiedName.of(node.names("funcname")).callable() + "()`";
            case "TypeCast" ->
                "a cast to `"
                        + node.part("typeName", "TypeName")
                                .map(type ->
                                        QualifiedName.of(type.names("names")).callable())
                                .orElse("?")
                        + "`";
            case "SubLink" -> "a query";
            default -> "a condition";
        };
    }
}
