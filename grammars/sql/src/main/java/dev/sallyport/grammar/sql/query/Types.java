package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.catalog.BuiltIn;
import dev.sallyport.grammar.sql.catalog.OperandTypes;
import dev.sallyport.grammar.sql.catalog.Relation;
import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import dev.sallyport.grammar.sql.value.KeyType;
import java.util.Optional;
import java.util.regex.Pattern;

/// The type of an expression, where the statement and the catalog leave no doubt (R9): literals, parameters,
/// casts to built-in types and columns that are passed on unchanged.
record Types(Reader reader) {

    private static final String BUILT_IN = "pg_catalog";
    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");
    private static final Pattern FRACTION = Pattern.compile("\\d*\\.\\d*([eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+");

    /// An oid, or one of [OperandTypes].
    long of(Node node, Level level) {
        return switch (node.type()) {
            case "A_Const" -> literal(node);
            case "ParamRef" -> reader.parameters().type(node.number("number"));
            case "TypeCast" -> cast(node, false);
            case "ColumnRef" ->
                Columns.same(node, level)
                        .flatMap(origin -> origin.occurrence().relation().column(origin.column()))
                        .map(Relation.Column::type)
                        .map(OperandTypes::certainly)
                        .orElse(OperandTypes.ANY);
            default -> OperandTypes.ANY;
        };
    }

    /// Of what stands behind `= ANY`.
    long element(Node node) {
        return switch (node.type()) {
            case "A_Const" -> literal(node) == OperandTypes.LITERAL ? OperandTypes.LITERAL : OperandTypes.ANY;
            case "ParamRef" -> reader.parameters().elementType(node.number("number"));
            case "TypeCast" -> cast(node, true);
            default -> OperandTypes.ANY;
        };
    }

    /// `make_const` of PostgreSQL's `parse_node.c`.
    private static long literal(Node node) {
        if (node.flag("isnull") || node.has("sval")) {
            return OperandTypes.LITERAL;
        }
        if (node.has("boolval")) {
            return BuiltIn.BOOL.oid();
        }
        if (node.has("ival")) {
            return BuiltIn.INT4.oid();
        }
        return node.part("fval", "Float")
                .map(number -> number(number.text("fval")))
                .orElse(OperandTypes.ANY);
    }

    private static long number(String text) {
        if (WHOLE.matcher(text).matches()) {
            return Long.parseLong(text) <= Integer.MAX_VALUE ? BuiltIn.INT4.oid() : BuiltIn.INT8.oid();
        }
        return FRACTION.matcher(text).matches() ? BuiltIn.NUMERIC.oid() : OperandTypes.ANY;
    }

    /// The oid that a `TypeName` names; one that no type has when it is not certain, so that it counts as
    /// declared.
    static long named(Node typeName) {
        long element = type(typeName, typeName.has("arrayBounds"));
        long type = typeName.has("arrayBounds")
                ? KeyType.of(element).map(KeyType::array).orElse(OperandTypes.ANY)
                : element;
        return type == OperandTypes.ANY ? -1 : type;
    }

    private static long cast(Node node, boolean array) {
        return node.part("typeName", "TypeName").map(type -> type(type, array)).orElse(OperandTypes.ANY);
    }

    private static long type(Node typeName, boolean array) {
        return Optional.of(typeName)
                .filter(type -> type.has("arrayBounds") == array && !type.flag("setof") && !type.flag("pct_type"))
                .map(type -> QualifiedName.of(type.names("names")))
                .filter(name -> name.schema().isEmpty() || name.schema().equals(BUILT_IN))
                .map(name -> OperandTypes.named(name.name()))
                .orElse(OperandTypes.ANY);
    }
}
