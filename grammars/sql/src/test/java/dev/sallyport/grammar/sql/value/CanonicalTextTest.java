package dev.sallyport.grammar.sql.value;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "unreadable",
            ignoreLeadingAndTrailingWhitespace = true,
            textBlock = """
            INTEGER, 007, 7
            INTEGER, +7, 7
            INTEGER, -0, 0
            INTEGER, 7.0, 7
            INTEGER, ` 7 `, 7
            INTEGER, 7.5, unreadable
            INTEGER, 0x7, unreadable
            INTEGER, 1_0, unreadable
            INTEGER, 1e3, unreadable
            INTEGER, ٧, unreadable
            INTEGER, 9223372036854775808, 9223372036854775808
            NUMERIC, 1.50, 1.5
            NUMERIC, 0.000, 0
            NUMERIC, NaN, unreadable
            BOOL, TRUE, true
            BOOL, y, true
            BOOL, of, false
            BOOL, maybe, unreadable
            UUID, {A0EEBC999C0B4EF8BB6D6BB9BD380A11}, a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11
            UUID, a0eebc99, unreadable
            BLANK_PADDED, `ab  `, ab
            TEXT, `ab  `, `ab  `
            DATE, 2000-01-31, 2000-01-31
            DATE, today, unreadable
            DATE, 01/31/2000, unreadable
            TIMESTAMP, 2000-01-31, 2000-01-31 00:00:00
            TIMESTAMP, 2000-01-31T01:02:03.500, 2000-01-31 01:02:03.5
            TIMESTAMP, 2000-01-31 01:02:03.000, 2000-01-31 01:02:03
            TIMESTAMP, 2000-01-31 01:02:03+02, unreadable
            TIMESTAMP, now, unreadable
            """)
    void oneSpellingPerValue(KeyType.Family family, String text, String canonical) {
        assertThat(CanonicalText.of(family, text).orElse(null)).isEqualTo(canonical);
    }
}
