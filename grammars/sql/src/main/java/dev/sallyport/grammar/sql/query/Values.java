package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import dev.sallyport.grammar.sql.tree.QualifiedName;
import dev.sallyport.grammar.sql.value.ArrayText;
import dev.sallyport.grammar.sql.value.CanonicalText;
import dev.sallyport.grammar.sql.value.KeyType;
import dev.sallyport.grammar.sql.value.ParameterText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Expressions that are values of a key: literals and parameters, also cast to a type that leaves them what they are.
final class Values {

    private static final String BUILT_IN = "pg_catalog";

    private Values() {}

    static Optional<ValueList> one(Node node, KeyType column) {
        return value(node, column).map(value -> new ValueList(List.of(value)));
    }

    /// The right side of IN.
    static Optional<ValueList> list(Node node, KeyType column) {
        return node.is("List") ? all(node.list("items"), column) : Optional.empty();
    }

    /// The right side of `= ANY`.
    static Optional<ValueList> array(Node node, KeyType column) {
        if (node.is("A_ArrayExpr")) {
            return all(node.list("elements"), column);
        }
        if (node.is("ParamRef")) {
            return Optional.of(new ValueList(List.of(new Value.ParameterArray(node.number("number"), column))));
        }
        if (node.is("TypeCast") && preserves(node, column, true)) {
            return node.child("arg").flatMap(arg -> array(arg, column));
        }
        return Constants.text(node)
                .flatMap(ArrayText::elements)
                .flatMap(texts -> ParameterText.canonical(texts, column))
                .map(texts -> new ValueList(texts.stream().map(Values::literal).toList()));
    }

    private static Optional<ValueList> all(List<Node> nodes, KeyType column) {
        List<Value> values = new ArrayList<>();
        for (Node node : nodes) {
            Optional<Value> value = value(node, column);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(new ValueList(values));
    }

    private static Optional<Value> value(Node node, KeyType column) {
        return node.is("TypeCast")
                ? Optional.of(node)
                        .filter(cast -> preserves(cast, column, false))
                        .flatMap(cast -> inside(cast, column))
                : cast(node, node, column);
    }

    /// What is cast may be a cast itself: drivers write `'…'::uuid`, and what builds the statement one more around it.
    private static Optional<Value> inside(Node cast, KeyType column) {
        Optional<Node> arg = cast.child("arg");
        return arg.filter(inner -> inner.is("TypeCast")).isPresent()
                ? arg.filter(inner -> spells(inner) || preserves(inner, column, false))
                        .flatMap(inner -> inside(inner, column))
                : arg.flatMap(inner -> cast(inner, cast, column));
    }

    /// Text in between is read by the type around it just as a literal is.
    private static boolean spells(Node cast) {
        return !isArray(cast)
                && typeOf(cast)
                        .filter(type -> type == KeyType.TEXT || type == KeyType.VARCHAR)
                        .isPresent();
    }

    /// @param cast the cast around it, or the node itself
    private static Optional<Value> cast(Node node, Node cast, KeyType column) {
        if (Constants.isNull(node)) {
            return Optional.of(new Value.Null());
        }
        if (node.is("ParamRef")) {
            KeyType written = typeOf(cast).orElse(column);
            return Optional.of(new Value.Parameter(node.number("number"), column, written));
        }
        return Constants.text(node)
                .flatMap(text -> CanonicalText.of(column.family(), text))
                .map(Values::literal);
    }

    private static Value literal(String canonical) {
        return new Value.Literal(canonical);
    }

    /// A cast to a type of the column's own family, without a length or precision that would cut the value.
    /// `name` cuts as well, so it is left out; `character` without a length means `character(1)` and has one here.
    private static boolean preserves(Node cast, KeyType column, boolean array) {
        return isArray(cast) == array
                && typeOf(cast)
                        .filter(type -> type != KeyType.NAME && type.family() == column.family())
                        .isPresent();
    }

    private static boolean isArray(Node cast) {
        return cast.part("typeName", "TypeName")
                .filter(type -> type.has("arrayBounds"))
                .isPresent();
    }

    private static Optional<KeyType> typeOf(Node cast) {
        return cast.part("typeName", "TypeName")
                .filter(type -> !type.has("typmods") && !type.flag("setof") && !type.flag("pct_type"))
                .map(type -> QualifiedName.of(type.names("names")))
                .filter(name -> name.schema().isEmpty() || name.schema().equals(BUILT_IN))
                .flatMap(name -> KeyType.named(name.name()));
    }
}
