package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Cuts a statement of any dialect into pieces: PostgreSQL and standard quotes, MySQL's backticks and
/// `#` comments, T-SQL's brackets, dollar quotes. It never fails: what it cannot place is a symbol,
/// what lacks its end is marked. Linear in the length of the text.
final class Lexer {

    private static final Set<String> PAIRS = Set.of("<=", ">=", "<>", "!=", "||", "&&", "::", "==", "#>", "#-", "->");
    private static final int LONGEST_BRACKET = 128;

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> read(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.at < text.length()) {
            lexer.next();
        }
        return GluedWords.split(lexer.tokens);
    }

    private void next() {
        char c = text.charAt(at);
        if (Character.isWhitespace(c)) {
            at++;
        } else if (Character.isDigit(c)) {
            number();
        } else if (letter(c)) {
            word();
        } else if (!comment(c) && !quoted(c)) {
            symbol();
        }
    }

    private boolean comment(char c) {
        if (text.startsWith("/*", at)) {
            return upTo(Kind.COMMENT, at + 2, "*/", false);
        }
        boolean hash = c == '#' && !text.startsWith("#>", at) && !text.startsWith("#-", at);
        return (hash || text.startsWith("--", at)) && upTo(Kind.COMMENT, at + 1, "\n", true);
    }

    private boolean quoted(char c) {
        return switch (c) {
            case '\'' -> quote(Kind.TEXT, c);
            case '"' -> quote(Kind.DOUBLE, c);
            case '`' -> quote(Kind.NAME, c);
            case '[' -> bracket();
            case '$' -> dollar();
            default -> false;
        };
    }

    private boolean upTo(Kind kind, int start, String end, boolean orEndOfText) {
        int found = text.indexOf(end, start);
        String inside = text.substring(Math.min(start, text.length()), found < 0 ? text.length() : found);
        int after = found < 0 ? text.length() : found + end.length();
        tokens.add(new Token(kind, inside, inside, at, after, found >= 0 || orEndOfText));
        at = after;
        return true;
    }

    /// A doubled quote stands for itself, and so does one after a backslash (MySQL).
    private boolean quote(Kind kind, char quote) {
        StringBuilder inside = new StringBuilder();
        int i = at + 1;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean twice = i + 1 < text.length() && text.charAt(i + 1) == quote;
            if (c == quote && !twice) {
                break;
            }
            boolean escaped = (c == quote || (c == '\\' && kind != Kind.NAME)) && twice;
            inside.append(escaped ? quote : c);
            i += escaped ? 2 : 1;
        }
        tokens.add(new Token(kind, inside.toString(), inside.toString(), at, i + 1, i < text.length()));
        at = i + 1;
        return true;
    }

    private boolean bracket() {
        int length = text.substring(at, Math.min(text.length(), at + LONGEST_BRACKET))
                .indexOf(']');
        if (length < 2) {
            return false;
        }
        int end = at + length;
        tokens.add(Token.of(Kind.NAME, text.substring(at + 1, end), at));
        at = end + 1;
        return true;
    }

    private boolean dollar() {
        int end = at + 1;
        if (end < text.length() && Character.isDigit(text.charAt(end))) {
            return parameter();
        }
        while (end < text.length() && letter(text.charAt(end))) {
            end++;
        }
        if (end >= text.length() || text.charAt(end) != '$') {
            return false;
        }
        return upTo(Kind.TEXT, end + 1, text.substring(at, end + 1), false);
    }

    /// `$1` is a value that comes beside the statement.
    private boolean parameter() {
        int end = at + 1;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        tokens.add(Token.of(Kind.TEXT, text.substring(at, end), at));
        at = end;
        return true;
    }

    private void number() {
        int end = at;
        while (end < text.length() && (inWord(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        String number = text.substring(at, end);
        tokens.add(Token.of(numeric(number) ? Kind.NUMBER : Kind.WORD, number, at));
        at = end;
    }

    private static boolean numeric(String word) {
        return word.startsWith("0x") || word.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }

    private void word() {
        int end = at;
        while (end < text.length() && inWord(text.charAt(end))) {
            end++;
        }
        tokens.add(Token.of(Kind.WORD, text.substring(at, end), at));
        at = end;
    }

    private void symbol() {
        int length = at + 2 <= text.length() && PAIRS.contains(text.substring(at, at + 2)) ? 2 : 1;
        tokens.add(Token.of(Kind.SYMBOL, text.substring(at, at + length), at));
        at += length;
    }

    private static boolean letter(char c) {
        return Character.isLetter(c) || c == '_' || c == '@' || Character.isSurrogate(c);
    }

    private static boolean inWord(char c) {
        return letter(c) || Character.isDigit(c) || c == '$';
    }
}
