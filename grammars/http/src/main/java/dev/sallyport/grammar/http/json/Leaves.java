package dev.sallyport.grammar.http.json;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// All leaves of a tree, with paths that no two leaves share: a name that is not a plain word stands in
/// brackets and quotes (`a["b.c"]`), so that no name can look like a path.
public final class Leaves {

    private static final Predicate<String> PLAIN =
            Pattern.compile("[A-Za-z_$@-][A-Za-z0-9_$@-]*").asMatchPredicate();

    private final List<Leaf> found = new ArrayList<>();

    private Leaves() {}

    /// In the order in which they stand. An array or object without any is a leaf `[]` or `{}`, lest it
    /// be overlooked.
    ///
    /// @param prefix of every path, such as `body`
    public static List<Leaf> of(String prefix, Json root) {
        Leaves leaves = new Leaves();
        leaves.walk(prefix, root);
        return leaves.found;
    }

    private void walk(String path, Json value) {
        switch (value) {
            case Json.Members(var members, Span span) -> {
                members.forEach((name, member) -> walk(inside(path, name), member));
                empty(members.isEmpty(), path, "{}", span);
            }
            case Json.Elements(var elements, Span span) -> {
                for (int i = 0; i < elements.size(); i++) {
                    walk(path + "[" + i + "]", elements.get(i));
                }
                empty(elements.isEmpty(), path, "[]", span);
            }
            case Json.Text(String text, Span span) -> found.add(new Leaf(path, text, span));
            case Json.Numeral(String text, Span span) -> found.add(new Leaf(path, text, span));
            case Json.Truth(boolean truth, Span span) -> found.add(new Leaf(path, String.valueOf(truth), span));
            case Json.Null(Span span) -> found.add(new Leaf(path, "null", span));
        }
    }

    private void empty(boolean empty, String path, String text, Span span) {
        if (empty) {
            found.add(new Leaf(path, text, span));
        }
    }

    /// One step further: `a.b`, or `a["b c"]`.
    public static String inside(String path, String name) {
        if (PLAIN.test(name)) {
            return path.isEmpty() ? name : path + "." + name;
        }
        return path + "[\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
    }
}
