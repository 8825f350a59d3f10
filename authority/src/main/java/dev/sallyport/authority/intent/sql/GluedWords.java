package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.sql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// A statement that travelled in one line may have lost its line ends (`SELECT nameFROM cityWHERE id =
/// 1`): a keyword in capitals behind a small letter or digit, or behind DESC and ASC, is cut off again.
final class GluedWords {

    private static final List<String> KEYWORDS = List.of("FROM", "WHERE", "GROUP", "ORDER", "HAVING", "LIMIT", "AND");

    private GluedWords() {}

    static List<Token> split(List<Token> tokens) {
        List<Token> split = new ArrayList<>(tokens.size());
        for (Token token : tokens) {
            int cut = token.kind() == Kind.WORD ? cut(token.text()) : 0;
            if (cut > 0) {
                split.add(Token.of(Kind.WORD, token.text().substring(0, cut), token.from()));
                split.add(Token.of(Kind.WORD, token.text().substring(cut), token.from() + cut));
            } else {
                split.add(token);
            }
        }
        return split;
    }

    private static int cut(String word) {
        for (String keyword : KEYWORDS) {
            int cut = word.length() - keyword.length();
            if (cut > 0 && word.endsWith(keyword) && seam(word, cut)) {
                return cut;
            }
        }
        return 0;
    }

    private static boolean seam(String word, int cut) {
        char before = word.charAt(cut - 1);
        String head = word.substring(0, cut);
        return Character.isLowerCase(before) || head.equals("DESC") || head.equals("ASC");
    }
}
