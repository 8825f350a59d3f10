package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.sql.Token.Kind;
import java.util.List;

/// A place among the pieces of a statement.
final class Cursor {

    private static final Token NOTHING = Token.of(Kind.SYMBOL, "", 0);
    private static final int MOST_WORDS = 8;

    private final List<Token> tokens;
    private final Schema schema;
    private int at;

    Cursor(List<Token> tokens, Schema schema) {
        this.tokens = tokens;
        this.schema = schema;
    }

    boolean more() {
        return at < tokens.size();
    }

    Token next() {
        return tokens.get(at++);
    }

    /// @param offset 0 is the piece that comes next, -1 the one that `next` gave last
    Token peek(int offset) {
        int index = at + offset;
        return index >= 0 && index < tokens.size() ? tokens.get(index) : NOTHING;
    }

    /// The longest name of the schema that the words from `first` on spell, since names may hold
    /// blanks.
    String name(Token first) {
        StringBuilder words = new StringBuilder(first.text());
        String best = first.text();
        int end = at;
        for (int i = at;
                i < Math.min(tokens.size(), at + MOST_WORDS) && tokens.get(i).spoken();
                i++) {
            words.append(' ').append(tokens.get(i).text());
            if (schema.names().contains(Names.plain(words.toString()))) {
                best = words.toString();
                end = i + 1;
            }
        }
        at = end;
        return best;
    }
}
