package dev.sallyport.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.decision.Mask;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {

    private static Optional<String> masked(String json) {
        return Masking.of(List.of(new Mask("customers", "ssn")), json.getBytes(StandardCharsets.UTF_8))
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":1,\"ssn\":\"x\",\"a\":1}|{\"id\":1,\"ssn\":\"***\",\"a\":1}",
                "[{\"SSN\":{\"no\":[1,2]},\"b\":null}]|[{\"SSN\":\"***\",\"b\":null}]",
                "{\"a\":{\"b\":[{\"\\u0073sn\":1}]}}|{\"a\":{\"b\":[{\"ssn\":\"***\"}]}}",
                "{\"n\":1.10,\"ssn\":2}|{\"n\":1.10,\"ssn\":\"***\"}",
                "7|7",
                "{\"a\":\"{\\\"ssn\\\":\\\"x\\\"}\"}|{\"a\":\"{\\\"ssn\\\":\\\"***\\\"}\"}",
                "[\"[{\\\"\\\\u0073sn\\\":\\\"x\\\"}]\"]|[\"[{\\\"ssn\\\":\\\"***\\\"}]\"]",
                "[\"{\\\"ssn\\\":1,\\\"ssn\\\":\\\"x\\\"}\"]|[\"***\"]",
                "[\"[INFO] started\", \"{ \\\"a\\\" : 1 }\"]|[\"[INFO] started\",\"{ \\\"a\\\" : 1 }\"]"
            })
    void hidesAPropertyWhereverItStands(String json, String expected) {
        assertThat(masked(json)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"a\":1}{\"ssn\":1}", "{\"a\":1,\"a\":2}", "{\"ssn\":1", "x", "[1,]"})
    void refusesWhatIsNotOneDocument(String json) {
        assertThat(masked(json)).isEmpty();
    }

    /// Four levels of text in text are looked into, and nothing below passes.
    @org.junit.jupiter.api.Test
    void hidesWhatIsATextOfATextOfATextToAnyDepth() {
        String text = "{\"ssn\":\"078\",\"id\":7}";
        for (int level = 1; level <= 7; level++) {
            text = "[\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"]";
            assertThat(masked(text).orElseThrow())
                    .as("level %d", level)
                    .doesNotContain("078")
                    .matches(level <= 4 ? "(?s).*7.*" : "(?s)[^7]*");
        }
        assertThat(masked("[\"\\\"{ssn: 078\\\"\"]")).hasValue("[\"\\\"***\\\"\"]");
    }

    @org.junit.jupiter.api.Test
    void refusesWhatIsNestedTooDeep() {
        assertThat(masked("[".repeat(5000) + "]".repeat(5000))).isEmpty();
    }
}
