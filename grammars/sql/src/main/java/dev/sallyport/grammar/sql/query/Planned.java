package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import java.util.Set;

/// Sums of constants, which PostgreSQL computes while it plans a statement: where one fails, it fails whatever the
/// records are. What depends on the session's time zone is not computed then (PostgreSQL documentation, 38.7).
final class Planned {

    private static final Set<String> ARITHMETIC = Set.of("+", "-", "*");

    private static final Set<Long> STEADY = BuiltIn.oids(
            BuiltIn.INT2,
            BuiltIn.INT4,
            BuiltIn.INT8,
            BuiltIn.NUMERIC,
            BuiltIn.FLOAT4,
            BuiltIn.FLOAT8,
            BuiltIn.DATE,
            BuiltIn.TIMESTAMP,
            BuiltIn.INTERVAL);

    private Planned() {}

    static boolean isSum(Node node) {
        return node.is("A_Expr")
                && node.text("kind").equals("AEXPR_OP")
                && ARITHMETIC.contains(QualifiedName.of(node.names("name")).name())
                && node.child("lexpr").map(Planned::isPart).orElse(true)
                && node.child("rexpr").filter(Planned::isPart).isPresent();
    }

    private static boolean isPart(Node node) {
        return switch (node.type()) {
            case "A_Const" -> true;
            case "TypeCast" ->
                node.child("arg").filter(arg -> arg.is("A_Const")).isPresent() && isSteady(node);
            default -> isSum(node);
        };
    }

    private static boolean isSteady(Node cast) {
        return cast.part("typeName", "TypeName")
                .map(Kinds::named)
                .filter(STEADY::contains)
                .isPresent();
    }
}
