package dev.sallyport.authmethods.oidc;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Attestation.BearerToken;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authmethods.jwt.ClaimRules;
import dev.sallyport.authmethods.jwt.CompactToken;
import dev.sallyport.authmethods.jwt.HeaderRules;
import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeyRing;
import dev.sallyport.authmethods.jwt.KeySet;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import dev.sallyport.authmethods.jwt.Requirement;
import dev.sallyport.authmethods.jwt.SignatureCheck;
import dev.sallyport.authmethods.jwt.TokenHash;
import dev.sallyport.authmethods.jwt.VerifiedTokens;
import dev.sallyport.authmethods.jwt.WorkloadNames;
import dev.sallyport.authmethods.web.BoundedHttp;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import javax.net.ssl.SSLContext;

/// Proves workloads by the signed tokens that their platform gives them: Kubernetes service-account tokens, GitHub
/// Actions, cloud identity tokens, JWT-SVIDs (RFC 7519, RFC 8725, OpenID Connect Discovery 1.0).
///
/// A token with another `iss` is refused at once, without any fetch, so that a gateway can ask one method after the
/// other. A proven token is remembered by its SHA-256 until it ends or the keys change. `validUntil` is the token's
/// `exp` (or the end of its maximum age, when that is sooner; or the end of the skew for a token that only the skew
/// saves, so that no proof has already ended).
///
/// Safe for any number of threads; may block for two fetches of the configured time-out each, when keys are due.
public final class OidcAuthMethod implements AuthMethod, AutoCloseable {

    private final OidcSettings settings;
    private final ClaimRules claimRules;
    private final WorkloadNames names;
    private final ClaimsCondition condition;
    private final BoundedHttp http;
    private final KeyRing ring;
    private final SignatureCheck signature;
    private final VerifiedTokens verified;

    /// Trusts the certificate authorities of the Java platform. Opens nothing yet.
    ///
    /// @throws IllegalArgumentException when the settings have [OidcSettings#problems], all of them in the message
    public OidcAuthMethod(OidcSettings settings) {
        this(settings, platformTls());
    }

    /// @param tls for an issuer behind a private certificate authority, such as a Kubernetes API server
    /// @throws IllegalArgumentException when the settings have [OidcSettings#problems], all of them in the message
    public OidcAuthMethod(OidcSettings settings, SSLContext tls) {
        List<String> problems = settings.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        KeyFetching fetching = settings.fetching();
        this.settings = settings;
        this.claimRules = new ClaimRules(settings.audiences(), settings.token());
        this.names = new WorkloadNames(settings.issuer(), settings.naming());
        this.condition = ClaimsCondition.compile("authMethods." + settings.name() + ".where", settings.where());
        this.http = new BoundedHttp(fetching.timeout(), fetching.maxDocumentSize(), tls);
        this.ring = KeyRing.of(settings.keys(), settings.issuer(), fetching, http);
        this.signature =
                new SignatureCheck(new HeaderRules(settings.token().algorithms(), HeaderRules.IDENTITY_TYPES), ring);
        this.verified = new VerifiedTokens(settings.remembered());
    }

    @Override
    public Authentication authenticate(Attestation attestation, Instant now) throws InterruptedException {
        return switch (attestation) {
            case BearerToken(String token) -> authenticate(token, now);
            case Attestation.BoundToken bound -> authenticate(bound.token(), now);
            case Attestation.CertificateChain _, Attestation.SignedCloudRequest _ ->
                new Refused(UNSUPPORTED, "this auth method takes a bearer token");
        };
    }

    /// Forgets keys and proven tokens: for a change of configuration, or when the issuer revoked something (R17).
    /// Waits for a fetch that is under way.
    public void flush() {
        ring.flush();
        verified.clear();
    }

    /// Fetches the keys when they are due and says why there are none: to be told before the first token comes.
    public Optional<String> keyProblem(Instant now) throws InterruptedException {
        return ring.current(now).isPresent() ? Optional.empty() : Optional.of(ring.problem());
    }

    /// Breaks off a fetch that is under way.
    @Override
    public void close() {
        http.close();
    }

    private Authentication authenticate(String token, Instant now) throws InterruptedException {
        if (token.length() > settings.token().maxSize()) {
            return new Refused(
                    TOO_LARGE, "a token longer than " + settings.token().maxSize() + " characters is not read");
        }
        TokenHash hash = TokenHash.of(token);
        if (verified.mayHold(hash)) {
            Optional<Proven> known = ring.current(now).flatMap(keys -> verified.find(hash, keys, now));
            if (known.isPresent()) {
                return known.get();
            }
        }
        try {
            return prove(token, hash, now);
        } catch (NotProven e) {
            return e.refused();
        }
    }

    private Proven prove(String text, TokenHash hash, Instant now) throws NotProven, InterruptedException {
        CompactToken token = CompactToken.parse(text);
        issuer(token);
        KeySet keys = signature.check(token, now);
        Proven proven = new Proven(workload(token.claims(), now));
        verified.remember(hash, proven, keys, now);
        return proven;
    }

    /// Before everything else: another issuer's token is another method's business, whatever is wrong with it.
    private void issuer(CompactToken token) throws NotProven {
        String issuer = Json.text(token.claims(), "iss");
        if (!issuer.equals(settings.issuer())) {
            throw new NotProven(UNKNOWN_ISSUER, "tokens of this issuer are not accepted here " + Quoted.of(issuer));
        }
    }

    private Workload workload(SortedMap<String, Object> signed, Instant now) throws NotProven {
        Instant validUntil = claimRules.check(signed, now);
        SortedMap<String, Object> claims = settings.attributes().addedTo(signed);
        for (Requirement requirement : settings.required()) {
            requirement.check(claims);
        }
        Optional<String> whyNot = condition.whyNot(claims);
        if (whyNot.isPresent()) {
            throw new NotProven(CONDITION_NOT_MET, whyNot.get());
        }
        return new Workload(settings.name(), names.subject(claims), names.countedAs(claims), claims, validUntil);
    }

    private static SSLContext platformTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the Java platform's trusted certificates cannot be read", e);
        }
    }
}
