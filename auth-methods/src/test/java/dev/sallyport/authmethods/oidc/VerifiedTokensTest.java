package dev.sallyport.authmethods.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.jwt.KeySet;
import dev.sallyport.authmethods.jwt.TokenHash;
import dev.sallyport.authmethods.jwt.VerifiedTokens;
import dev.sallyport.testkit.identity.PlatformIssuer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    private PlatformIssuer issuer;

    @BeforeEach
    void start() throws Exception {
        issuer = Oidc.issuer();
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private KeySet keys() throws IOException {
        return KeySet.parse(issuer.jwks().getBytes(StandardCharsets.UTF_8));
    }

    private static Proven workload(int secondsLeft) {
        return new Proven(new Workload("a", "b", "c", new TreeMap<>(), Oidc.NOW.plusSeconds(secondsLeft)));
    }

    @Test
    void a_proven_token_is_remembered_until_it_ends() {
        try (OidcAuthMethod method = new OidcAuthMethod(Oidc.settings(issuer))) {
            String token = Oidc.token(issuer).validFor(Duration.ofSeconds(60)).sign();
            Workload first = Oidc.proven(method, token);
            assertThat(Oidc.proven(method, token)).isSameAs(first);
            assertThat(Oidc.proven(method, token, Oidc.NOW.plusSeconds(59))).isSameAs(first);
            Oidc.refused(method, token, Oidc.NOW.plusSeconds(90), RefusalReason.EXPIRED);
        }
    }

    @Test
    void after_a_flush_everything_is_proved_anew() {
        // R17
        try (OidcAuthMethod method = new OidcAuthMethod(Oidc.settings(issuer))) {
            String token = Oidc.token(issuer).sign();
            Workload first = Oidc.proven(method, token);
            method.flush();
            assertThat(Oidc.proven(method, token)).isEqualTo(first).isNotSameAs(first);
            assertThat(issuer.keyRequests()).isEqualTo(2);
        }
    }

    @Test
    void a_refresh_that_finds_the_same_keys_keeps_what_was_proved() {
        try (OidcAuthMethod method = new OidcAuthMethod(Oidc.settings(issuer))) {
            String token = Oidc.token(issuer).validFor(Duration.ofDays(1)).sign();
            Workload first = Oidc.proven(method, token);
            assertThat(Oidc.proven(method, token, Oidc.NOW.plus(Duration.ofHours(1))))
                    .isSameAs(first);
            assertThat(issuer.keyRequests()).isEqualTo(2);
        }
    }

    @Test
    void remembering_can_be_switched_off() {
        try (OidcAuthMethod method = new OidcAuthMethod(Oidc.remembering(Oidc.settings(issuer), 0))) {
            String token = Oidc.token(issuer).sign();
            assertThat(Oidc.proven(method, token)).isNotSameAs(Oidc.proven(method, token));
        }
    }

    @Test
    void a_proof_counts_under_the_keys_it_was_made_with_only() throws IOException {
        VerifiedTokens verified = new VerifiedTokens(10);
        KeySet keys = keys();
        TokenHash token = TokenHash.of("token");
        verified.remember(token, workload(60), keys, Oidc.NOW);
        assertThat(verified.find(token, keys, Oidc.NOW)).isPresent();
        assertThat(verified.find(token, keys(), Oidc.NOW)).isEmpty();
        assertThat(verified.find(TokenHash.of("tokem"), keys, Oidc.NOW)).isEmpty();
        assertThat(verified.find(token, keys, Oidc.NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void there_are_never_more_than_configured_and_the_expired_go_first() throws IOException {
        VerifiedTokens verified = new VerifiedTokens(80);
        KeySet keys = keys();
        for (int i = 0; i < 40; i++) {
            verified.remember(TokenHash.of("short" + i), workload(10), keys, Oidc.NOW);
            verified.remember(TokenHash.of("long" + i), workload(60), keys, Oidc.NOW);
        }
        verified.remember(TokenHash.of("new"), workload(60), keys, Oidc.NOW.plusSeconds(10));
        assertThat(verified.size()).isEqualTo(41);
        for (int i = 0; i < 500; i++) {
            verified.remember(TokenHash.of("more" + i), workload(60), keys, Oidc.NOW.plusSeconds(10));
            assertThat(verified.size()).isLessThanOrEqualTo(80);
            assertThat(verified.find(TokenHash.of("more" + i), keys, Oidc.NOW)).isPresent();
        }
        verified.clear();
        assertThat(verified.size()).isZero();
    }
}
