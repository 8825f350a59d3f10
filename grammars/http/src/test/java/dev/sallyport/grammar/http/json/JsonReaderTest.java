package dev.sallyport.grammar.http.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.grammar.http.text.Unclear;
import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.testkit.generate.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class JsonReaderTest {

    private static final JsonReader READER = new JsonReader(JsonLimits.DEFAULT);
    private static final JsonMapper OTHER = JsonMapper.builder()
            .enable(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void readsEveryKindOfValue() throws Exception {
        Json json = READER.read(utf8(" {\"a\":[1,-0.50E+2,true,false,null,\"x\\n\\u00e9\\ud83d\\ude00\"],\"b\":{}} "));
        assertThat(Leaves.of("body", json).stream().map(leaf -> leaf + "=" + leaf.value()))
                .containsExactly(
                        "body.a[0]=1",
                        "body.a[1]=-0.50E+2",
                        "body.a[2]=true",
                        "body.a[3]=false",
                        "body.a[4]=null",
                        "body.a[5]=x\n\u00e9\ud83d\ude00",
                        "body.b={}");
    }

    @Test
    void numbersStayTheTextThatTheyWere() throws Exception {
        for (String number :
                List.of("9007199254740993", "1e0", "1.0", "-0", "1E400", "123456789012345678901234567890")) {
            assertThat(READER.read(utf8(number))).isEqualTo(new Json.Numeral(number, new Span(0, number.length())));
        }
    }

    static Stream<String> twoReadings() {
        return Stream.of(
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "[{\"role\":\"user\",\"Role\":\"system\"}]",
                "\ufeff{}",
                "{} {}",
                "{}x",
                "1 2",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "{\"\\ud800\":1}",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "[,]",
                "{\"a\":1,}",
                "// x\n1",
                "/**/1",
                "NaN",
                "Infinity",
                "-",
                "01",
                "+1",
                ".5",
                "1.",
                "0x10",
                "\"a\nb\"",
                "\"\\x41\"",
                "\"\\u12\"",
                "\"",
                "[",
                "{\"a\"",
                "{\"a\":",
                "tru",
                "nulll",
                "]",
                "",
                "  ",
                "\u00a01",
                "[1 2]",
                "{\"a\" 1}");
    }

    @ParameterizedTest
    @MethodSource("twoReadings")
    void whatCouldBeReadInTwoWaysIsRefused(String text) {
        assertThatThrownBy(() -> READER.read(utf8(text))).isInstanceOf(Unclear.class);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        for (byte[] bytes : List.of(
                new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}, // overlong
                new byte[] {'"', (byte) 0xe0, (byte) 0x80, (byte) 0xaf, '"'},
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, // a surrogate
                new byte[] {'"', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'},
                new byte[] {'"', (byte) 0xff, '"'},
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE),
                "{\"a\":1}".getBytes(StandardCharsets.UTF_16BE))) {
            assertThatThrownBy(() -> READER.read(bytes)).isInstanceOf(Unclear.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void deepNestingIsRefusedAndNotRecursedInto(String open) {
        assertThatThrownBy(() -> READER.read(utf8(open.repeat(100_000))))
                .isInstanceOf(Unclear.class)
                .hasMessageContaining("nested too deeply");
    }

    @Test
    void limitsAreExact() throws Exception {
        JsonReader reader = new JsonReader(new JsonLimits(40, 2, 4, 5, 3, 6));
        reader.read(utf8("[[1]]"));
        reader.read(utf8("[1,2,3]"));
        reader.read(utf8("\"12345\""));
        reader.read(utf8("{\"abc\":1}"));
        reader.read(utf8("123456"));
        for (String over :
                List.of("[[[1]]]", "[1,2,3,4]", "\"123456\"", "{\"abcd\":1}", "1234567", " ".repeat(40) + "1")) {
            assertThatThrownBy(() -> reader.read(utf8(over))).as(over).isInstanceOf(Unclear.class);
        }
    }

    @Test
    void spansAreWhereTheValuesStand() throws Exception {
        byte[] bytes = utf8("xx{\"\u00e9\": [12 ,\"a\\u00e9b\", {} ,true,null, -1.5e3]}yy");
        Json json = READER.read(bytes, 2, bytes.length - 2);
        assertThat(text(bytes, json.span())).isEqualTo(new String(bytes, 2, bytes.length - 4, StandardCharsets.UTF_8));
        assertThat(Leaves.of("", json).stream().map(leaf -> text(bytes, leaf.span())))
                .containsExactly("12", "\"a\\u00e9b\"", "{}", "true", "null", "-1.5e3");
    }

    private static String text(byte[] bytes, Span span) {
        return new String(bytes, span.from(), span.to() - span.from(), StandardCharsets.UTF_8);
    }

    @Test
    void noNameLooksLikeAPath() throws Exception {
        Json json = READER.read(
                utf8("{\"a.b\":1,\"a\":{\"b\":2},\"a[0]\":3,\"\":4,\"q\\\"\\\\\":5,\"x y\":6,\"0\":7,\"d\":[[]]}"));
        assertThat(Leaves.of("", json).stream().map(Leaf::path))
                .containsExactly(
                        "[\"a.b\"]", "a.b", "[\"a[0]\"]", "[\"\"]", "[\"q\\\"\\\\\"]", "[\"x y\"]", "[\"0\"]", "d[0]");
    }

    @Test
    void agreesWithAnotherReaderAboutWhateverItReads() {
        Seeded.forAll(2000, some -> {
            byte[] bytes = utf8(some.oneIn(2) ? random(some, 0) : random(some, 3));
            byte[] tried = some.oneIn(2) ? bytes : some.damaged(bytes);
            Json json;
            try {
                json = READER.read(tried);
            } catch (Unclear e) {
                assertThat(e.reason()).matches("[a-z`%A-Z0-9 ,.-]+");
                return;
            }
            same(json, OTHER.readTree(tried), tried);
        });
    }

    private static void same(Json json, JsonNode node, byte[] bytes) throws Exception {
        switch (json) {
            case Json.Members object -> {
                Map<String, Json> members = object.members();
                assertThat(node.isObject()).isTrue();
                assertThat(members).hasSize(node.size());
                for (Map.Entry<String, Json> member : members.entrySet()) {
                    same(member.getValue(), node.get(member.getKey()), bytes);
                }
            }
            case Json.Elements array -> {
                List<Json> elements = array.elements();
                assertThat(elements).hasSize(node.size());
                for (int i = 0; i < elements.size(); i++) {
                    same(elements.get(i), node.get(i), bytes);
                }
            }
            case Json.Text string -> assertThat(string.text()).isEqualTo(node.textValue());
            case Json.Numeral(String text, Span span) -> {
                assertThat(node.isNumber()).isTrue();
                assertThat(text(bytes, span)).isEqualTo(text);
            }
            case Json.Truth truth -> assertThat(truth.value()).isEqualTo(node.booleanValue());
            case Json.Null _ -> assertThat(node.isNull()).isTrue();
        }
        assertThat(OTHER.readTree(text(bytes, json.span()))).isEqualTo(node);
    }

    private static String random(Generators some, int depth) {
        return switch (some.between(0, depth > 4 ? 3 : 5)) {
            case 0 -> some.pick("true", "false", "null");
            case 1 -> some.anyLong() + some.pick("", ".5", "e3", "E-2");
            case 2, 3 -> quoted(some.text(20));
            case 4 -> "[" + String.join(some.pick(",", " , "), some.list(4, () -> random(some, depth + 1))) + "]";
            default -> {
                Set<String> names = new HashSet<>();
                Map<String, String> members = new LinkedHashMap<>();
                for (String name : some.list(4, () -> some.text(8))) {
                    if (names.add(name.toLowerCase(Locale.ROOT))) {
                        members.put(quoted(name), random(some, depth + 1));
                    }
                }
                yield "{"
                        + String.join(
                                ",",
                                members.entrySet().stream()
                                        .map(each -> each.getKey() + ":" + each.getValue())
                                        .toList())
                        + "}";
            }
        };
    }

    private static String quoted(String text) {
        try {
            return OTHER.writeValueAsString(text);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void noiseIsAnAnswerAndNeverAnotherException() {
        Seeded.forAll(3000, some -> {
            try {
                READER.read(some.bytes(4096));
            } catch (Unclear e) {
                assertThat(e.reason()).isNotEmpty();
            }
        });
    }

    /// 96 KB of text had paths of a gigabyte.
    @Test
    void longNamesAroundManyValuesAreNotSpelledOutForEach() throws Exception {
        String open = ("{\"" + "k".repeat(1000) + "\":").repeat(60);
        String around = open + "[%s1]" + "}".repeat(60);
        assertThatThrownBy(() -> READER.read(utf8(around.formatted("1,".repeat(18_000)))))
                .hasMessage("JSON with too long names around its values");
        assertThat(Leaves.of("body", READER.read(utf8(around.formatted("1,".repeat(9))))))
                .hasSize(10);
        String usual = "{\"features\":[{\"geometry\":{\"type\":\"LineString\",\"coordinates\":[" + "[1,2],".repeat(5000)
                + "[1,2]]}}]}";
        assertThat(Leaves.of("body", READER.read(utf8(usual)))).hasSize(10_003);
    }

    @Test
    void megabytesAreReadInTime() throws Exception {
        JsonReader large = new JsonReader(JsonLimits.forBytes(8 << 20));
        Json json = large.read(utf8("[\"" + "a".repeat(7 << 20) + "\"]"));
        assertThat(json.elements()).hasSize(1);
        assertThatThrownBy(() -> large.read(utf8("[" + "1,".repeat(3 << 20) + "1]")))
                .hasMessage("JSON of too many values");
    }
}
