package dev.sallyport.authority.intent.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sallyport.authority.intent.Stop;
import dev.sallyport.authority.intent.words.Meanings;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever it is given, the reader answers, soon, and without an exception.
class SqlHostileTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String STATEMENT =
            "WITH a AS (SELECT \"x\" FROM [t] WHERE `y` = 'it''s' /* c */ AND z IN (1, 2.5))"
                    + " SELECT DISTINCT count(*), $$q$$ FROM a -- end\n UNION ALL SELECT $1, e'\\'' ORDER BY 1 DESC LIMIT 3;";
    private static final SqlReader READER = new SqlReader(Meanings.shipped());

    @Test
    void everyBeginningOfAStatement() {
        for (int end = 0; end <= STATEMENT.length(); end++) {
            assertThat(read(STATEMENT.substring(0, end)).features()).isNotEmpty();
        }
    }

    @Test
    void aMegabyteIsTooLong() {
        String long1 = "SELECT a FROM t WHERE b IN (" + "'x',".repeat(250_000) + "'y')";
        assertThat(rules(long1)).contains("too-long");
        assertThat(rules("SELECT a FROM t WHERE b = 1 " + " ".repeat(40_000) + "OR 1 = 1"))
                .contains("too-long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                "(SELECT ",
                "NOT (",
                "f(",
                "[",
                "$a",
                "/*",
                "'",
                "\"",
                "a.",
                "a,",
                "UNION SELECT ",
                "WITH a AS (SELECT ",
                "select union ",
                "or 1=",
                ";",
                "-- ",
                "a b ",
                "'a' ",
                "'union ",
                "\uD800",
                "\uDC00x",
                "\0",
                "CASE WHEN "
            })
    void endlessRepetition(String piece) {
        String text = piece.repeat(60_000 / piece.length());
        soon(text);
        soon("SELECT a FROM t WHERE " + text);
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(rules("SELECT a FROM t WHERE " + "(".repeat(300) + "b" + ")".repeat(300)))
                .contains("too-deep");
    }

    @Test
    void thousandsOfNames() {
        String names = IntStream.range(0, 4_000)
                .mapToObj(i -> "c" + Integer.toString(i, 36) + "x")
                .collect(Collectors.joining(", "));
        String words = IntStream.range(0, 3_000)
                .mapToObj(i -> "w" + Integer.toString(i, 36))
                .collect(Collectors.joining(" "));
        assertTimeoutPreemptively(
                SOON, () -> READER.read(words, "Tables: t(" + names + ")", "SELECT " + names + " FROM t"));
    }

    @Test
    void randomTexts() {
        Random random = new Random(7);
        for (int i = 0; i < 3_000; i++) {
            String text = random(random);
            assertThat(READER.read(text, "Tables: " + text, text).features()).isNotEmpty();
        }
    }

    @Test
    void theSameAnswerEveryTimeOnEveryThread() {
        List<SqlReading> readings = Stream.generate(() -> STATEMENT)
                .limit(64)
                .parallel()
                .map(SqlHostileTest::read)
                .distinct()
                .toList();
        assertThat(readings).hasSize(1);
    }

    private static String random(Random random) {
        StringBuilder text = new StringBuilder();
        String alphabet = "SELECT FROM WHERE'\"`[]()/*-#;,.=<>$:1a%\\ \n\t\uD83D\uDE00é\0";
        int length = random.nextInt(120);
        for (int i = 0; i < length; i++) {
            char c = random.nextInt(4) == 0
                    ? (char) random.nextInt(0x10000)
                    : alphabet.charAt(random.nextInt(alphabet.length()));
            text.append(c);
        }
        return text.toString();
    }

    private static void soon(String text) {
        assertTimeoutPreemptively(SOON, () -> READER.read(text, "Tables: " + text, text));
    }

    private static SqlReading read(String statement) {
        return READER.read("How many x are there?", "Tables: t(x, y, z)", statement);
    }

    private static List<String> rules(String statement) {
        return read(statement).stops().stream().map(Stop::rule).toList();
    }
}
