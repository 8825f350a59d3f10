package dev.sallyport.authmethods.presets;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.authmethods.oidc.OidcSettings;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Plays any platform: signs what it would, with keys that come from loopback; `iss` is the platform's own.
final class Platform implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final List<String> US = List.of("sallyport");

    private static final SigningKey KEY = SigningKey.generate("key-0", Kind.RS256);

    private final PlatformIssuer platform;

    Platform() throws Exception {
        platform = PlatformIssuer.start(() -> NOW, KEY);
    }

    /// With its subject, to be given the claims that the platform writes.
    PlatformToken token(String subject, Map<String, Object> claims) {
        return with(platform.token(subject), claims);
    }

    @Override
    public void close() {
        platform.close();
    }

    /// That finds the platform's keys here.
    OidcAuthMethod method(Preset preset) {
        OidcSettings of = preset.settings("ci", "");
        OidcSettings reachable = new OidcSettings(
                of.name(),
                of.issuer(),
                new KeySource.JwksUrl(platform.jwksUrl()),
                of.audiences(),
                of.token(),
                of.naming(),
                of.where(),
                of.fetching(),
                of.remembered(),
                of.attributes(),
                of.required());
        return new OidcAuthMethod(reachable);
    }

    Authentication answer(Preset preset, PlatformToken token) throws Exception {
        try (OidcAuthMethod method = method(preset)) {
            return method.authenticate(new BearerToken(token.sign()), NOW);
        }
    }

    Workload proven(Preset preset, PlatformToken token) throws Exception {
        assertThat(preset.problems()).isEmpty();
        assertThat(preset.settings("ci", "").problems()).isEmpty();
        Authentication answer = answer(preset, token);
        assertThat(answer).isInstanceOf(Proven.class);
        return ((Proven) answer).workload();
    }

    void refused(Preset preset, PlatformToken token, String key) throws Exception {
        assertThat(answer(preset, token)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(CONDITION_NOT_MET);
            assertThat(refused.detail()).contains(key);
        });
    }

    private static PlatformToken with(PlatformToken token, Map<String, Object> claims) {
        PlatformToken all = token;
        for (Map.Entry<String, Object> claim : claims.entrySet()) {
            all = all.claim(claim.getKey(), claim.getValue());
        }
        return all.claim("aud", "sallyport");
    }
}
