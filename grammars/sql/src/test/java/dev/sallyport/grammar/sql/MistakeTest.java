package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.grammar.sql.query.Mistake;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is wrong with a statement at the target too, and why a key that it names does not count.
class MistakeTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            SELECT nme FROM customers WHERE id = 7 => COLUMN
            SELECT c.name FROM tickets t => COLUMN
            SELECT name FROM customer => TABLE
            SELECT nme FROM customer => TABLE
            SELECT name FRM customers => SYNTAX
            SELECT 'x => SYNTAX
            """)
    void theTargetWouldNotTakeItEither(String sql, Mistake.Kind mistake) {
        assertThat(Grammar.meaning(sql).mistake().map(Mistake::kind)).contains(mistake);
        assertThat(Grammar.words(sql)).contains("UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            SELECT name FROM customers =>
            SELECT leak(name) FROM customers WHERE id = 7 =>
            SELECT pg_sleep(1) =>
            VACUUM =>
            """)
    void whatIsDeniedForAnotherReasonIsNone(String sql, String none) {
        assertThat(none).isNull();
        assertThat(Grammar.meaning(sql).mistake()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
            name ~ 'a' => `~` may fail
            name LIKE 'a%' AND substr(name, 1, -1) = 'x' => `substr()` may fail
            NOT (active OR name::int = 7) => a cast to `int4` may fail
            lower(name || name::int) = 'x' => a cast to `int4` may fail
            name = (SELECT note FROM tickets) => a query that may answer several rows may fail
            """)
    void whyAKeyDoesNotCount(String condition, String why) {
        String sql = "SELECT id FROM customers WHERE id = 7 AND " + condition;
        assertThat(Grammar.meaning(sql).operations(List.of()))
                .as(condition)
                .anySatisfy(operation -> assertThat(operation.note()).startsWith(why));
    }

    @Test
    void whatCountsNeedsNoReason() {
        assertThat(Grammar.meaning("SELECT id FROM customers WHERE id = 7 AND name LIKE 'a%'")
                        .operations(List.of()))
                .allSatisfy(operation -> assertThat(operation.note()).isEmpty());
    }
}
