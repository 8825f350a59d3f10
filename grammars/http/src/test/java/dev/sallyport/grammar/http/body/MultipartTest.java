package dev.sallyport.grammar.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.testkit.generate.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class MultipartTest {

    private static final String GOOD = """
            --b
            Content-Disposition: form-data; name="id"

            42
            --b
            content-disposition: form-data; name="file"; filename="a.txt"
            Content-Type: text/plain

            x
            y
            --b
            Content-Disposition: form-data; name="j"
            Content-Type: application/json

            {"a":1}
            --b
            Content-Disposition: form-data; name="p"; filename="p.png"
            Content-Type: image/png

            \u00e9
            --b--
            """.replace("\n", "\r\n");

    private static List<Content.Part> read(String body) throws Unclear {
        return read(body.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Content.Part> read(byte[] body) throws Unclear {
        MediaType type = MediaType.parse("multipart/form-data; boundary=b");
        return new BodyReader(BodyLimits.DEFAULT).read(type, body) instanceof Content.Parts form
                ? form.parts()
                : List.of();
    }

    @Test
    void readsPartsByTheirType() throws Exception {
        List<Content.Part> parts = read(GOOD);
        assertThat(parts).extracting(Content.Part::name).containsExactly("id", "file", "j", "p");
        assertThat(parts).extracting(Content.Part::filename).containsExactly("", "a.txt", "", "p.png");
        assertThat(parts.get(0).content()).isEqualTo(new Content.Prose("42", List.of(), 1));
        assertThat(parts.get(1).content()).isEqualTo(new Content.Prose("x\r\ny", List.of(), 1));
        assertThat(parts.get(2).content()).isInstanceOf(Content.Document.class);
        assertThat(parts.get(3).content()).isInstanceOf(Content.Opaque.class);
        assertThat(read("--b\r\nContent-Disposition: form-data; name=\"e\"\r\n\r\n\r\n--b--")
                        .getFirst()
                        .content())
                .isEqualTo(new Content.Prose("", List.of(), 1));
    }

    static Stream<String> twoReadings() {
        String part = "--b\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n42\r\n";
        return Stream.of(
                "preamble\r\n" + part + "--b--",
                "\r\n" + part + "--b--",
                part + "--b--\r\nepilogue",
                part + "--b--x",
                part,
                part + "--b",
                part + "--b \r\n",
                part + "--bc--",
                part.replace("\r\n", "\n") + "--b--",
                part.replace("42", "42\n--b\nx") + "--b--",
                part.replace("name=\"id\"", "name=id") + "--b--",
                part.replace("name=\"id\"", "name=\"id\"; name=\"x\"") + "--b--",
                part.replace("name=\"id\"", "name=\"id\"; filename*=UTF-8''x") + "--b--",
                part.replace("name=\"id\"", "name=\"i\\\"d\"") + "--b--",
                part.replace("name=\"id\"", "name=\"\"") + "--b--",
                part.replace("form-data", "attachment") + "--b--",
                part.replace("\r\n\r\n", "\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n") + "--b--",
                part.replace("\r\n\r\n", "\r\n folded: x\r\n\r\n") + "--b--",
                part.replace("\r\n\r\n", "\r\nContent-Transfer-Encoding: base64\r\n\r\n") + "--b--",
                part.replace("\r\n\r\n", "\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n") + "--b--",
                part.replace("\r\n\r\n", "\r\nContent-Type: text/plain; charset=utf-16\r\n\r\n") + "--b--",
                part.replace("\r\n\r\n", "\r\nno colon\r\n\r\n") + "--b--",
                part.replace("id", "_charset_") + "--b--",
                "--b\r\n\r\n42\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=\"id\"\r\n--b--",
                part.repeat(65) + "--b--");
    }

    @ParameterizedTest
    @MethodSource("twoReadings")
    void whatParsersDisagreeAboutIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(Unclear.class);
    }

    @Test
    void everyBeginningOfABodyIsRefused() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        for (int length = 1; length < good.length - 2; length++) {
            byte[] cut = java.util.Arrays.copyOf(good, length);
            assertThatThrownBy(() -> read(cut)).as("%d bytes", length).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void damageIsAnAnswerAndNeverAnotherException() {
        byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
        Seeded.forAll(5000, some -> {
            try {
                read(some.damaged(good));
            } catch (Unclear e) {
                assertThat(e.reason()).isNotEmpty();
            }
        });
    }

    @Test
    void aBoundaryThatAlmostComesIsNoLoop() throws Exception {
        String body =
                "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n" + "\r\n-".repeat(300_000) + "\r\n--b--";
        assertThat(read(body)).hasSize(1);
    }
}
