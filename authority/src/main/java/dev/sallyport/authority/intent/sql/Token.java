package dev.sallyport.authority.intent.sql;

import java.util.Locale;
import java.util.Set;

/// One piece of a statement.
///
/// @param text   without quotes; a word as written
/// @param upper  a word in capitals, for comparing with keywords; of everything else the text
/// @param from   index of the first character
/// @param to     index behind the last character
/// @param closed whether a quoted piece or comment has its end
record Token(Kind kind, String text, String upper, int from, int to, boolean closed) {

    enum Kind {
        WORD,
        NAME,
        TEXT,
        DOUBLE,
        NUMBER,
        SYMBOL,
        COMMENT
    }

    static Token of(Kind kind, String text, int from) {
        return new Token(
                kind, text, kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text, from, from + text.length(), true);
    }

    boolean word(String keyword) {
        return kind == Kind.WORD && upper.equals(keyword);
    }

    boolean word(Set<String> keywords) {
        return kind == Kind.WORD && keywords.contains(upper);
    }

    boolean symbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    boolean value() {
        return kind == Kind.TEXT || kind == Kind.NUMBER;
    }

    /// Whether it can be a name.
    boolean nameable() {
        return kind == Kind.WORD || kind == Kind.NAME || kind == Kind.DOUBLE;
    }

    /// Whether it can be a word of a name that holds blanks.
    boolean spoken() {
        return kind == Kind.WORD || kind == Kind.NUMBER;
    }
}
