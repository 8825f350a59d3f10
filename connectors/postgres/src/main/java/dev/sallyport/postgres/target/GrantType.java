package dev.sallyport.postgres.target;

import dev.sallyport.postgres.target.GrantTokens.Kind;
import dev.sallyport.postgres.target.GrantTokens.Token;

/// Reads the type of a function's parameter, such as `int`, `double precision`, `numeric(10,2)`, `hr.grade` or
/// `text[]`, and writes it back in a form that can stand in a statement: words of letters, digits and underscores,
/// or quoted. Package-private.
final class GrantType {

    private GrantType() {}

    static String read(GrantTokens tokens) {
        StringBuilder type = new StringBuilder(word(tokens));
        while (tokens.peek().isName() || tokens.peek().is(".")) {
            type.append(tokens.takeIf(".") ? "." : " ").append(word(tokens));
        }
        if (tokens.takeIf("(")) {
            type.append('(').append(number(tokens));
            while (tokens.takeIf(",")) {
                type.append(',').append(number(tokens));
            }
            GrantParser.expect(tokens, ")");
            type.append(')');
        }
        while (tokens.takeIf("[")) {
            GrantParser.expect(tokens, "]");
            type.append("[]");
        }
        return type.toString();
    }

    private static String word(GrantTokens tokens) {
        Token token = tokens.take();
        if (!token.isName()) {
            throw GrantParser.wrong("put the name of a type here", token);
        }
        return token.kind() == Kind.WORD ? token.text() : "\"" + token.text().replace("\"", "\"\"") + "\"";
    }

    private static String number(GrantTokens tokens) {
        Token token = tokens.take();
        if (token.kind() != Kind.NUMBER) {
            throw GrantParser.wrong("put a number here", token);
        }
        return token.text();
    }
}
