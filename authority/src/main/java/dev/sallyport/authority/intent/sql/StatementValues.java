package dev.sallyport.authority.intent.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The values that stand in a statement itself: its texts and numbers, without those that say how many records or
/// which page is wanted, and without the places of parameters. Linear in the length of the text; never fails.
public final class StatementValues {

    private static final Set<String> PAGING = Set.of("LIMIT", "OFFSET", "FIRST", "NEXT", "TOP");

    private StatementValues() {}

    /// In their order, quotes taken off.
    public static List<String> of(String statement) {
        List<Token> tokens = Lexer.read(statement);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.value() && !isPlace(token, statement) && !isPaging(tokens, i)) values.add(token.text());
        }
        return values;
    }

    /// `$1`, but not the text `'$1'`.
    private static boolean isPlace(Token token, String statement) {
        return token.text().startsWith("$") && statement.startsWith(token.text(), token.from());
    }

    private static boolean isPaging(List<Token> tokens, int at) {
        return at > 0
                && tokens.get(at).kind() == Token.Kind.NUMBER
                && tokens.get(at - 1).word(PAGING);
    }
}
