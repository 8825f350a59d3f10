package dev.sallyport.grammar.http.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.testkit.generate.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Path confusion: gateway and target see the same path, or the request goes nowhere.
@Timeout(60)
class CanonicalTargetTest {

    private static CanonicalTarget read(String target) throws Unclear {
        return CanonicalTarget.read(target, TargetRules.STRICT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "/ /",
                "/customers/42 /customers/42",
                "/customers/ /customers/",
                "/%63ustomers /customers",
                "/a%7Eb /a~b",
                "/caf%c3%a9 /caf%C3%A9",
                "/a%20b /a%20b",
                "/a+b /a+b",
                "/x:export /x:export",
                "/a@b,c(d)'e /a@b,c(d)'e",
                "/a%25b /a%25b",
                "/100%25 /100%25",
                "/a%7Cb /a%7Cb",
                "/a|b /a%7Cb",
                "/%7Bid%7D /%7Bid%7D",
                "/.well-known/x /.well-known/x",
                "/a..b /a..b",
                "/a. /a.",
                "/a%3Fb /a%3Fb",
                "/a%23b /a%23b",
                "/?a=1&b=%41 /?a=1&b=A",
                "/?a+b=c%20d /?a%20b=c%20d",
                "/?a%26b=1%3D2 /?a%26b=1%3D2",
                "/?a&b= /?a=&b=",
                "/?&&a=1& /?a=1",
                "/? /",
                "/?x=%2F..%2f /?x=/../",
                "/?a=1?2 /?a=1%3F2",
                "/?a=%0A /?a=%0A"
            })
    void isWrittenInTheUsualWay(String raw, String canonical) throws Exception {
        assertThat(read(raw).text()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "customers",
                "*",
                "http://crm/customers",
                "//",
                "//customers",
                "/a//b",
                "/a//",
                "/./a",
                "/a/.",
                "/../a",
                "/a/..",
                "/a/../b",
                "/%2e/a",
                "/%2E%2e/a",
                "/.%2e/a",
                "/a/%2e%2E",
                "/.../a",
                "/..%20/a",
                "/%2e%20/",
                "/a%2fb",
                "/a%2Fb",
                "/a%5cb",
                "/a\\b",
                "/a;b",
                "/a;x=1/b",
                "/a%3bb",
                "/;/a",
                "/a%00",
                "/a%0d%0ab",
                "/a%09b",
                "/a%7f",
                "/%",
                "/%4",
                "/%zz",
                "/%4g",
                "/%u0041",
                "/a%252fb",
                "/a%252e%252e",
                "/%25%36%31",
                "/%c0%af",
                "/%c0%ae%c0%ae",
                "/%e0%80%af",
                "/%f0%80%80%af",
                "/%ed%a0%80",
                "/%ff",
                "/%c3",
                "/é",
                "/a b",
                "/a\tb",
                "/a\u0000b",
                "/a\r\nX: y",
                "/a#b",
                "/?a#b",
                "/?a=%00",
                "/?a=%",
                "/?a=%c0%80",
                "/?a=1;b=2",
                "/?a=é",
                "/?a= b",
                "/%ef%bc%8f",
                "/%ef%bc%8e%ef%bc%8e",
                "/a%ef%bc%9bb",
                "/a%ef%bc%85b",
                "/%e2%80%a5",
                "/%e2%80%a4%e2%80%a4",
                "/a%e2%80%8bb",
                "/a%e2%80%aeb",
                "/%ef%bb%bfa",
                "/a%c2%85b",
                "/a%c2%adb",
                "/?a=%1b"
            })
    void whatServersReadInTwoWaysIsRefused(String raw) {
        assertThatThrownBy(() -> read(raw)).isInstanceOf(Unclear.class);
    }

    @Test
    void whatAServerIsKnownForIsOpenedAndNothingElse() throws Exception {
        TargetRules slashes = TargetRules.STRICT.withEncodedSlashes();
        assertThat(CanonicalPath.read("/projects/a%2fb/x", slashes).segments()).containsExactly("projects", "a/b", "x");
        assertThat(CanonicalPath.read("/projects/a%2fb/x", slashes).text()).isEqualTo("/projects/a%2Fb/x");
        for (String raw : List.of("/a%2f..%2fb", "/%2f", "/a%2f", "/%2fa", "/a%2f%2fb", "/a%2f.", "/a%5cb", "/a;b")) {
            assertThatThrownBy(() -> CanonicalPath.read(raw, slashes)).as(raw).isInstanceOf(Unclear.class);
        }
        TargetRules parameters = TargetRules.STRICT.withPathParameters();
        assertThat(CanonicalPath.read("/a;x=1/b", parameters).text()).isEqualTo("/a%3Bx=1/b");
        TargetRules semicolons = TargetRules.STRICT.withSemicolons();
        assertThat(Parameters.read("$expand=a($select=b;$top=1)", semicolons).all())
                .containsExactly(new Parameter("$expand", "a($select=b;$top=1)"));
    }

    @Test
    void limitsHold() throws Exception {
        read("/" + "a/".repeat(63));
        for (String raw : List.of("/" + "a/".repeat(64), "/" + "a".repeat(8192), "/?" + "a&".repeat(257))) {
            assertThatThrownBy(() -> read(raw)).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void theSameNameTwiceHasNoOnlyValue() throws Exception {
        Parameters query = Parameters.read("id=1&x=3&id=2&i%64=4", TargetRules.STRICT);
        assertThat(query.only("id")).isEmpty();
        assertThat(query.only("x")).contains("3");
        List<String> named = new ArrayList<>();
        query.named("query", (name, value) -> named.add(name + "=" + value));
        assertThat(named).containsExactly("query.id[0]=1", "query.x=3", "query.id[1]=2", "query.id[2]=4");
    }

    /// Whatever is let through means the same when it is read again, and holds nothing that a second
    /// decoding, or a file system, could take for structure.
    @Test
    void whatPassesIsStable() {
        Seeded.forAll(20_000, some -> {
            StringBuilder raw = new StringBuilder("/");
            for (int i = some.between(0, 12); i > 0; i--) {
                raw.append(some.pick(
                        "/",
                        ".",
                        "..",
                        "%2e",
                        "%2F",
                        "%5c",
                        "%25",
                        "%32",
                        "%c3%a9",
                        "%ef%bc%8f",
                        "a",
                        "B1",
                        ";",
                        "?",
                        "&",
                        "=",
                        "%00",
                        "%20",
                        "+",
                        "%3f",
                        "x=1",
                        "%",
                        "é",
                        "%c0%af",
                        "~",
                        "\\",
                        "%7e",
                        "%41"));
            }
            CanonicalTarget target;
            try {
                target = read(raw.toString());
            } catch (Unclear e) {
                assertThat(e.reason()).isNotEmpty();
                return;
            }
            assertThat(read(target.text())).isEqualTo(target);
            assertThat(target.text()).matches("[!-~]+");
            assertThat(target.path().text()).doesNotContain("//", "/../", "/./", "\\", ";");
            for (String segment : target.path().segments()) {
                assertThat(segment).isNotEmpty().isNotIn(".", "..").doesNotContain("/", "\\", ";");
            }
        });
    }

    @Test
    void noiseIsAnAnswerAndNeverAnotherException() {
        Seeded.forAll(5000, some -> {
            byte[] bytes = new byte[some.between(0, 100)];
            new Random(some.anyLong()).nextBytes(bytes);
            for (String raw :
                    List.of("/" + new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1), some.text(60))) {
                try {
                    read(raw);
                } catch (Unclear e) {
                    assertThat(e.reason()).isNotEmpty();
                }
            }
        });
    }
}
