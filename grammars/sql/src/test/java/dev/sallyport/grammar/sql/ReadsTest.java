package dev.sallyport.grammar.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a SELECT reads, and how much of it. One line per statement.
class ReadsTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            SELECT name FROM customers WHERE id = 7 => READ customers[id,name] id=7 unique
            """)
    void keys(String sql, String expected) {
        assertThat(Grammar.words(sql)).isEqualTo(expected);
    }
}
