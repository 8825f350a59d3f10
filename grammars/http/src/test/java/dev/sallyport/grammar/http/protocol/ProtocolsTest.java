package dev.sallyport.grammar.http.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Operation;
import dev.sallyport.api.target.Verb;
import dev.sallyport.grammar.http.Asked;
import dev.sallyport.grammar.http.GrammarSettings;
import dev.sallyport.grammar.http.GrammarSettings.Protocols;
import dev.sallyport.grammar.http.HttpGrammar;
import dev.sallyport.grammar.http.MethodOverride;
import dev.sallyport.grammar.http.body.BodyLimits;
import dev.sallyport.grammar.http.target.TargetRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolsTest {

    private static final HttpGrammar GRAMMAR = new HttpGrammar(new GrammarSettings(
            "forge",
            List.of(),
            null,
            List.of(),
            List.of(),
            new Protocols("", true, true, Map.of("crm.Customers/Get", Verb.READ, "crm.Audit/*", Verb.DISCOVER)),
            MethodOverride.REFUSE,
            TargetRules.STRICT,
            BodyLimits.DEFAULT,
            1000,
            100,
            Map.of(),
            false));

    private static Operation read(String method, String target, String type) {
        Asked asked = new Asked(
                method,
                target,
                name -> name.equals("content-type") && !type.isEmpty() ? List.of(type) : List.of(),
                type.startsWith("application/x-git") || type.startsWith("application/grpc")
                        ? Asked.Payload.UNSEEN
                        : Asked.Payload.NONE);
        return GRAMMAR.read(asked).operations().getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/acme/shop.git/info/refs?service=git-upload-pack,'',READ,acme/shop",
        "GET,/acme/shop/info/refs?service=git-upload-pack,'',READ,acme/shop",
        "GET,/acme/shop.git/info/refs?service=git-receive-pack,'',UPDATE,acme/shop",
        "POST,/acme/shop.git/git-upload-pack,application/x-git-upload-pack-request,READ,acme/shop",
        "POST,/acme/shop.git/git-receive-pack,application/x-git-receive-pack-request,UPDATE,acme/shop",
        "GET,/acme/shop.git/info/refs,'',UNKNOWN,acme/shop.git/info/refs",
        "GET,/acme/shop.git/info/refs?service=git-upload-pack&service=git-receive-pack,'',UNKNOWN,acme/shop.git/info/refs",
        "GET,/acme/shop.git/info/refs?service=git-archive,'',UNKNOWN,acme/shop.git/info/refs",
        "POST,/acme/shop.git/git-upload-pack,application/x-git-receive-pack-request,UNKNOWN,acme/shop.git/git-upload-pack",
        "GET,/acme/shop.git/git-receive-pack,'',UNKNOWN,acme/shop.git/git-receive-pack",
        "POST,/customers,application/x-git-upload-pack-request,UNKNOWN,customers",
        "POST,/crm.Customers/Get,application/grpc,READ,crm.Customers/Get",
        "POST,/crm.Customers/Delete,application/grpc+proto,EXECUTE,crm.Customers/Delete",
        "POST,/crm.Audit/List,application/grpc-web+proto,DISCOVER,crm.Audit/List",
        "GET,/crm.Customers/Get,application/grpc,UNKNOWN,crm.Customers/Get",
        "POST,/crm.Customers/Get/x,application/grpc,UNKNOWN,crm.Customers/Get/x",
        "POST,/crm.Customers/Get?x,application/grpc,UNKNOWN,crm.Customers/Get",
        "POST,/crm.Customers/*,application/grpc,UNKNOWN,crm.Customers/*"
    })
    void means(String method, String target, String type, Verb verb, String resource) {
        Operation operation = read(method, target, type);
        assertThat(operation.verb()).isEqualTo(verb);
        assertThat(operation.resource().name()).isEqualTo(resource);
    }

    @Test
    void onlyPacksAndMessagesMayPassUnseen() {
        assertThat(GRAMMAR.judgesBody("POST", _ -> List.of("application/x-git-receive-pack-request")))
                .isFalse();
        assertThat(GRAMMAR.judgesBody("POST", _ -> List.of("application/grpc"))).isFalse();
        assertThat(GRAMMAR.judgesBody("GET", _ -> List.of("application/x-git-receive-pack-request")))
                .isTrue();
        assertThat(GRAMMAR.judgesBody("POST", _ -> List.of("application/json"))).isTrue();
        assertThat(GRAMMAR.judgesBody("POST", _ -> List.of("application/grpc", "application/json")))
                .isTrue();
        HttpGrammar plain = new HttpGrammar(GrammarSettings.of("x"));
        assertThat(plain.judgesBody("POST", _ -> List.of("application/grpc"))).isTrue();
        Asked asked = new Asked(
                "POST",
                "/a.B/C",
                name -> name.equals("content-type") ? List.of("application/grpc") : List.of(),
                Asked.Payload.UNSEEN);
        assertThat(plain.read(asked).isUnderstood()).isFalse();
        assertThat(new Asked("POST", "/secret", _ -> List.of(), Asked.Payload.NONE))
                .hasToString("POST");
    }
}
