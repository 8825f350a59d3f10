package dev.sallyport.authmethods.presets;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.testkit.authmethod.AuthMethodContract;
import dev.sallyport.testkit.generate.Generators;
import dev.sallyport.testkit.identity.PlatformToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class PresetContractTest implements AuthMethodContract {

    private final Sample sample;
    private final Platform platform;
    private final OidcAuthMethod method;
    private final String good;

    PresetContractTest(Sample sample) throws Exception {
        this.sample = sample;
        this.platform = new Platform();
        this.method = platform.method(sample.preset());
        this.good = token().sign();
    }

    @AfterEach
    void stop() {
        method.close();
        platform.close();
    }

    private PlatformToken token() {
        return sample.token(platform);
    }

    @Override
    public OidcAuthMethod method() {
        return method;
    }

    @Override
    public Instant now() {
        return Platform.NOW;
    }

    @Override
    public Attestation good() {
        return new BearerToken(good);
    }

    @Override
    public Instant goodUntil() {
        return Platform.NOW.plus(Duration.ofMinutes(10));
    }

    @Override
    public Attestation expired() {
        return new BearerToken(token().validFor(Duration.ofHours(-1)).sign());
    }

    @Override
    public Attestation tampered() {
        return new BearerToken(token().tamper("sub", "admin"));
    }

    @Override
    public Attestation foreign() {
        return new BearerToken(token().claim("iss", "https://issuer.example").sign());
    }

    @Override
    public Attestation forAnotherAudience() {
        return new BearerToken(token().audience("billing").sign());
    }

    @Override
    public Attestation ofAnotherKind() {
        return new Attestation.CertificateChain(List.of());
    }

    @Override
    public Attestation huge() {
        return new BearerToken(token().claim("padding", "x".repeat(20_000)).sign());
    }

    @Override
    public Attestation hostile(Generators some) {
        byte[] bytes = some.oneIn(3) ? some.bytes(20_000) : some.damaged(good.getBytes(StandardCharsets.ISO_8859_1));
        return new BearerToken(some.oneIn(4) ? some.text(200) : new String(bytes, StandardCharsets.ISO_8859_1));
    }

    @Override
    public List<String> secretsOf(Attestation attestation) {
        return attestation instanceof BearerToken(String token)
                ? Arrays.stream(token.split("\\.", -1))
                        .filter(part -> part.length() > 20)
                        .toList()
                : List.of();
    }
}
