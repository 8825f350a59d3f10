package dev.sallyport.postgres.target;

import dev.sallyport.postgres.target.Grant.Function;
import dev.sallyport.postgres.target.GrantTokens.Kind;
import dev.sallyport.postgres.target.GrantTokens.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Recursive descent over one line. Package-private: [Grant#parse].
final class GrantParser {

    private final String path;
    private final String line;

    GrantParser(String path, String line) {
        this.path = path;
        this.line = line;
    }

    Grant parse() {
        try {
            GrantTokens tokens = new GrantTokens(line);
            Grant grant = grant(tokens);
            if (tokens.peek().kind() != Kind.END) {
                throw wrong("end the grant", tokens.peek());
            }
            return grant;
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }

    private static Grant grant(GrantTokens tokens) {
        Token word = tokens.take();
        if (word.is("execute")) {
            expect(tokens, "on");
            expect(tokens, "function");
            return new Grant.OnFunctions(list(tokens, () -> function(tokens)));
        }
        if (word.is("usage")) {
            expect(tokens, "on");
            expect(tokens, "sequence");
            return new Grant.OnSequences(list(tokens, () -> name(tokens)));
        }
        return onTables(privilege(word), tokens);
    }

    private static Grant onTables(Privilege privilege, GrantTokens tokens) {
        List<String> columns = List.of();
        if (tokens.peek().is("(")) {
            if (!privilege.byColumn()) {
                throw wrong("leave the columns out: DELETE takes whole rows", tokens.peek());
            }
            columns = columns(tokens);
        }
        if (tokens.peek().is(",")) throw wrong("give each privilege a line of its own", tokens.peek());
        expect(tokens, "on");
        tokens.takeIf("table");
        return new Grant.OnTables(privilege, columns, list(tokens, () -> name(tokens)));
    }

    private static List<String> columns(GrantTokens tokens) {
        expect(tokens, "(");
        List<String> columns = list(tokens, () -> identifier(tokens));
        expect(tokens, ")");
        return columns;
    }

    private static Privilege privilege(Token word) {
        Optional<Privilege> privilege = Arrays.stream(Privilege.values())
                .filter(p -> word.is(p.name().toLowerCase(Locale.ROOT)))
                .findFirst();
        return privilege.orElseThrow(
                () -> wrong("start with SELECT, INSERT, UPDATE, DELETE, EXECUTE or USAGE, one to a line", word));
    }

    private static Function function(GrantTokens tokens) {
        QualifiedName name = name(tokens);
        expect(tokens, "(");
        List<String> parameters = tokens.peek().is(")") ? List.of() : list(tokens, () -> GrantType.read(tokens));
        expect(tokens, ")");
        return new Function(name, parameters);
    }

    private static QualifiedName name(GrantTokens tokens) {
        String first = identifier(tokens);
        return tokens.takeIf(".")
                ? new QualifiedName(first, identifier(tokens))
                : new QualifiedName(TargetSettings.DEFAULT_SEARCH_PATH.getFirst(), first);
    }

    private static String identifier(GrantTokens tokens) {
        Token token = tokens.take();
        if (!token.isName()) {
            throw wrong("put a name here", token);
        }
        return token.text();
    }

    private static <T> List<T> list(GrantTokens tokens, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        do {
            items.add(item.get());
        } while (tokens.takeIf(","));
        return items;
    }

    static void expect(GrantTokens tokens, String word) {
        Token token = tokens.take();
        if (!token.is(word)) {
            throw wrong("put `" + word.toUpperCase(Locale.ROOT) + "` here", token);
        }
    }

    static IllegalArgumentException wrong(String advice, Token found) {
        return new IllegalArgumentException(
                advice + ", found " + (found.kind() == Kind.END ? "the end of the line" : "`" + found.text() + "`"));
    }
}
