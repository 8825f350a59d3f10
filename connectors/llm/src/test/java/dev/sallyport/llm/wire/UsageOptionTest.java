package dev.sallyport.llm.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageOptionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"stream\":true} | {\"stream_options\":{\"include_usage\":true},\"stream\":true}",
                "` \n{ \"n\": 1.50, \"a\": \"é{\" }` | ` \n{\"stream_options\":{\"include_usage\":true}, \"n\": 1.50, \"a\": \"é{\" }`",
                "{\"n\":1.50,\"stream_options\":{\"include_obfuscation\":false}} | {\"n\":1.50,\"stream_options\":{\"include_obfuscation\":false,\"include_usage\":true}}",
                "{\"stream_options\":{\"include_usage\":false}} | {\"stream_options\":{\"include_usage\":true}}",
                "{\"stream_options\":null} | {\"stream_options\":{\"include_usage\":true}}",
            })
    void asksForTheTokensAndChangesNothingElse(String body, String sent) {
        assertThat(new String(UsageOption.add(body.getBytes(UTF_8)), UTF_8)).isEqualTo(sent);
    }
}
