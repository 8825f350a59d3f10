package dev.sallyport.testkit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlatformIssuerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private PlatformIssuer issuer;

    @BeforeEach
    void start() throws Exception {
        issuer = PlatformIssuer.start(() -> NOW, Kind.ES256);
    }

    @AfterEach
    void stop() {
        issuer.close();
    }

    private static HttpResponse<String> get(URI url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.ofString());
        }
    }

    private JWKSet keys() throws Exception {
        var discovery = JSONObjectUtils.parse(get(issuer.discoveryUrl()).body());
        assertThat(discovery).containsEntry("issuer", issuer.issuer());
        return JWKSet.parse(get(URI.create((String) discovery.get("jwks_uri"))).body());
    }

    private boolean verifies(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        return jwt.verify(new ECDSAVerifier(
                keys().getKeyByKeyId(jwt.getHeader().getKeyID()).toECKey()));
    }

    @Test
    void a_token_verifies_with_the_key_that_discovery_leads_to() throws Exception {
        String token = issuer.token("triage").audience("sallyport").sign();
        assertThat(verifies(token)).isTrue();
        var claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getSubject()).isEqualTo("triage");
        assertThat(claims.getIssuer()).isEqualTo(issuer.issuer());
        assertThat(claims.getAudience()).containsExactly("sallyport");
        assertThat(claims.getExpirationTime()).isEqualTo(NOW.plusSeconds(600));
    }

    @Test
    void a_tampered_token_does_not() throws Exception {
        assertThat(verifies(issuer.token("triage").tamper("sub", "admin"))).isFalse();
    }

    @Test
    void only_public_parts_are_published() throws Exception {
        assertThat(keys().getKeys()).singleElement().matches(key -> !key.isPrivate());
    }

    @Test
    void after_a_rotation_both_keys_are_published_until_the_old_is_retired() throws Exception {
        String old = issuer.token("triage").sign();
        SigningKey next = issuer.rotate(Kind.ES256);
        assertThat(verifies(old)).isTrue();
        assertThat(verifies(issuer.token("triage").sign())).isTrue();
        issuer.retireOldKeys();
        assertThat(keys().getKeys())
                .singleElement()
                .matches(key -> key.getKeyID().equals(next.id()));
    }

    @Test
    void it_can_misbehave_and_be_good_again() throws Exception {
        issuer.misbehave(Misbehaviour.DOWN);
        assertThat(get(issuer.jwksUrl()).statusCode()).isEqualTo(503);
        issuer.misbehave(Misbehaviour.HUGE);
        assertThat(get(issuer.jwksUrl()).body()).hasSizeGreaterThan(8_000_000);
        issuer.misbehave(Misbehaviour.REDIRECT);
        assertThat(get(issuer.jwksUrl()).statusCode()).isEqualTo(302);
        issuer.misbehave(Misbehaviour.NONE);
        assertThat(get(issuer.jwksUrl()).statusCode()).isEqualTo(200);
        assertThat(issuer.keyRequests()).isEqualTo(4);
    }
}
