package dev.sallyport.postgres.plan;

import dev.sallyport.postgres.target.QualifiedName;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The functions that an expression calls, in the words in which the server shows expressions
/// (`ruleutils.c`): key words are in capitals, names are not unless they are quoted.
final class Calls {

    private static final String NAME = "(?:\"(?:[^\"]|\"\")+\"|[a-z_\\u0080-\\uffff][a-z0-9_$\\u0080-\\uffff]*)";

    /// A string, a type behind `::` with its modifier, or a name with a parenthesis behind it.
    private static final Pattern TOKEN = Pattern.compile("E?'(?:[^']|'')*+'"
            + "|::(?:" + NAME + "\\.)?" + NAME + "(?: varying| precision)?(?:\\([-0-9, ]*\\))?"
            + "|(?<![\\w$\"])(?:(?<schema>" + NAME + ")\\.)?(?<name>" + NAME + ")(?=\\()"
            + "|\"(?:[^\"]|\"\")*+\"");

    private Calls() {}

    static Set<QualifiedName> in(String expression) {
        Set<QualifiedName> calls = new HashSet<>();
        Matcher token = TOKEN.matcher(expression);
        while (token.find()) {
            String name = token.group("name");
            if (name != null) calls.add(new QualifiedName(plain(token.group("schema")), plain(name)));
        }
        return calls;
    }

    private static String plain(@org.jspecify.annotations.Nullable String name) {
        if (name == null) return "";
        return name.startsWith("\"") ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
    }
}
