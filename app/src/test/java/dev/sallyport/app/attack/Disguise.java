package dev.sallyport.app.attack;

import dev.sallyport.testkit.generate.Generators;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The same statement in other clothes, as PostgreSQL's scanner (scan.l) reads them: blanks, comments,
/// letter case, quoted and Unicode-escaped names, strings in four notations. Of what it is given it
/// expects plain SQL.
final class Disguise {

    private static final Pattern TOKEN =
            Pattern.compile("\\s+|([A-Za-z_]\\w*)|('(?:[^']|'')*')|(\\d+)|(\\$\\d+)|([-+*/<>=~!@#%^&|?]+|::)|(.)");

    /// Names that may be quoted: whatever is no keyword. Those with an underscore are, but for a few.
    private static final Set<String> NAMES = Set.of(
            "customers",
            "tickets",
            "payroll",
            "hr",
            "id",
            "email",
            "ssn",
            "note",
            "subject",
            "public",
            "spied",
            "lo_import",
            "query_to_xml",
            "pg_sleep",
            "dblink",
            "mine",
            "c",
            "t");

    private static final List<String> GAPS =
            List.of(" ", "  ", "\t", "\n", "\r\n", "\f", "\n \t\n", "/**/", "/*'*/", "/* \" */", "--\n", "-- ' x\n");
    private static final List<String> NESTED =
            List.of("/*/**/*/", "/* /* */ ; -- */", "/*/*/**/*/*/", "/*a/*b/*c*/d*/e*/", "/* ' /* \" */ $$ */");

    private final Generators some;
    private final StringBuilder said = new StringBuilder();
    private Kind before = Kind.PUNCTUATION;

    private enum Kind {
        WORD,
        NUMBER,
        STRING,
        QUOTED,
        OPERATOR,
        PUNCTUATION
    }

    private Disguise(Generators some) {
        this.some = some;
    }

    /// @param sql plain: no comments, no quoted names, no prefixed strings
    static String of(Generators some, String sql) {
        Disguise disguise = new Disguise(some);
        for (String token : tokens(sql)) disguise.add(token);
        return disguise.said.toString();
    }

    private static List<String> tokens(String sql) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) if (!matcher.group().isBlank()) tokens.add(matcher.group());
        return tokens;
    }

    private void add(String token) {
        String worn = worn(token);
        Kind kind = kind(token, worn);
        said.append(gap(kind)).append(worn);
        before = kind;
    }

    private String worn(String token) {
        char first = token.charAt(0);
        if (first == '\'') return string(token.substring(1, token.length() - 1).replace("''", "'"));
        if (Character.isLetter(first) || first == '_') return isName(token) ? name(token) : cased(token);
        return token;
    }

    private static boolean isName(String word) {
        return NAMES.contains(word);
    }

    private static Kind kind(String token, String worn) {
        char first = token.charAt(0);
        if (first == '\'') return worn.startsWith("'") ? Kind.STRING : Kind.WORD;
        if (Character.isLetter(first) || first == '_') return worn.endsWith("\"") ? Kind.QUOTED : Kind.WORD;
        if (Character.isDigit(first) || first == '$') return Kind.NUMBER;
        return "(),;.[]:".indexOf(first) >= 0 && !token.equals("::") ? Kind.PUNCTUATION : Kind.OPERATOR;
    }

    /// What may stand between two tokens. A comment next to an operator would become one with it.
    private String gap(Kind next) {
        if (said.isEmpty()) return some.oneIn(3) ? some.pick(GAPS) : "";
        if (before == Kind.OPERATOR || next == Kind.OPERATOR) return some.pick(" ", "\n", "\t", "");
        boolean needed = touches(before) && touches(next)
                || before == Kind.STRING && next == Kind.STRING
                || before == Kind.WORD && next == Kind.STRING && endsInPrefix();
        if (!needed && some.oneIn(2)) return "";
        return some.oneIn(4) ? some.pick(NESTED) : some.pick(GAPS);
    }

    private static boolean touches(Kind kind) {
        return kind == Kind.WORD || kind == Kind.NUMBER || kind == Kind.QUOTED;
    }

    /// `E'…'`, `B'…'`, `N'…'`, `X'…'` are one token.
    private boolean endsInPrefix() {
        char last = said.charAt(said.length() - 1);
        return "eEbBnNxX&$".indexOf(last) >= 0;
    }

    private String cased(String word) {
        if (some.oneIn(3)) return word;
        StringBuilder cased = new StringBuilder();
        for (char c : word.toCharArray()) {
            cased.append(some.oneIn(2) ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return cased.toString();
    }

    private String name(String word) {
        return switch (some.between(0, 3)) {
            case 0 -> '"' + word + '"';
            case 1 -> "U&\"" + escaped(word, "\\%04x", "\\+%06x") + '"';
            default -> cased(word);
        };
    }

    private String string(String value) {
        return switch (some.between(0, 4)) {
            case 0 -> "E'" + escaped(value.replace("\\", "\\\\"), "\\u%04x", "\\x%02x") + "'";
            case 1 -> "U&'" + escaped(value.replace("\\", "\\\\"), "\\%04x", "\\+%06x") + "'";
            case 2 -> dollared(value);
            default -> "'" + value.replace("'", "''") + "'";
        };
    }

    private String dollared(String value) {
        String tag = some.pick("$$", "$a$", "$_1$", "$select$", "$Tag$");
        return value.contains("$") ? "'" + value.replace("'", "''") + "'" : tag + value + tag;
    }

    private String escaped(String text, String one, String other) {
        StringBuilder escaped = new StringBuilder();
        for (char c : text.toCharArray()) {
            boolean plain = c == '\\' || (c != '\'' && some.oneIn(2));
            escaped.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, some.pick(one, other), (int) c));
        }
        return escaped.toString();
    }
}
