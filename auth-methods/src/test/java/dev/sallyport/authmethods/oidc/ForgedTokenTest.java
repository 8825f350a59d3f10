package dev.sallyport.authmethods.oidc;

import static dev.sallyport.api.identity.RefusalReason.ALGORITHM_NOT_ALLOWED;
import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_KEY;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static dev.sallyport.authmethods.oidc.Oidc.NOW;
import static dev.sallyport.authmethods.oidc.Oidc.proven;
import static dev.sallyport.authmethods.oidc.Oidc.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The attacks on signed tokens that RFC 8725 and the history of JWT libraries list.
class ForgedTokenTest {

    private PlatformIssuer issuer;
    private OidcAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        issuer = Oidc.issuer(Kind.RS256);
        method = new OidcAuthMethod(Oidc.settings(issuer));
    }

    @AfterEach
    void stop() {
        method.close();
        issuer.close();
    }

    private PlatformToken token() {
        return Oidc.token(issuer);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_kind_of_key_proves_a_workload_and_no_other_key_does(Kind kind) {
        issuer.rotate(kind);
        assertThat(proven(method, token().sign()).subject()).isEqualTo(Oidc.SUBJECT);
        refused(method, token().signedBy(SigningKey.generate("any", kind)).sign(), BAD_SIGNATURE);
        refused(method, token().tamper("sub", "system:serviceaccount:payroll:admin"), BAD_SIGNATURE);
    }

    @Test
    void an_unsigned_token_is_refused_however_none_is_spelled() {
        refused(method, token().unsigned(), ALGORITHM_NOT_ALLOWED);
        for (String none : List.of("None", "NONE", "nOnE", "none ")) {
            refused(method, token().header("alg", none).sign(), ALGORITHM_NOT_ALLOWED);
        }
        String signed = token().sign();
        refused(method, signed.substring(0, signed.lastIndexOf('.') + 1), BAD_SIGNATURE);
    }

    @Test
    void the_public_key_is_no_shared_secret() {
        refused(method, token().signWithPublicKeyAsSecret(), ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void an_algorithm_works_with_its_own_kind_of_key_only() {
        refused(method, token().header("alg", "ES256").sign(), ALGORITHM_NOT_ALLOWED);
        issuer.rotate(Kind.ES256);
        method.flush();
        refused(method, token().header("alg", "RS256").sign(), ALGORITHM_NOT_ALLOWED);
        refused(method, token().header("alg", "EdDSA").sign(), ALGORITHM_NOT_ALLOWED);
    }

    @Test
    void an_algorithm_that_is_not_configured_is_refused_although_the_key_would_fit() {
        refused(method, token().header("alg", "PS256").sign(), ALGORITHM_NOT_ALLOWED);
        refused(method, token().header("alg", "RS512").sign(), ALGORITHM_NOT_ALLOWED);
        refused(method, token().withoutHeader("alg").sign(), MALFORMED);
        refused(method, token().header("alg", 7).sign(), MALFORMED);
    }

    @Test
    void a_token_does_not_bring_its_own_key() {
        int requests = issuer.requests();
        String elsewhere = issuer.jwksUrl() + "?attacker";
        refused(method, token().signWithEmbeddedKey(), BAD_SIGNATURE);
        SigningKey own = SigningKey.generate("own", Kind.RS256);
        refused(
                method,
                token().header("kid", "own")
                        .header("jwk", own.toPublicJwk().toJSONObject())
                        .signedBy(own)
                        .sign(),
                UNKNOWN_KEY);
        refused(method, token().header("jku", elsewhere).signedBy(own).sign(), BAD_SIGNATURE);
        refused(method, token().header("x5u", elsewhere).signedBy(own).sign(), BAD_SIGNATURE);
        refused(method, token().header("x5c", List.of("MIIB")).signedBy(own).sign(), BAD_SIGNATURE);
        assertThat(issuer.requests() - requests)
                .as("one discovery document and one JWK set")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../../../dev/null",
                "key-0' UNION SELECT 'secret",
                "key-0\u0000",
                "KEY-0",
                "key-0 ",
                "| cat /etc/passwd",
                "\u001b[2J\u202e",
                ""
            })
    void a_key_name_is_only_compared(String kid) {
        assertThat(refused(method, token().header("kid", kid).sign(), UNKNOWN_KEY)
                        .detail())
                .matches("[ -~]*");
    }

    @Test
    void a_token_names_its_key() {
        refused(method, token().withoutHeader("kid").sign(), UNKNOWN_KEY);
        refused(method, token().header("kid", List.of("key-0")).sign(), UNKNOWN_KEY);
    }

    @Test
    void extensions_that_nobody_understands_are_refused() {
        refused(
                method,
                token().header("crit", List.of("b64")).header("b64", false).sign(),
                UNSUPPORTED);
        refused(method, token().header("crit", List.of()).sign(), UNSUPPORTED);
        refused(method, token().header("crit", "exp").sign(), UNSUPPORTED);
    }

    @Test
    void another_type_of_token_of_the_same_issuer_is_no_proof_of_identity() {
        refused(method, token().header("typ", "logout+jwt").sign(), UNSUPPORTED);
        refused(method, token().header("typ", "dpop+jwt").sign(), UNSUPPORTED);
        for (String type : List.of("JWT", "jwt", "at+jwt", "application/at+jwt", "JOSE")) {
            proven(method, token().header("typ", type).sign());
        }
        proven(method, token().withoutHeader("typ").sign());
    }

    @Test
    void nested_and_encrypted_tokens_are_refused() {
        refused(method, token().header("cty", "JWT").signPayload(token().sign()), MALFORMED);
        refused(method, token().header("cty", "JWT").sign(), UNSUPPORTED);
        refused(method, "eyJhbGciOiJSU0EtT0FFUCJ9.AAAA.AAAA.AAAA.AAAA", UNSUPPORTED);
        refused(method, token().signPayload(token().sign()), MALFORMED);
    }

    @Test
    void a_token_bound_to_a_key_is_no_proof_without_that_key() {
        refused(method, token().claim("cnf", java.util.Map.of("jkt", "x")).sign(), UNSUPPORTED);
    }

    @Test
    void a_member_that_occurs_twice_is_refused_at_any_depth() {
        String good = "\"iss\":\"" + issuer.issuer() + "\",\"aud\":\"sallyport\",\"sub\":\"a\",\"exp\":"
                + (NOW.getEpochSecond() + 60);
        proven(method, token().signPayload("{" + good + "}"));
        refused(method, token().signPayload("{" + good + ",\"sub\":\"b\"}"), MALFORMED);
        refused(method, token().signPayload("{" + good + ",\"\\u0073ub\":\"b\"}"), MALFORMED);
        refused(method, token().signPayload("{" + good + ",\"x\":{\"a\":1,\"a\":2}}"), MALFORMED);
        refused(method, token().signHeader("{\"alg\":\"RS256\",\"kid\":\"key-0\",\"kid\":\"key-2\"}"), MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}{}",
                "{} x",
                "{'iss':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "\ufeff{}"
            })
    void a_payload_that_is_not_one_strict_json_object_is_malformed(String payload) {
        refused(method, token().signPayload(payload), MALFORMED);
    }

    @Test
    void deep_nesting_and_huge_numbers_are_refused() {
        refused(method, token().signPayload("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}"), MALFORMED);
        refused(method, token().signPayload("{\"a\":" + "{\"a\":".repeat(1000) + "1" + "}".repeat(1001)), MALFORMED);
        refused(method, token().signPayload("{\"a\":" + "9".repeat(5000) + "}"), MALFORMED);
        refused(method, token().signPayload("{\"a\":1e999}"), MALFORMED);
    }

    @Test
    void only_one_spelling_of_a_token_exists() {
        String good = token().sign();
        proven(method, good);
        for (String other : List.of(
                good + "=", good + "==", " " + good, good + "\n", good + ".", "." + good, good.replace(".", ". "))) {
            refused(method, other, MALFORMED);
        }
        refused(method, "", MALFORMED);
        refused(method, "hunter2", MALFORMED);
        refused(method, "..", MALFORMED);
    }

    @Test
    void a_token_over_the_limit_is_not_read() {
        refused(method, token().claim("padding", "x".repeat(16 * 1024)).sign(), TOO_LARGE);
        refused(method, "x".repeat(10_000_000), TOO_LARGE);
    }

    @Test
    void another_issuer_is_refused_without_asking_anyone() {
        for (String iss : List.of(
                "https://issuer.example",
                issuer.issuer() + "/",
                issuer.issuer().toUpperCase(java.util.Locale.ROOT),
                "")) {
            refused(method, token().claim("iss", iss).sign(), UNKNOWN_ISSUER);
        }
        refused(method, token().claim("iss", List.of(issuer.issuer())).sign(), UNKNOWN_ISSUER);
        refused(method, token().without("iss").unsigned(), UNKNOWN_ISSUER);
        assertThat(issuer.requests()).isZero();
    }

    @Test
    void a_forged_token_is_called_forged_and_not_expired() {
        refused(method, token().validFor(Duration.ofHours(-1)).tamper("sub", "x"), BAD_SIGNATURE);
        refused(method, token().validFor(Duration.ofHours(-1)).sign(), EXPIRED);
    }
}
