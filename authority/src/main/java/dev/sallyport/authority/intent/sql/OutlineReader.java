package dev.sallyport.authority.intent.sql;

import dev.sallyport.authority.intent.sql.Token.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads the outline of a text of statements. It follows parentheses and clause keywords only, so that
/// it needs no grammar of a dialect; text that is no SQL gives a poor outline, never an exception.
/// Linear; nesting is bounded.
final class OutlineReader {

    /// What lies beyond is not judged, in characters.
    static final int LONGEST = 32_768;

    private OutlineReader() {}

    static Outline read(String text, Schema schema) {
        List<Token> all = Lexer.read(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        List<Effect> effects = new ArrayList<>();
        List<Block> blocks = new ArrayList<>();
        Set<String> produced = new HashSet<>();
        boolean deep = false;
        for (List<Token> statement : statements(all)) {
            StatementReader reader = new StatementReader(statement, schema, blocks, produced);
            reader.read();
            deep |= reader.tooDeep();
            effects.add(effect(statement));
        }
        blocks.forEach(block -> produced.addAll(block.aliases));
        boolean cutOff = all.stream().anyMatch(token -> !token.closed());
        return new Outline(effects, blocks, all, text.length() > LONGEST, deep, cutOff, produced);
    }

    private static List<List<Token>> statements(List<Token> all) {
        List<List<Token>> statements = new ArrayList<>();
        List<Token> current = new ArrayList<>();
        for (Token token : all) {
            if (token.symbol(";")) {
                statements.add(current);
                current = new ArrayList<>();
            } else if (token.kind() != Kind.COMMENT) {
                current.add(token);
            }
        }
        statements.add(current);
        return statements.stream().filter(tokens -> !tokens.isEmpty()).toList();
    }

    /// The worst of what the statement's verbs say: a WITH may hold a DELETE, a SELECT may write INTO.
    private static Effect effect(List<Token> tokens) {
        Effect worst =
                becomesAnother(tokens) ? Effect.OTHER : Effect.of(first(tokens).upper());
        for (int i = 1; i < tokens.size() && worst == Effect.READ; i++) {
            worst = nested(tokens, i);
        }
        return worst;
    }

    /// SET ROLE and SET SESSION AUTHORIZATION.
    private static boolean becomesAnother(List<Token> tokens) {
        boolean set = tokens.size() > 2 && tokens.getFirst().word("SET");
        return set && tokens.stream().limit(4).anyMatch(token -> token.word("ROLE") || token.word("AUTHORIZATION"));
    }

    private static Token first(List<Token> tokens) {
        return tokens.stream().filter(token -> !token.symbol("(")).findFirst().orElse(tokens.getFirst());
    }

    private static Effect nested(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        Token next = at + 1 < tokens.size() ? tokens.get(at + 1) : token;
        Token before = tokens.get(at - 1);
        boolean opened = before.symbol("(") || before.symbol(")") || before.value();
        boolean insert = (token.word("INSERT") && next.word("INTO")) || (token.word("INTO") && !next.value());
        boolean delete = token.word("DELETE") && next.word("FROM");
        boolean update = token.word("UPDATE") && opened;
        boolean file = next.word("OUTFILE") || next.word("DUMPFILE");
        return file
                ? Effect.OTHER
                : insert ? Effect.INSERT : delete ? Effect.DELETE : update ? Effect.UPDATE : Effect.READ;
    }
}
