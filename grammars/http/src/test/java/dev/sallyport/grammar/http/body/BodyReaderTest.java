package dev.sallyport.grammar.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.grammar.http.target.Parameter;
import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.testkit.generate.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyReaderTest {

    private static Content read(String type, String body) throws Unclear {
        return new BodyReader(BodyLimits.DEFAULT).read(MediaType.parse(type), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsByTheMediaType() throws Exception {
        assertThat(read("application/json; charset=UTF-8", "{}")).isInstanceOf(Content.Document.class);
        assertThat(read("application/merge-patch+json", "{}")).isInstanceOf(Content.Document.class);
        assertThat(((Content.Lines) read("application/x-ndjson", "{\"a\":1}\n\n{\"a\":2}\r\n")).lines())
                .hasSize(2);
        assertThat(((Content.Form) read("application/x-www-form-urlencoded", "a=1+2&b=%26"))
                        .parameters()
                        .all())
                .containsExactly(new Parameter("a", "1 2"), new Parameter("b", "&"));
        assertThat(read("text/csv", "a,b")).isEqualTo(new Content.Prose("a,b", List.of(), 1));
        assertThat(read("image/png", "abc"))
                .isEqualTo(new Content.Opaque("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", 3));
        assertThat(read("application/json", "")).isEqualTo(Content.NONE);
    }

    @Test
    void whatLooksLikeJsonIsReadAsJsonToo() throws Exception {
        assertThat(((Content.Form) read("application/x-www-form-urlencoded", "{\"a\":1}")).json())
                .hasSize(1);
        assertThat(((Content.Prose) read("text/plain", " [1]")).json()).hasSize(1);
        assertThat(read("application/octet-stream", "{\"a\":1}")).isInstanceOf(Content.Document.class);
        assertThatThrownBy(() -> read("application/x-www-form-urlencoded", "{\"a b\":1}"))
                .hasMessage("JSON that says it is a form");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=utf-16", "text/plain; charset=iso-8859-1", "multipart/mixed; boundary=b",
                "multipart/form-data", "multipart/form-data; boundary=\"a\tb\"", "multipart/form-data; boundary="
            })
    void whatIsReadInTwoWaysIsRefused(String type) {
        assertThatThrownBy(() -> read(type, "{}")).isInstanceOf(Unclear.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "json",
                "application/",
                "/json",
                "a/b/c",
                "a/b;",
                "a/b; c",
                "a/b; c=",
                "a/b; c=d; C=e",
                "a/b, c/d",
                "a/b; c=\"d",
                "a/b; c=\"d\\\"\"",
                "a/b c/d",
                "a/\u00e9",
                ""
            })
    void aTypeThatIsNoneIsRefused(String type) {
        assertThatThrownBy(() -> MediaType.parse(type)).isInstanceOf(Unclear.class);
    }

    @Test
    void severalTypesOrNoneAreRefused() {
        assertThatThrownBy(() -> MediaType.of(List.of("a/b", "a/b"))).hasMessage("several content types");
        assertThatThrownBy(() -> new BodyReader(BodyLimits.DEFAULT).read(MediaType.NONE, new byte[1]))
                .hasMessage("a body without a content type");
    }

    @Test
    void noiseIsAnAnswerAndNeverAnotherException() {
        Seeded.forAll(3000, some -> {
            String type = some.pick(
                    "application/json",
                    "application/x-ndjson",
                    "application/x-www-form-urlencoded",
                    "text/plain",
                    "multipart/form-data; boundary=b",
                    "image/png");
            try {
                assertThat(read(type, some.text(200))).isNotNull();
                MediaType.parse(some.ascii(40));
            } catch (Unclear e) {
                assertThat(e.reason()).isNotEmpty();
            }
        });
    }
}
