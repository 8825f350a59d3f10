package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.sql.engine.EngineLimits;
import dev.sallyport.grammar.sql.engine.PortableEngine;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever the text, there is an answer, and the next statement is understood as if nothing had happened.
class HostileTextTest {

    private static final List<String> WORDS = List.of(
            "select",
            "from",
            "where",
            "(",
            ")",
            ",",
            "customers",
            "id",
            "=",
            "7",
            "'",
            "\"",
            "$1",
            "*",
            "with",
            "as",
            "insert",
            "into",
            "values",
            "union",
            "join",
            "on",
            "null",
            "::",
            "int",
            ".",
            ";",
            "--",
            "/*",
            "$$",
            "case",
            "when",
            "end",
            "exists",
            "lateral",
            "update",
            "set",
            "delete",
            "merge",
            "using",
            "returning",
            "group",
            "by");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void randomCharactersAreUnknownAtWorst(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(200);
            for (int c = 0; c < length; c++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 128 : 0x10000));
            }
            answered(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void wordSaladIsUnknownAtWorst(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 30; i++) {
            StringBuilder text = new StringBuilder();
            int length = 1 + random.nextInt(30);
            for (int w = 0; w < length; w++) {
                text.append(WORDS.get(random.nextInt(WORDS.size()))).append(' ');
            }
            answered(text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void brokenStatementsAreUnknownAtWorst(long seed) {
        Random random = new Random(seed);
        String whole =
                "WITH x AS (SELECT c.id, json_agg(t) AS j FROM customers c LEFT JOIN tickets t ON t.customer_id ="
                        + " c.id WHERE c.id IN (1, 2) GROUP BY 1) UPDATE tickets SET note = x.j->>0 FROM x WHERE x.id = id";
        for (int i = 0; i < 30; i++) {
            StringBuilder text = new StringBuilder(whole);
            for (int cuts = random.nextInt(3); cuts >= 0; cuts--) {
                int at = random.nextInt(text.length());
                text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(8)));
            }
            answered(text.toString());
        }
    }

    /// A NUL would end the text for the parser and not for whoever reads on.
    @Test
    void textThatCannotBeCarriedIsRefused() {
        assertThat(Grammar.words("SELECT 1\0; DROP TABLE customers")).isEqualTo("UNKNOWN statement");
        assertThat(Grammar.words("SELECT '\uD800'")).isEqualTo("UNKNOWN statement");
        assertThat(Grammar.words("SELECT '\uD83D\uDE00'")).isEqualTo("READ session constant at most 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT", "(", "array[", "-", "case when true then ", "(select ", "exists (select 1 where "})
    void deepNestingEndsInUnknown(String opening) {
        String closing =
                opening.contains("[") ? "]" : opening.contains("(") ? ")" : opening.startsWith("case") ? " end" : "";
        for (int depth : List.of(600, 5_000, 9_900)) {
            String sql = "SELECT " + (opening + " ").repeat(depth) + "true" + closing.repeat(depth);
            List<Operation> operations = answered(sql);
            assertThat(operations)
                    .singleElement()
                    .satisfies(operation -> assertThat(operation.verb()).isIn(Verb.UNKNOWN, Verb.READ));
        }
        assertThat(Grammar.words("SELECT 1")).isEqualTo("READ session constant at most 0");
    }

    @Test
    void aHundredThousandParenthesesEndInUnknown() {
        String sql = "SELECT " + "(".repeat(100_000) + "1" + ")".repeat(100_000);
        assertThat(Grammar.words(sql)).isEqualTo("UNKNOWN statement");
    }

    @Test
    void longerThanTheLimitIsNotEvenRead() {
        String sql = "SELECT 1" + ", 1".repeat(400_000);
        assertThat(Grammar.words(sql)).isEqualTo("UNKNOWN statement");
        assertThat(Grammar.notes(sql)).isEqualTo("the statement is longer than 262144 characters");
    }

    /// One reader only: if the interrupt did not reach the grammar, the second statement would wait for ever.
    @Test
    void aMegabyteThatTakesTooLongGivesItsReaderBack() {
        GrammarLimits impatient =
                new GrammarLimits(4_000_000, 1000, Duration.ofMillis(500), 1, 4, 64, 1_000_000, 1_000_000);
        try (SqlGrammar grammar = new SqlGrammar(new PortableEngine(EngineLimits.DEFAULT), impatient)) {
            String huge = "SELECT 1" + ", (1 + 1)".repeat(200_000);
            Meaning meaning = grammar.learn(huge, Grammar.VIEW)
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            assertThat(Words.of(meaning.operations(List.of()))).isEqualTo("UNKNOWN statement");
            assertThat(understood(grammar)).isEqualTo("READ customers[id] id=7 unique");
        }
    }

    /// Passing failures are not remembered, so asking again is fair.
    private static String understood(SqlGrammar grammar) {
        String words = "";
        for (int attempt = 0; attempt < 60 && !words.startsWith("READ"); attempt++) {
            Meaning meaning = grammar.learn("SELECT id FROM customers WHERE id = 7", Grammar.VIEW)
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
            words = Words.of(meaning.operations(List.of()));
        }
        return words;
    }

    private static List<Operation> answered(String sql) {
        List<Operation> operations = Grammar.operations(sql);
        assertThat(operations).as(sql).isNotEmpty();
        assertThat(operations).as(sql).noneMatch(operation -> operation.note().contains("the grammar failed"));
        return operations;
    }
}
