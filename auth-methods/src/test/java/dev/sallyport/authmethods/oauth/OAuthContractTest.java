package dev.sallyport.authmethods.oauth;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.testkit.authmethod.AuthMethodContract;
import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OAuthContractTest implements AuthMethodContract {

    private static PlatformIssuer issuer;
    private static OAuthAuthMethod method;
    private static String good;

    @BeforeAll
    static void start() throws Exception {
        issuer = PlatformIssuer.start(() -> OAuth.NOW, Kind.ES256);
        method = new OAuthAuthMethod(OAuth.signed(issuer, AccessRules.DEFAULT), Instant.MIN);
        good = OAuth.token(issuer).sign();
    }

    @AfterAll
    static void stop() {
        method.close();
        issuer.close();
    }

    @Override
    public OAuthAuthMethod method() {
        return method;
    }

    @Override
    public Instant now() {
        return OAuth.NOW;
    }

    @Override
    public Attestation good() {
        return new BearerToken(good);
    }

    @Override
    public Instant goodUntil() {
        return OAuth.NOW.plus(Duration.ofMinutes(10));
    }

    @Override
    public Attestation expired() {
        return new BearerToken(
                OAuth.token(issuer).validFor(Duration.ofHours(-1)).sign());
    }

    @Override
    public Attestation tampered() {
        return new BearerToken(OAuth.token(issuer).tamper("scope", "admin"));
    }

    @Override
    public Attestation foreign() {
        return new BearerToken(
                OAuth.token(issuer).claim("iss", "https://issuer.example").sign());
    }

    @Override
    public Attestation forAnotherAudience() {
        return new BearerToken(OAuth.token(issuer).audience("billing").sign());
    }

    @Override
    public Attestation ofAnotherKind() {
        return new Attestation.CertificateChain(List.of());
    }

    @Override
    public Attestation huge() {
        return new BearerToken(
                OAuth.token(issuer).claim("padding", "x".repeat(20_000)).sign());
    }

    @Override
    public Attestation hostile(Generators some) {
        byte[] bytes = some.oneIn(3) ? some.bytes(20_000) : some.damaged(good.getBytes(StandardCharsets.ISO_8859_1));
        return new BearerToken(some.oneIn(4) ? some.text(200) : new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Override
    public List<String> secretsOf(Attestation attestation) {
        return attestation instanceof BearerToken(String token)
                ? Arrays.stream(token.split("\\."))
                        .filter(part -> part.length() > 20)
                        .toList()
                : List.of();
    }
}
