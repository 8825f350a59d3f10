package dev.sallyport.authmethods.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.Attestation.BoundToken;
import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.dpop.ProofRules;
import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeySource;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.TokenRules;
import dev.sallyport.testkit.identity.HolderKey;
import dev.sallyport.testkit.identity.PlatformIssuer;
import dev.sallyport.testkit.identity.PlatformToken;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The words of these tests.
public final class OAuth {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final URI HERE = URI.create("https://gateway.example/sessions");

    private OAuth() {}

    /// RFC 9068, by the issuer's keys.
    public static OAuthSettings signed(PlatformIssuer issuer, AccessRules access) {
        return settings(
                issuer.issuer(),
                new TokenForm.Signed(new KeySource.JwksUrl(issuer.jwksUrl()), KeyFetching.DEFAULT),
                access,
                "");
    }

    static OAuthSettings settings(String issuer, TokenForm form, AccessRules access, String where) {
        return new OAuthSettings(
                "copilots",
                issuer,
                Set.of("sallyport"),
                TokenRules.DEFAULT,
                form,
                access,
                Naming.DEFAULT,
                where,
                ProofRules.DEFAULT,
                1000);
    }

    /// The example of RFC 9068 §2.2, in our names.
    public static PlatformToken token(PlatformIssuer issuer) {
        return issuer.token("5ba552d67")
                .audience("sallyport")
                .header("typ", "at+jwt")
                .claim("client_id", "s6BhdRkqt3")
                .claim("jti", "dbe39bf3a3ba4238a513f51d6e1691c4")
                .claim("scope", "crm.read crm.write")
                .claim("groups", List.of("support"))
                .claim("roles", List.of("agent"))
                .claim("entitlements", List.of("tier-1"));
    }

    static BoundToken bound(String token, @Nullable RequestProof proof, X509Certificate... chain) {
        return new BoundToken(token, List.of(chain), proof, "127.0.0.1");
    }

    static RequestProof proof(HolderKey key, String token) {
        return new RequestProof(key.proof("POST", HERE, token, NOW).sign(), "POST", HERE);
    }

    static Workload proven(AuthMethod method, Attestation attestation, Instant now) throws Exception {
        Authentication answer = method.authenticate(attestation, now);
        assertThat(answer).isInstanceOf(Proven.class);
        return ((Proven) answer).workload();
    }

    static Workload proven(AuthMethod method, String token) throws Exception {
        return proven(method, new BearerToken(token), NOW);
    }

    static Refused refused(AuthMethod method, Attestation attestation, Instant now, RefusalReason reason)
            throws Exception {
        Authentication answer = method.authenticate(attestation, now);
        assertThat(answer).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.reason()).as(refused.detail()).isEqualTo(reason);
            assertThat(refused.detail()).isNotBlank().hasSizeLessThan(600).matches("[^\\p{Cntrl}]*");
        });
        return (Refused) answer;
    }

    static Refused refused(AuthMethod method, String token, RefusalReason reason) throws Exception {
        return refused(method, new BearerToken(token), NOW, reason);
    }
}
