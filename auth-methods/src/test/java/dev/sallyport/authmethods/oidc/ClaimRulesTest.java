package dev.sallyport.authmethods.oidc;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_YET_VALID;
import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;
import static dev.sallyport.authmethods.oidc.Oidc.NOW;
import static dev.sallyport.authmethods.oidc.Oidc.proven;
import static dev.sallyport.authmethods.oidc.Oidc.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.authmethods.jwt.TokenRules;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClaimRulesTest {

    private static final Duration SKEW = Duration.ofSeconds(30);

    private PlatformIssuer issuer;
    private OidcAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        issuer = Oidc.issuer();
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

    private OidcAuthMethod changed(OidcSettings settings) {
        method.close();
        method = new OidcAuthMethod(settings);
        return method;
    }

    @Test
    void the_proof_ends_with_exp() {
        assertThat(proven(method, token().validFor(Duration.ofSeconds(90)).sign())
                        .validUntil())
                .isEqualTo(NOW.plusSeconds(90));
    }

    @Test
    void a_token_lives_for_the_skew_beyond_exp_and_not_a_second_longer() {
        String token = token().validFor(Duration.ofSeconds(60)).sign();
        assertThat(proven(method, token, NOW.plusSeconds(59)).validUntil()).isEqualTo(NOW.plusSeconds(60));
        assertThat(proven(method, token, NOW.plusSeconds(60)).validUntil())
                .as("never a proof that has already ended")
                .isEqualTo(NOW.plusSeconds(90));
        proven(method, token, NOW.plusSeconds(89));
        refused(method, token, NOW.plusSeconds(90), EXPIRED);
    }

    @Test
    void a_token_from_the_future_waits() {
        proven(method, token().notBefore(NOW.plus(SKEW)).sign());
        refused(method, token().notBefore(NOW.plus(SKEW).plusSeconds(1)).sign(), NOT_YET_VALID);
        proven(method, token().issuedAt(NOW.plus(SKEW)).sign());
        refused(method, token().issuedAt(NOW.plus(SKEW).plusSeconds(1)).sign(), NOT_YET_VALID);
    }

    @Test
    void times_are_numbers_of_this_age() {
        refused(method, token().without("exp").sign(), MALFORMED);
        for (Object time : List.of("2026-03-01", "1800000000", -1, Long.MAX_VALUE, 1e18, true, List.of(1), Map.of())) {
            refused(method, token().claim("exp", time).sign(), MALFORMED);
            refused(method, token().claim("nbf", time).sign(), MALFORMED);
            refused(method, token().claim("iat", time).sign(), MALFORMED);
        }
        proven(
                method,
                token().claim("exp", NOW.getEpochSecond() + 60.5).without("iat").sign());
    }

    @Test
    void a_maximum_age_shortens_the_proof_and_needs_iat() {
        TokenRules rules = new TokenRules(Set.of("ES256"), SKEW, 16_384, Duration.ofMinutes(2));
        changed(Oidc.with(Oidc.settings(issuer), rules));
        assertThat(proven(method, token().sign()).validUntil()).isEqualTo(NOW.plusSeconds(120));
        refused(method, token().issuedAt(NOW.minusSeconds(150)).sign(), EXPIRED);
        refused(method, token().without("iat").sign(), MALFORMED);
    }

    @Test
    void a_token_is_for_this_gateway() {
        proven(method, issuer.token("a").claim("aud", "sallyport").sign());
        proven(method, issuer.token("a").audience("billing", "sallyport").sign());
        refused(method, issuer.token("a").audience("billing").sign(), WRONG_AUDIENCE);
        refused(method, issuer.token("a").claim("aud", "sallyport billing").sign(), WRONG_AUDIENCE);
        refused(method, issuer.token("a").claim("aud", List.of()).sign(), WRONG_AUDIENCE);
        refused(
                method,
                issuer.token("a").claim("aud", Map.of("sallyport", true)).sign(),
                WRONG_AUDIENCE);
        assertThat(refused(method, issuer.token("a").sign(), WRONG_AUDIENCE).detail())
                .endsWith("`sallyport`");
    }

    @Test
    void any_of_several_audiences_will_do() {
        changed(Oidc.with(Oidc.settings(issuer), Set.of("sallyport", "gateway")));
        proven(method, issuer.token("a").audience("gateway").sign());
        proven(method, issuer.token("a").audience("sallyport").sign());
        refused(method, issuer.token("a").audience("billing").sign(), WRONG_AUDIENCE);
    }

    @Test
    void a_condition_looks_into_nested_claims() {
        changed(Oidc.where(Oidc.settings(issuer), "claims[\"kubernetes.io\"].namespace == \"support\""));
        proven(
                method,
                token().claim("kubernetes.io", Map.of("namespace", "support")).sign());
        refused(
                method,
                token().claim("kubernetes.io", Map.of("namespace", "payroll")).sign(),
                CONDITION_NOT_MET);
        refused(method, token().claim("kubernetes.io", "support").sign(), CONDITION_NOT_MET);
        refused(method, token().sign(), CONDITION_NOT_MET);
    }

    @Test
    void claims_are_immutable_json_all_the_way_down() {
        Map<String, Object> claims = proven(
                        method,
                        token().claim("list", List.of(1, 2.5, "x", true))
                                .claim("map", Map.of("inner", List.of("y")))
                                .sign())
                .claims();
        assertThat(claims).containsEntry("list", List.of(1L, 2.5, "x", true)).containsEntry("namespace", "support");
        assertThatThrownBy(() -> claims.put("a", "b")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) claims.get("list")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Map<?, ?>) claims.get("map")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_null_claim_is_a_claim_that_is_not_there() {
        String payload = "{\"iss\":\"" + issuer.issuer() + "\",\"aud\":\"sallyport\",\"sub\":null,\"exp\":"
                + (NOW.getEpochSecond() + 60) + "}";
        refused(method, token().signPayload(payload), MALFORMED);
    }
}
