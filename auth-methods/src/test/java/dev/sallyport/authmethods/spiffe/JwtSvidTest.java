package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.ALGORITHM_NOT_ALLOWED;
import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_KEY;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;
import static dev.sallyport.authmethods.spiffe.Spiffe.NOW;
import static dev.sallyport.authmethods.spiffe.Spiffe.PATH;
import static dev.sallyport.authmethods.spiffe.Spiffe.proven;
import static dev.sallyport.authmethods.spiffe.Spiffe.refused;
import static dev.sallyport.authmethods.spiffe.Spiffe.shown;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.testkit.identity.PlatformToken;
import dev.sallyport.testkit.identity.SigningKey;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import dev.sallyport.testkit.identity.SpiffeAuthority;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules of JWT-SVID, each broken once.
class JwtSvidTest {

    @TempDir
    Path folder;

    private SpiffeAuthority authority;
    private SpiffeAuthority partner;
    private SpiffeAuthMethod method;

    @BeforeEach
    void start() throws Exception {
        authority = Spiffe.authority();
        partner = SpiffeAuthority.of("partner.example", NOW);
        Path own = Spiffe.bundle(folder, "own.json", SpiffeAuthority.bundleJson(1, 60, authority));
        Path other = Spiffe.bundle(folder, "partner.json", SpiffeAuthority.bundleJson(1, 60, partner));
        TrustedDomain federated =
                new TrustedDomain("partner.example", List.of("/agents/*"), new BundlePlace.InFile(other), null);
        method = new SpiffeAuthMethod(
                Spiffe.settings(Spiffe.domain(own, "/ns/support/**"), List.of(federated), "sallyport"));
    }

    private RefusalReason reason(PlatformToken token) throws InterruptedException {
        return reason(token.audience("sallyport").sign());
    }

    private RefusalReason reason(String token) throws InterruptedException {
        return refused(method, new BearerToken(token), NOW).reason();
    }

    @Test
    void itsClaimsAreAttributesAndCannotPoseAsOthers() throws Exception {
        String token = authority
                .jwtSvid(PATH + "/pod/x7k")
                .audience("sallyport", "other")
                .claim("trust_domain", "partner.example")
                .claim("svid", "x509")
                .claim("team", "triage")
                .sign();
        Workload workload = proven(method, new BearerToken(token), NOW);
        assertThat(workload.subject()).isEqualTo("spiffe://example.org" + PATH + "/pod/x7k");
        assertThat(workload.countedAs()).as("R5").isEqualTo("spiffe://example.org" + PATH);
        assertThat(workload.claims())
                .containsEntry("trust_domain", "example.org")
                .containsEntry("svid", "jwt")
                .containsEntry("team", "triage");
    }

    @Test
    void aTrustDomainVouchesForItsOwnAlone() throws Exception {
        proven(
                method,
                new BearerToken(
                        partner.jwtSvid("/agents/a").audience("sallyport").sign()),
                NOW);
        PlatformToken claimed = partner.jwtSvid(PATH).claim("sub", "spiffe://example.org" + PATH);
        assertThat(reason(claimed)).isEqualTo(UNKNOWN_KEY);
        SigningKey posing = new SigningKey(
                authority.jwtKey().id(), Kind.ES256, partner.jwtKey().pair());
        assertThat(reason(authority.jwtSvid(PATH).signedBy(posing))).isEqualTo(BAD_SIGNATURE);
        assertThat(reason(partner.jwtSvid("/ns/support/a"))).isEqualTo(CONDITION_NOT_MET);
        assertThat(reason(authority.jwtSvid("/agents/a"))).isEqualTo(CONDITION_NOT_MET);
    }

    @Test
    void whatTheStandardDemandsIsDemanded() throws Exception {
        PlatformToken good = authority.jwtSvid(PATH);
        assertThat(reason(good.without("sub"))).isEqualTo(MALFORMED);
        assertThat(reason(good.claim("sub", "system:serviceaccount:support:triage")))
                .isEqualTo(MALFORMED);
        assertThat(reason(good.claim("sub", "spiffe://example.org"))).isEqualTo(MALFORMED);
        assertThat(reason(good.without("exp"))).isEqualTo(MALFORMED);
        assertThat(reason(good.sign())).isEqualTo(WRONG_AUDIENCE);
        assertThat(reason(good.withoutHeader("kid"))).isEqualTo(UNKNOWN_KEY);
        assertThat(reason(good.header("typ", "at+jwt"))).isEqualTo(UNSUPPORTED);
        assertThat(reason(good.header("crit", List.of("exp")))).isEqualTo(UNSUPPORTED);
        proven(
                method,
                new BearerToken(good.header("typ", "JOSE").audience("sallyport").sign()),
                NOW);
        proven(
                method,
                new BearerToken(good.withoutHeader("typ").audience("sallyport").sign()),
                NOW);
    }

    @Test
    void algorithmsThatTheStandardDoesNotHaveAreRefused() throws Exception {
        PlatformToken good = authority.jwtSvid(PATH).audience("sallyport");
        assertThat(reason(good.unsigned())).isEqualTo(ALGORITHM_NOT_ALLOWED);
        assertThat(reason(good.signWithPublicKeyAsSecret())).isEqualTo(ALGORITHM_NOT_ALLOWED);
        assertThat(reason(good.header("alg", "EdDSA").sign())).isEqualTo(ALGORITHM_NOT_ALLOWED);
        assertThat(reason(good.header("alg", "RS256").sign())).isEqualTo(ALGORITHM_NOT_ALLOWED);
        assertThat(reason(good.signWithEmbeddedKey())).isEqualTo(BAD_SIGNATURE);
    }

    @Test
    void withAnAudienceTheTokenDecidesAndTheCertificateBesideItDoesNot() throws Exception {
        List<java.security.cert.X509Certificate> chain =
                authority.svid(PATH).sign().chain();
        assertThat(refused(method, new BoundToken("x", chain, null, "127.0.0.1:5"), NOW)
                        .reason())
                .isEqualTo(MALFORMED);
        String token = authority.jwtSvid(PATH).audience("sallyport").sign();
        proven(method, new BoundToken(token, chain, null, "127.0.0.1:5"), NOW);
        proven(method, shown(authority.svid(PATH).sign()), NOW);
    }

    @Test
    void aBundleWithoutKeysForTokensProvesNone() throws Exception {
        Path pem = Spiffe.bundle(folder, "own.pem", authority.bundlePem());
        SpiffeAuthMethod keyless = new SpiffeAuthMethod(Spiffe.settings(Spiffe.domain(pem), List.of(), "sallyport"));
        String token = authority.jwtSvid(PATH).audience("sallyport").sign();
        assertThat(refused(keyless, new BearerToken(token), NOW).reason()).isEqualTo(KEYS_UNAVAILABLE);
        assertThat(refused(Spiffe.trusting(folder, authority), new BearerToken(token), NOW)
                        .reason())
                .isEqualTo(UNSUPPORTED);
    }
}
