package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import java.util.Optional;

/// Literals of the tree as text.
final class Constants {

    private Constants() {}

    static boolean isNull(Node node) {
        return node.is("A_Const") && node.flag("isnull");
    }

    /// Empty for NULL, bit strings and whatever is no literal.
    static Optional<String> text(Node node) {
        if (!node.is("A_Const")) {
            return Optional.empty();
        }
        if (node.has("ival")) {
            return node.part("ival", "Integer").map(number -> Integer.toString(number.number("ival")));
        }
        if (node.has("boolval")) {
            return node.part("boolval", "Boolean").map(bool -> Boolean.toString(bool.flag("boolval")));
        }
        if (node.has("fval")) {
            return node.part("fval", "Float").map(number -> number.text("fval"));
        }
        return node.part("sval", "String").map(string -> string.text("sval"));
    }

    /// The whole number of a literal such as an ordinal of ORDER BY.
    static Optional<Integer> ordinal(Node node) {
        return node.is("A_Const") && node.has("ival")
                ? node.part("ival", "Integer").map(number -> number.number("ival"))
                : Optional.empty();
    }
}
