package dev.sallyport.grammar.sql.query;

import dev.sallyport.grammar.sql.tree.Node;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The options of EXPLAIN and COPY: `name`, or `name value` (`defGetBoolean` of PostgreSQL's `define.c`).
final class Options {

    private static final Set<String> ON = Set.of("true", "on", "1");

    private Options() {}

    static boolean has(Node statement, String name) {
        return !named(statement, name).isEmpty();
    }

    /// True only when it is certainly on.
    static boolean isOn(Node statement, String name) {
        List<Node> options = named(statement, name);
        return !options.isEmpty() && options.stream().allMatch(Options::on);
    }

    private static List<Node> named(Node statement, String name) {
        return statement.list("options").stream()
                .filter(option -> option.text("defname").equalsIgnoreCase(name))
                .toList();
    }

    private static boolean on(Node option) {
        return option.child("arg").map(Options::word).map(ON::contains).orElse(!option.has("arg"));
    }

    private static String word(Node value) {
        return switch (value.type()) {
            case "String" -> value.text("sval").toLowerCase(Locale.ROOT);
            case "Boolean" -> Boolean.toString(value.flag("boolval"));
            case "Integer" -> Integer.toString(value.number("ival"));
            default -> "";
        };
    }
}
