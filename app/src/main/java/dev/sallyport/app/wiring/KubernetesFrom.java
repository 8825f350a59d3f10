package dev.sallyport.app.wiring;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.app.config.Kubernetes;
import dev.sallyport.app.config.Review;
import dev.sallyport.authmethods.jwt.TokenRules;
import dev.sallyport.authmethods.kubernetes.KubernetesAuthMethod;
import dev.sallyport.authmethods.kubernetes.KubernetesNames;
import dev.sallyport.authmethods.kubernetes.KubernetesSettings;
import dev.sallyport.authmethods.kubernetes.ReviewSettings;
import dev.sallyport.authmethods.oidc.OidcAuthMethod;
import dev.sallyport.authmethods.oidc.OidcSettings;
import java.time.Instant;
import java.util.Set;

/// Service accounts of Kubernetes: by the cluster's keys, by its word, or by both.
final class KubernetesFrom {

    private KubernetesFrom() {}

    static OidcSettings keys(String name, Kubernetes pods, String where) {
        return OidcFrom.entry(name, pods.oidc(), where).with(KubernetesNames.IN_TOKEN);
    }

    static AuthMethod entry(String name, Kubernetes pods, String where, SecretReader secrets) {
        Review review = pods.review();
        if (review == null) {
            return new OidcAuthMethod(keys(name, pods, where));
        }
        KubernetesSettings settings = new KubernetesSettings(
                name,
                pods.issuer(),
                Set.copyOf(pods.audience()),
                TokenRules.DEFAULT,
                where,
                asking(name, review, secrets));
        if (!pods.hasKeys()) {
            return new KubernetesAuthMethod(settings, null);
        }
        OidcAuthMethod keys = new OidcAuthMethod(keys(name, pods, ""));
        return new KeysThenReview(new KubernetesAuthMethod(settings, keys), keys);
    }

    private static ReviewSettings asking(String name, Review review, SecretReader secrets) {
        return new ReviewSettings(
                review.server(),
                Authorities.of("authMethods." + name + ".kubernetes.review.ca", review.ca()),
                () -> secrets.read(review.token()),
                review.timeout(),
                review.cache(),
                ReviewSettings.DEFAULT_REMEMBERED,
                ReviewSettings.DEFAULT_AT_ONCE);
    }

    /// Two that are closed together.
    private record KeysThenReview(KubernetesAuthMethod both, OidcAuthMethod keys) implements AuthMethod, AutoCloseable {

        @Override
        public Authentication authenticate(Attestation attestation, Instant now) throws InterruptedException {
            return both.authenticate(attestation, now);
        }

        @Override
        public void close() {
            both.close();
            keys.close();
        }
    }
}
