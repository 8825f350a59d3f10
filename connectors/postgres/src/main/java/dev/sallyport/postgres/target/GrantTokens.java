package dev.sallyport.postgres.target;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Splits one line of a role into words, quoted identifiers, numbers and signs. Package-private.
final class GrantTokens {

    enum Kind {
        WORD,
        QUOTED,
        NUMBER,
        SIGN,
        END
    }

    /// @param text folded to lower case for a word, without its quotes for a quoted identifier
    record Token(Kind kind, String text) {

        boolean isName() {
            return kind == Kind.WORD || kind == Kind.QUOTED;
        }

        boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(word);
        }
    }

    /// The server cuts longer names, and the rest of the name could be another's.
    private static final int MAX_NAME_BYTES = 63;

    private static final Pattern TOKEN = Pattern.compile(
            "(?<space>\\s+)|(?<word>[A-Za-z_][A-Za-z0-9_]*)|\"(?<quoted>(?:[^\"\\x00]|\"\")+)\"|(?<number>[0-9]{1,9})|(?<sign>[(),.\\[\\]])");

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    /// @throws IllegalArgumentException when a character cannot stand in a grant
    GrantTokens(String line) {
        Matcher matcher = TOKEN.matcher(line);
        int at = 0;
        while (at < line.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new IllegalArgumentException("remove what cannot stand in a grant: `" + line.substring(at) + "`");
            }
            if (matcher.group("space") == null) {
                tokens.add(token(matcher));
            }
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, ""));
    }

    private static Token token(Matcher matcher) {
        String word = matcher.group("word");
        if (word != null) {
            return new Token(Kind.WORD, checked(word.toLowerCase(Locale.ROOT)));
        }
        String quoted = matcher.group("quoted");
        if (quoted != null) {
            return new Token(Kind.QUOTED, checked(quoted.replace("\"\"", "\"")));
        }
        String number = matcher.group("number");
        return number != null ? new Token(Kind.NUMBER, number) : new Token(Kind.SIGN, matcher.group("sign"));
    }

    private static String checked(String name) {
        if (name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("shorten the name to 63 bytes: `" + name + "`");
        }
        return name;
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        Token token = peek();
        next += token.kind() == Kind.END ? 0 : 1;
        return token;
    }

    boolean takeIf(String word) {
        boolean matches = peek().is(word);
        next += matches ? 1 : 0;
        return matches;
    }
}
