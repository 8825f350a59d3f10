package dev.sallyport.authmethods.kubernetes;

import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.REVOKED;
import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.Authentication.Proven;
import dev.sallyport.api.identity.Authentication.Refused;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.authmethods.condition.ClaimsCondition;
import dev.sallyport.authmethods.jwt.ClaimRules;
import dev.sallyport.authmethods.jwt.CompactToken;
import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import dev.sallyport.authmethods.jwt.RecentAnswers;
import dev.sallyport.authmethods.jwt.TokenHash;
import dev.sallyport.authmethods.jwt.WorkloadNames;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Proves workloads by asking the Kubernetes API server about their service-account tokens (TokenReview,
/// `authentication.k8s.io/v1`), so that a token whose pod or service account is gone is refused within the cache time.
///
/// `validUntil` is the token's `exp`: once the API server has authenticated a token, what it says is true. A token
/// without one (a legacy secret) is refused. Limits are counted under the service account.
///
/// Safe for any number of threads; may block for twice the time-out of a question.
public final class KubernetesAuthMethod implements AuthMethod, AutoCloseable {

    private final KubernetesSettings settings;
    private final @Nullable AuthMethod keys;
    private final ClaimRules rules;
    private final ClaimsCondition condition;
    private final TokenReviews reviews;
    private final RecentAnswers<Proven> recent;

    /// @param keys checks tokens by the cluster's keys before the API server is asked; null for the API server alone.
    ///     Its `where` is empty: the condition is this method's. Whoever made it closes it
    /// @throws IllegalArgumentException when the condition does not compile
    public KubernetesAuthMethod(KubernetesSettings settings, @Nullable AuthMethod keys) {
        this.settings = settings;
        this.keys = keys;
        this.rules = new ClaimRules(settings.audiences(), settings.token());
        this.condition = ClaimsCondition.compile("authMethods." + settings.name() + ".where", settings.where());
        this.reviews = new TokenReviews(settings.review());
        this.recent = new RecentAnswers<>(settings.review().remembered());
    }

    @Override
    public Authentication authenticate(Attestation attestation, Instant now) throws InterruptedException {
        return switch (attestation) {
            case Attestation.BearerToken(String token) -> authenticate(attestation, token, now);
            case Attestation.BoundToken bound -> authenticate(attestation, bound.token(), now);
            case Attestation.CertificateChain _, Attestation.SignedCloudRequest _ ->
                new Refused(UNSUPPORTED, "this auth method takes a bearer token");
        };
    }

    private Authentication authenticate(Attestation attestation, String token, Instant now)
            throws InterruptedException {
        if (token.length() > settings.token().maxSize()) {
            return new Refused(
                    TOO_LARGE, "a token longer than " + settings.token().maxSize() + " characters is not read");
        }
        try {
            return keys == null ? reviewed(token, now) : proved(keys.authenticate(attestation, now), token, now);
        } catch (NotProven e) {
            return e.refused();
        }
    }

    private Authentication proved(Authentication byKeys, String token, Instant now)
            throws NotProven, InterruptedException {
        return switch (byKeys) {
            case Refused refused -> refused;
            case Proven(Workload workload) -> {
                TokenHash hash = TokenHash.of(token);
                Optional<Proven> known = recent.find(hash, now);
                yield known.isPresent()
                        ? known.get()
                        : asked(token, hash, workload.claims(), workload.validUntil(), now);
            }
        };
    }

    /// Without the cluster's keys: what can be seen of the token itself is seen before anybody is asked.
    private Proven reviewed(String text, Instant now) throws NotProven, InterruptedException {
        CompactToken token = CompactToken.parse(text);
        String issuer = Json.text(token.claims(), "iss");
        if (!issuer.equals(settings.issuer())) {
            throw new NotProven(UNKNOWN_ISSUER, "tokens of this issuer are not accepted here " + Quoted.of(issuer));
        }
        Instant validUntil = rules.check(token.claims(), now);
        TokenHash hash = TokenHash.of(text);
        Optional<Proven> known = recent.find(hash, now);
        return known.isPresent() ? known.get() : asked(text, hash, token.claims(), validUntil, now);
    }

    private Proven asked(
            String token, TokenHash hash, SortedMap<String, Object> claims, Instant validUntil, Instant now)
            throws NotProven, InterruptedException {
        Reviewed reviewed = Reviewed.of(
                reviews.status(token, settings.audiences()),
                settings.audiences(),
                keys == null ? BAD_SIGNATURE : REVOKED);
        if (!reviewed.username().equals(Json.text(claims, "sub"))) {
            throw new NotProven(MALFORMED, "the cluster says that the token is somebody else's than it says itself");
        }
        Proven proven = new Proven(workload(reviewed, claims, validUntil));
        Instant believed = now.plus(settings.review().cache());
        recent.remember(hash, proven, now, believed.isBefore(validUntil) ? believed : validUntil);
        return proven;
    }

    private Workload workload(Reviewed reviewed, SortedMap<String, Object> claims, Instant validUntil)
            throws NotProven {
        SortedMap<String, Object> all = new TreeMap<>(KubernetesNames.IN_TOKEN.addedTo(claims));
        all.putAll(reviewed.claims());
        Optional<String> whyNot = condition.whyNot(all);
        if (whyNot.isPresent()) {
            throw new NotProven(CONDITION_NOT_MET, whyNot.get());
        }
        String counted = WorkloadNames.of(settings.issuer(), reviewed.username());
        return new Workload(settings.name(), reviewed.username(), counted, all, validUntil);
    }

    /// Forgets what the API server said (R17).
    public void flush() {
        recent.clear();
    }

    /// Breaks off questions that are under way. The other method is its owner's to close.
    @Override
    public void close() {
        reviews.close();
    }
}
