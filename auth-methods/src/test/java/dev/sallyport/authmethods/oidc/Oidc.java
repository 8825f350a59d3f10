package dev.sallyport.authmethods.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.TokenRules;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The words of these tests.
final class Oidc {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String AUDIENCE = "sallyport";
    static final String SUBJECT = "system:serviceaccount:support:triage";

    /// Fast enough for a test, with a short fuse.
    static final KeyFetching FETCHING = new KeyFetching(
            Duration.ofSeconds(5), Duration.ofMinutes(15), Duration.ofSeconds(10), Duration.ofHours(1), 64 * 1024);

    /// Made once: an RSA key takes its time.
    private static final SigningKey RSA = SigningKey.generate("key-0", Kind.RS256);

    private Oidc() {}

    /// With a kind of key that is quickly made.
    static PlatformIssuer issuer() throws Exception {
        return issuer(Kind.ES256);
    }

    static PlatformIssuer issuer(Kind kind) throws Exception {
        return PlatformIssuer.start(() -> NOW, kind == Kind.RS256 ? RSA : SigningKey.generate("key-0", kind));
    }

    static OidcSettings settings(PlatformIssuer issuer) {
        return OidcSettings.of(
                "support-pods", issuer.issuer(), new KeySource.DiscoveryUrl(issuer.discoveryUrl()), AUDIENCE);
    }

    static OidcSettings with(OidcSettings settings, KeySource keys) {
        return new OidcSettings(
                settings.name(),
                settings.issuer(),
                keys,
                settings.audiences(),
                settings.token(),
                settings.naming(),
                settings.where(),
                settings.fetching(),
                settings.remembered());
    }

    static OidcSettings with(OidcSettings settings, TokenRules token) {
        return new OidcSettings(
                settings.name(),
                settings.issuer(),
                settings.keys(),
                settings.audiences(),
                token,
                settings.naming(),
                settings.where(),
                settings.fetching(),
                settings.remembered());
    }

    static OidcSettings with(OidcSettings settings, Set<String> audiences) {
        return new OidcSettings(
                settings.name(),
                settings.issuer(),
                settings.keys(),
                audiences,
                settings.token(),
                settings.naming(),
                settings.where(),
                settings.fetching(),
                settings.remembered());
    }

    static OidcSettings with(OidcSettings settings, KeyFetching fetching) {
        return new OidcSettings(
                settings.name(),
                settings.issuer(),
                settings.keys(),
                settings.audiences(),
                settings.token(),
                settings.naming(),
                settings.where(),
                fetching,
                settings.remembered());
    }

    static OidcSettings where(OidcSettings settings, String where) {
        return new OidcSettings(
                settings.name(),
                settings.issuer(),
                settings.keys(),
                settings.audiences(),
                settings.token(),
                settings.naming(),
                where,
                settings.fetching(),
                settings.remembered());
    }

    static OidcSettings countedBy(OidcSettings settings, String... claims) {
        return new OidcSettings(
                settings.name(),
                settings.issuer(),
                settings.keys(),
                settings.audiences(),
                settings.token(),
                new Naming("sub", List.of(claims)),
                settings.where(),
                settings.fetching(),
                settings.remembered());
    }

    static OidcSettings remembering(OidcSettings settings, int tokens) {
        return new OidcSettings(
                settings.name(),
                settings.issuer(),
                settings.keys(),
                settings.audiences(),
                settings.token(),
                settings.naming(),
                settings.where(),
                settings.fetching(),
                tokens);
    }

    static PlatformToken token(PlatformIssuer issuer) {
        return issuer.token(SUBJECT).audience(AUDIENCE).claim("namespace", "support");
    }

    static Authentication authenticate(OidcAuthMethod method, String token, Instant now) {
        try {
            return method.authenticate(new BearerToken(token), now);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static Workload proven(OidcAuthMethod method, String token, Instant now) {
        Authentication answer = authenticate(method, token, now);
        assertThat(answer).isInstanceOf(Proven.class);
        return ((Proven) answer).workload();
    }

    static Workload proven(OidcAuthMethod method, String token) {
        return proven(method, token, NOW);
    }

    static Refused refused(OidcAuthMethod method, String token, Instant now, RefusalReason reason) {
        Authentication answer = authenticate(method, token, now);
        assertThat(answer).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
            assertThat(refused.detail()).isNotBlank().hasSizeLessThan(600).matches("[^\\p{Cntrl}]*");
        });
        return (Refused) answer;
    }

    static Refused refused(OidcAuthMethod method, String token, RefusalReason reason) {
        return refused(method, token, NOW, reason);
    }
}
