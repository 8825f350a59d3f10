package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.authmethods.spiffe.Spiffe.NOW;
import static dev.sallyport.authmethods.spiffe.Spiffe.PATH;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.testkit.authmethod.AuthMethodContract;
import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class JwtSvidContractTest implements AuthMethodContract {

    @TempDir
    static Path folder;

    private static SpiffeAuthority authority;
    private static SpiffeAuthMethod method;
    private static String good;

    @BeforeAll
    static void start() throws Exception {
        authority = Spiffe.authority();
        Path file = Spiffe.bundle(folder, "bundle.json", SpiffeAuthority.bundleJson(1, 60, authority));
        method = new SpiffeAuthMethod(Spiffe.settings(Spiffe.domain(file), List.of(), "sallyport"));
        good = authority.jwtSvid(PATH).audience("sallyport").sign();
    }

    @AfterAll
    static void stop() {
        method.close();
    }

    @Override
    public SpiffeAuthMethod method() {
        return method;
    }

    @Override
    public Instant now() {
        return NOW;
    }

    @Override
    public Attestation good() {
        return new BearerToken(good);
    }

    @Override
    public Instant goodUntil() {
        return NOW.plus(Duration.ofMinutes(10));
    }

    @Override
    public Attestation expired() {
        return new BearerToken(authority
                .jwtSvid(PATH)
                .audience("sallyport")
                .validFor(Duration.ofHours(-1))
                .sign());
    }

    @Override
    public Attestation tampered() {
        return new BearerToken(
                authority.jwtSvid(PATH).audience("sallyport").tamper("sub", "spiffe://example.org/ns/payroll"));
    }

    @Override
    public Attestation foreign() {
        return new BearerToken(SpiffeAuthority.of("other.example", NOW)
                .jwtSvid(PATH)
                .audience("sallyport")
                .sign());
    }

    @Override
    public Attestation forAnotherAudience() {
        return new BearerToken(authority.jwtSvid(PATH).audience("billing").sign());
    }

    @Override
    public Attestation ofAnotherKind() {
        return new Attestation.SignedCloudRequest("GET", java.net.URI.create("https://sts.example/"), Map.of(), "");
    }

    @Override
    public Attestation huge() {
        return new BearerToken(authority
                .jwtSvid(PATH)
                .audience("sallyport")
                .claim("padding", "x".repeat(20_000))
                .sign());
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
