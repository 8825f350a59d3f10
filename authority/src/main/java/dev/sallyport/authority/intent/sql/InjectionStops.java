package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.sql.Token.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The marks of a value that broke out of its quotes, or that carries code: what no request justifies.
final class InjectionStops {

    private static final Pattern CODE = Pattern.compile(
            "\\bunion\\b.{0,60}\\bselect\\b|\\bselect\\b.{1,80}\\bfrom\\b"
                    + "|\\binto\\s{1,9}(?:out|dump)file\\b|;\\s{0,9}(?:drop|delete|update|insert|alter|exec|truncate)\\b"
                    + "|\\b(?:or|and)\\s{1,9}['\"(]?\\w{1,20}['\"]?\\s{0,9}=|\\bupdate\\b.{0,60}\\bset\\b|/\\*|--\\s*$|@@\\w"
                    + "|\\bwaitfor\\s{1,9}delay\\b|\\b(?:sleep|benchmark|xp_cmdshell|load_file|pg_sleep)\\s{0,9}\\(",
            Pattern.DOTALL);
    private static final Set<String> CONSTANTS = Set.of(
            "CURRENT_USER",
            "SESSION_USER",
            "SYSTEM_USER",
            "LOCALTIME",
            "LOCALTIMESTAMP",
            "UTC_TIME",
            "UTC_DATE",
            "UTC_TIMESTAMP",
            "CURRENT_TIME",
            "CURRENT_DATE",
            "CURRENT_TIMESTAMP",
            "NULL",
            "TRUE",
            "FALSE");
    private static final Set<String> ARITHMETIC = Set.of("^", "*", "%", "|", "&", "&&");
    private static final Set<String> ENDS =
            Set.of("AND", "OR", "GROUP", "ORDER", "LIMIT", "UNION", "HAVING", "INTERSECT");
    private static final Set<String> DATES = Set.of("INTERVAL", "DATE", "TIMESTAMP", "TIME");

    private InjectionStops() {}

    static void add(Stops stops, Question question, Schema schema, Outline outline) {
        List<Token> tokens = outline.tokens();
        stops.when(outline.cutOff(), "cut-off", "a quoted text or comment has no end");
        stops.when(
                tokens.stream().anyMatch(InjectionStops::swallows),
                "comment-swallows",
                "a comment swallows a quotation mark");
        stops.when(
                tokens.stream().anyMatch(token -> code(token, question)),
                "code-in-text",
                "a text of the statement is itself code");
        for (int i = 0; i < tokens.size(); i++) {
            at(stops, schema, tokens, i);
        }
    }

    private static void at(Stops stops, Schema schema, List<Token> tokens, int i) {
        Token token = tokens.get(i);
        Token next = get(tokens, i + 1);
        boolean sideBySide = token.value() && next.value() && (token.kind() == Kind.TEXT || next.kind() == Kind.TEXT);
        stops.when(sideBySide, "values-side-by-side", "two values stand side by side without an operator");
        stops.when(reckons(tokens, i), "text-reckoned", "the statement reckons with a text as if it were a number");
        boolean column = schema.names().contains(next.text());
        stops.when(!column && constant(tokens, i), "constant-condition", "a condition does not depend on any column");
        boolean reserved =
                token.word("COLUMN") && !get(tokens, i - 1).word(Set.of("ADD", "DROP", "ALTER", "RENAME", "ON"));
        stops.when(reserved, "reserved-word", "the keyword `column` stands where a name belongs");
    }

    private static boolean swallows(Token token) {
        return token.kind() == Kind.COMMENT
                && (token.text().indexOf('\'') >= 0 || token.text().indexOf('"') >= 0);
    }

    private static boolean code(Token token, Question question) {
        boolean text = token.kind() == Kind.TEXT || token.kind() == Kind.DOUBLE;
        String lower = text ? token.text().toLowerCase(Locale.ROOT) : "";
        return text
                && lower.length() > 3
                && CODE.matcher(lower).find()
                && !question.text().contains(lower);
    }

    private static boolean reckons(List<Token> tokens, int i) {
        Token token = tokens.get(i);
        Token next = get(tokens, i + 1);
        if (token.kind() != Kind.TEXT
                || next.kind() != Kind.SYMBOL
                || get(tokens, i - 1).word(DATES)) {
            return false;
        }
        boolean date = !token.text().isEmpty()
                && Character.isDigit(token.text().charAt(0))
                && token.text().length() >= 8;
        return ARITHMETIC.contains(next.text()) || (next.text().equals("-") && !date);
    }

    /// `OR 1 = 1`, `AND 'a' = 'a'`, `OR '1'`: behind AND and OR, since `WHERE 1 = 1` is a mere habit.
    private static boolean constant(List<Token> tokens, int i) {
        Token joint = tokens.get(i);
        if ((!joint.word("OR") && !joint.word("AND")) || (joint.word("AND") && between(tokens, i))) {
            return false;
        }
        Token left = get(tokens, i + 1);
        Token operator = get(tokens, i + 2);
        Token right = get(tokens, i + 3);
        boolean compares = operator.kind() == Kind.SYMBOL && Keywords.COMPARISONS.contains(operator.text());
        boolean alone = left.value()
                && (operator.word(ENDS)
                        || operator.symbol(")")
                        || operator.symbol("")
                        || operator.symbol(";")
                        || operator.kind() == Kind.COMMENT);
        boolean same = left.kind() == Kind.WORD
                && left.upper().equals(right.upper())
                && !get(tokens, i + 4).symbol(".");
        return alone || (fixed(left) && compares && (fixed(right) || right.symbol("("))) || (compares && same);
    }

    private static boolean fixed(Token token) {
        return token.value() || token.word(CONSTANTS) || token.text().startsWith("@@");
    }

    private static boolean between(List<Token> tokens, int and) {
        for (int i = and - 1; i >= Math.max(0, and - 40); i--) {
            if (tokens.get(i).word("BETWEEN")) {
                return true;
            }
            if (tokens.get(i).word("AND")
                    || tokens.get(i).word("OR")
                    || tokens.get(i).word("WHERE")) {
                return false;
            }
        }
        return false;
    }

    static Token get(List<Token> tokens, int i) {
        return i >= 0 && i < tokens.size() ? tokens.get(i) : Token.of(Kind.SYMBOL, "", 0);
    }
}
