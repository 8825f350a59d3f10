package dev.sallyport.postgres.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The query of `COPY (query) TO …`: servers plan no COPY, but the query alone. What is cut out wrongly is
/// no statement for the server, and denied.
final class CopiedQuery {

    private static final String BLANK = "(?:\\s|--[^\\n]*(?:\\n|$)|/\\*.*?\\*/)*+";
    private static final Pattern START =
            Pattern.compile(BLANK + "COPY" + BLANK + "\\(", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /// What a parenthesis inside does not count in: strings, quoted names, dollar quotes, comments that do
    /// not nest.
    private static final Pattern TOKEN = Pattern.compile(
            "(?<![a-zA-Z0-9_$])[eE]'(?:[^'\\\\]|''|\\\\.)*+'|'(?:[^']|'')*+'|\"(?:[^\"]|\"\")*+\""
                    + "|\\$((?:[a-zA-Z_\\u0080-\\uffff][a-zA-Z0-9_\\u0080-\\uffff]*)?)\\$.*?\\$\\1\\$"
                    + "|--[^\\n]*|/\\*.*?\\*/|[()]",
            Pattern.DOTALL);

    private CopiedQuery() {}

    /// @return empty when it names a table
    static Optional<String> in(String sql) {
        Matcher start = START.matcher(sql);
        return start.lookingAt() ? Optional.of(sql.substring(start.end(), end(sql, start.end()))) : Optional.empty();
    }

    private static int end(String sql, int from) {
        Matcher token = TOKEN.matcher(sql);
        int depth = 1;
        for (int at = from; token.find(at); at = token.end()) {
            if (token.group().equals("(")) depth++;
            if (token.group().equals(")") && --depth == 0) return token.start();
        }
        return from;
    }
}
