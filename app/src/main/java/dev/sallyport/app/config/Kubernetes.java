package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A projected service-account token of Kubernetes: an [Oidc] token whose issuer is the cluster.
public record Kubernetes(
        @Doc("The cluster's service-account issuer.") @Default("https://kubernetes.default.svc")
        String issuer,

        @Doc("The audience of the projected token: one of these.") @OneOrMany
        List<String> audience,

        @Doc("As in `oidc`.") @Nullable Discovery discovery,
        @Doc("As in `oidc`.") @Nullable URI jwksUri,
        @Doc("As in `oidc`.") @Nullable FileReference jwks,

        @Doc("Ask the API server about each token: alone, or after the keys when one of the keys above is given.")
        @Nullable
        Review review)
        implements Proof, WebToken {
    private static final int MAX_TOKEN_BYTES = 16 << 10;
    private static final int REMEMBERED = 10_000;

    public Kubernetes {
        audience = List.copyOf(audience);
    }

    /// Whether tokens are checked by the cluster's keys.
    public boolean hasKeys() {
        return review == null || discovery != null || jwksUri != null || jwks != null;
    }

    @Override
    public int maxSize() {
        return MAX_TOKEN_BYTES;
    }

    /// Counted by `sub`, which is `system:serviceaccount:namespace:name` and knows no pod.
    @Override
    public Oidc oidc() {
        return new Oidc(
                issuer,
                audience,
                discovery,
                jwksUri,
                jwks,
                List.of(Algorithm.RS256, Algorithm.ES256, Algorithm.EDDSA),
                Duration.ofSeconds(30),
                new ByteSize(MAX_TOKEN_BYTES),
                Duration.ofDays(1),
                "sub",
                List.of("sub"),
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                REMEMBERED);
    }
}
