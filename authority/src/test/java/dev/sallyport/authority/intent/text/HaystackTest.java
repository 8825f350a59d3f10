package dev.sallyport.authority.intent.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.authority.intent.proposal.Call;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HaystackTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-01-11 | from January 11th to the 15th",
                "2025-01-15 | from January 11th to January 15th",
                "2024-05-13 | from the 13th to the 17th of May 2024",
                "2024-05-26 | on May 26th?",
                "3 | three nights, please",
                "1235.60 | the amount due is $1235.6",
                "1,200 | it costs 1200 euros",
                "https://www.shop.example/a/ | visit shop.example/a for more",
                "bank_account_55555555555 | my account 555-5555-5555",
                "Riverside View | the RIVERSIDE  view hotel",
                "networking event | the event is for networking",
                "EHGLP3 | reservation EHGLP3."
            })
    void isFoundAsPeopleWriteIt(String value, String text) {
        assertThat(new Haystack(text).has(value(value))).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-01-12 | from January 11th to the 15th",
                "4 | three nights, please",
                "EHGLP3 | reservation EHGLP34",
                "12345 | order 9123456",
                "a@b.example | write to ba@b.example.org",
                "Paris | hotels in London"
            })
    void isNotFoundInWhatOnlyLooksLikeIt(String value, String text) {
        assertThat(new Haystack(text).has(value(value))).isLessThan(0.1);
    }

    @Test
    void aPageOfTheHostThatWasNamedIsHalfKnown() {
        assertThat(new Haystack("visit www.shop.example please").has(value("https://shop.example/cart")))
                .isBetween(0.5, 0.7);
    }

    private static Value value(String text) {
        List<Value> values = Value.of(new Call("tool", "", List.of(new Call.Argument("x", text))));
        assertThat(values).hasSize(1);
        return values.getFirst();
    }
}
