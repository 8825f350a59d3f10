package dev.sallyport.grammar.http;

import static dev.sallyport.grammar.http.Requests.asked;
import static dev.sallyport.grammar.http.Requests.json;
import static dev.sallyport.grammar.http.Requests.reason;
import static dev.sallyport.grammar.http.Requests.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Label;
import dev.sallyport.grammar.http.GrammarSettings.Protocols;
import dev.sallyport.grammar.http.body.BodyLimits;
import dev.sallyport.grammar.http.target.TargetRules;
import dev.sallyport.testkit.generate.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class HttpGrammarTest {

    private static final HttpGrammar GRAMMAR = new HttpGrammar(GrammarSettings.of("crm"));

    static HttpGrammar with(MethodOverride override, List<String> outward, Map<String, Set<String>> sensitive) {
        return new HttpGrammar(new GrammarSettings(
                "crm",
                List.of(),
                null,
                List.of(),
                outward,
                Protocols.NONE,
                override,
                TargetRules.STRICT,
                BodyLimits.DEFAULT,
                100,
                10,
                sensitive,
                true));
    }

    /// R11: unknown, with the reason, and nothing of it goes to the target.
    @ParameterizedTest
    @ValueSource(strings = {"/a/../b", "/a%2fb", "/a//b", "/%c0%af", "/a;b", "*", "http://x/", "/a b", "/?a=%zz"})
    void whatServersReadInTwoWaysIsUnknownAndNotForwarded(String target) {
        Meaning meaning = GRAMMAR.read(asked("GET", target, ""));
        assertThat(meaning.isUnderstood()).isFalse();
        assertThat(meaning.forwardAs()).isEmpty();
        assertThat(reason(meaning)).isNotEmpty();
        assertThat(meaning.statement()).matches("[ -~]+");
    }

    @Test
    void whatIsForwardedIsWhatWasRead() {
        assertThat(GRAMMAR.read(asked("GET", "/%63ustomers/%34?%61=b+c&&d", "")).forwardAs())
                .isEqualTo("/customers/4?a=b%20c&d=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x-http-method-override | DELETE",
                "x-http-method | delete",
                "x-method-override | PATCH",
            })
    void methodOverridesAreRefused(String header, String method) {
        Meaning meaning = GRAMMAR.read(asked("POST", "/customers/42", "", header, method));
        assertThat(reason(meaning)).isEqualTo("a request that says it is of another method");
    }

    @Test
    void overridesHideNowhere() {
        String parts = "--b\r\nContent-Disposition: form-data; name=\"_method\"\r\n\r\nDELETE\r\n--b--";
        for (Asked hidden : List.of(
                asked("POST", "/customers/42?_method=DELETE", ""),
                asked("POST", "/customers/42?_METHOD=delete", ""),
                asked("POST", "/customers/42?_method[]=DELETE", ""),
                asked("POST", "/customers/42?_method%5B0%5D=DELETE", ""),
                asked("POST", "/customers/42?%20_method=DELETE", ""),
                asked("POST", "/customers/42?+_method=DELETE", ""),
                asked("POST", "/customers/42?.method=DELETE", ""),
                asked("POST", "/customers/42?$httpMethod=DELETE", ""),
                asked("POST", "/customers/42?X-HTTP-Method=DELETE", ""),
                asked("POST", "/customers/42?X-HTTP-Method-Override=DELETE", ""),
                json("POST", "/customers/42", "{\"$httpMethod\":[\"DELETE\"]}"),
                asked("POST", "/customers/42", "_method=delete", "content-type", "application/x-www-form-urlencoded"),
                asked("POST", "/customers/42", parts, "content-type", "multipart/form-data; boundary=b"),
                json("POST", "/customers/42", "{\"_method\":\"DELETE\"}"),
                asked("POST", "/x", "", "x-http-method-override", "POST", "x-http-method-override", "DELETE"))) {
            assertThat(reason(GRAMMAR.read(hidden))).isEqualTo("a request that says it is of another method");
        }
        for (Asked open : List.of(
                asked("POST", "/x", "", "x-http-method-override", "post"),
                asked("POST", "/x?method=card", ""),
                asked("POST", "/x?method[]=card", ""))) {
            assertThat(GRAMMAR.read(open).isUnderstood()).isTrue();
        }
    }

    @Test
    void anOverrideThatIsHonouredIsBoth() {
        HttpGrammar grammar = with(MethodOverride.HONOUR, List.of(), Map.of());
        assertThat(told(grammar.read(asked("POST", "/customers/42", "", "x-http-method-override", "DELETE"))))
                .isEqualTo("update customers by id=42 unique + delete customers by id=42 unique");
        assertThat(told(grammar.read(asked("GET", "/customers?_method=delete", ""))))
                .isEqualTo("read customers all + delete customers all");
        assertThat(grammar.read(asked("POST", "/x", "", "x-http-method", "FROB"))
                        .isUnderstood())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-original-url", "x-rewrite-url"})
    void aHeaderThatNamesAnotherPathIsRefused(String header) {
        assertThat(reason(GRAMMAR.read(asked("GET", "/public", "", header, "/admin"))))
                .contains(header);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "content-encoding | gzip | a compressed body",
                "content-encoding | identity, br | a compressed body",
                "content-type | text/plain; charset=utf-7 | a body in another charset than UTF-8",
                "content-type | application | a content type that is not well-formed",
                "x | y | a body without a content type"
            })
    void whatCannotBeReadIsUnknown(String header, String value, String reason) {
        assertThat(reason(GRAMMAR.read(asked("POST", "/customers", "{}", header, value))))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'id':1,'id':2} | a JSON member occurs twice, or twice but for upper and lower case",
                "{'id':1 | not well-formed JSON",
                "{'a':'\\ud800'} | a lone surrogate in JSON"
            })
    void jsonWithTwoReadingsIsUnknownButItsPathIsKnown(String body, String reason) {
        Meaning meaning = GRAMMAR.read(json("POST", "/customers", body.replace('\'', '"')));
        assertThat(told(meaning)).isEqualTo("unknown customers all");
        assertThat(reason(meaning)).isEqualTo(reason);
        assertThat(meaning.forwardAs()).isEqualTo("/customers");
    }

    @Test
    void aBodyThatWasNotSeenIsUnknown() {
        Asked unseen = new Asked("POST", "/customers", _ -> List.of(), Asked.Payload.UNSEEN);
        assertThat(GRAMMAR.judgesBody("POST", unseen.headers())).isTrue();
        assertThat(reason(GRAMMAR.read(unseen))).isEqualTo("a body that was not seen whole");
    }

    @Test
    void sendingOutwardIsSharing() {
        HttpGrammar grammar = with(MethodOverride.REFUSE, List.of("/hooks/**", "/mail/*/send", "/x"), Map.of());
        assertThat(told(grammar.read(asked("POST", "/hooks/a/b", "")))).isEqualTo("share hooks/a/b atMost 1");
        assertThat(told(grammar.read(asked("PUT", "/hooks", "")))).startsWith("share hooks");
        assertThat(told(grammar.read(asked("POST", "/mail/7/send", "")))).isEqualTo("share mail/send by id=7 unique");
        assertThat(told(grammar.read(asked("GET", "/hooks/a", "")))).startsWith("read");
        assertThat(told(grammar.read(asked("POST", "/mail/7/8/send", "")))).startsWith("execute");
        assertThat(told(grammar.read(asked("POST", "/x/y", "")))).startsWith("create");
    }

    @Test
    void aChangeOfProtocolIsMoreThanReading() {
        Asked upgrade = new Asked("GET", "/feed", _ -> List.of(), Asked.Payload.NONE, "websocket");
        assertThat(told(GRAMMAR.read(upgrade))).isEqualTo("execute feed atMost 1");
    }

    /// R7
    @Test
    void sensitivePropertiesAreSeenDeepInsideAndInWhatSteers() {
        HttpGrammar grammar = with(MethodOverride.REFUSE, List.of(), Map.of("customers", Set.of("ssn")));
        var written = grammar.read(json("PATCH", "/customers/42", "{\"profile\":{\"ssn\":\"1\"}}"))
                .operations();
        assertThat(written.getFirst().resource().fields()).containsExactly("profile", "ssn");
        assertThat(written.getFirst().labels()).containsExactly(Label.SENSITIVE);
        for (String steered : List.of("?ssn=1", "?sort=-ssn", "?filter[ssn]=1", "?where=SSN+eq+1", "?q=name,ssn")) {
            assertThat(grammar.read(asked("GET", "/customers" + steered, ""))
                            .operations()
                            .getFirst()
                            .labels())
                    .as(steered)
                    .containsExactly(Label.ORACLE);
        }
        assertThat(grammar.read(asked("GET", "/customers?q=session", ""))
                        .operations()
                        .getFirst()
                        .labels())
                .containsExactlyInAnyOrder(Label.SENSITIVE, Label.MASKABLE);
        assertThat(grammar.read(asked("GET", "/tickets", ""))
                        .operations()
                        .getFirst()
                        .labels())
                .isEmpty();
    }

    /// R7
    @Test
    void whatAGraphqlQueryDoesNotSelectIsNotTouched() {
        HttpGrammar grammar = new HttpGrammar(new GrammarSettings(
                "crm",
                List.of(),
                null,
                List.of(),
                List.of(),
                new Protocols("/graphql", false, false, Map.of()),
                MethodOverride.REFUSE,
                TargetRules.STRICT,
                BodyLimits.DEFAULT,
                1000,
                100,
                Map.of("customers", Set.of("ssn")),
                true));
        for (var each : Map.of(
                        "{customers{name}}", Set.<Label>of(),
                        "{customers{a:ssn}}", Set.of(Label.SENSITIVE, Label.MASKABLE),
                        "{customers(orderBy:ssn){name}}", Set.of(Label.ORACLE),
                        "{customers(where:{ssn:1}){name}}", Set.of(Label.ORACLE))
                .entrySet()) {
            Meaning meaning = grammar.read(json("POST", "/graphql", "{\"query\":\"" + each.getKey() + "\"}"));
            assertThat(meaning.operations().getFirst().labels())
                    .as(each.getKey())
                    .isEqualTo(each.getValue());
        }
    }

    /// R19
    @Test
    void theFingerprintCoversAllThatIsSent() {
        List<Asked> different = List.of(
                json("POST", "/a", "{\"b\":1}"),
                json("PUT", "/a", "{\"b\":1}"),
                json("POST", "/a?b=1", "{}"),
                json("POST", "/ab", "{}"),
                json("POST", "/a", "{\"b\":1 }"),
                json("POST", "/a", "{}"),
                asked("POST", "/a", "{}", "content-type", "text/plain"));
        assertThat(different.stream()
                        .map(each -> GRAMMAR.read(each).fingerprint())
                        .distinct())
                .hasSize(different.size());
        assertThat(GRAMMAR.read(json("POST", "/%61", "{}")).fingerprint())
                .isEqualTo(GRAMMAR.read(json("POST", "/a", "{}")).fingerprint());
        assertThat(new HttpGrammar(GrammarSettings.of("other"))
                        .read(json("POST", "/a", "{}"))
                        .fingerprint())
                .isNotEqualTo(GRAMMAR.read(json("POST", "/a", "{}")).fingerprint());
    }

    @Test
    void statementsAndArgumentsAreCapped() {
        HttpGrammar grammar = with(MethodOverride.REFUSE, List.of(), Map.of());
        assertThat(grammar.read(json("POST", "/a", "{\"b\":\"" + "\ud83d\ude00".repeat(100) + "\"}"))
                        .statement())
                .hasSizeLessThanOrEqualTo(101)
                .endsWith("\ude00…");
        assertThat(reason(grammar.read(json("POST", "/a", "[1,2,3,4,5,6,7,8,9,10,11]"))))
                .isEqualTo("a request of more than 10 values");
    }

    @Test
    void noiseIsAMeaningAndNeverAnException() {
        HttpGrammar grammar = new HttpGrammar(new GrammarSettings(
                "crm",
                List.of(),
                null,
                List.of(),
                List.of("/**"),
                new Protocols("/graphql", true, true, Map.of()),
                MethodOverride.HONOUR,
                TargetRules.STRICT,
                BodyLimits.DEFAULT,
                200,
                100,
                Map.of("a", Set.of("b")),
                true));
        Seeded.forAll(5000, some -> {
            String type = some.pick(
                    "application/json",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=b",
                    "application/grpc",
                    "application/x-git-upload-pack-request",
                    "text/plain",
                    some.text(20));
            String path = "/" + some.pick("graphql", "a/42", "a.B/C", "r/info/refs", some.text(20));
            byte[] body = some.pick(some.bytes(300), some.text(100).getBytes(StandardCharsets.UTF_8));
            Meaning meaning = grammar.read(new Asked(
                    some.pick("GET", "POST", "DELETE", some.text(5)),
                    path + some.pick("", "?" + some.text(20)),
                    name -> name.equals("content-type")
                            ? List.of(type)
                            : some.oneIn(9) ? List.of(some.text(9)) : List.of(),
                    some.oneIn(9) ? Asked.Payload.UNSEEN : new Asked.Payload.Whole(body),
                    some.pick("", "", "websocket")));
            assertThat(meaning.operations()).isNotEmpty();
            assertThat(meaning.fingerprint()).matches("[0-9a-f]{64}");
            assertThat(meaning.statement().length()).isLessThanOrEqualTo(201);
        });
    }
}
