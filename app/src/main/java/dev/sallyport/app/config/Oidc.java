package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A JSON Web Token (RFC 7519) of one issuer, checked against its published keys (RFC 7517).
public record Oidc(
        @Doc("The `iss` that tokens must carry, letter for letter.")
        String issuer,

        @Doc("The `aud` that tokens must carry: one of these.") @OneOrMany
        List<String> audience,

        @Doc(
                "Ask the issuer where its keys are (OpenID Connect Discovery 1.0). The default, unless `jwksUri` or `jwks` is given.")
        @Nullable
        Discovery discovery,

        @Doc("Address of the issuer's keys.") @Nullable URI jwksUri,

        @Doc("File with the issuer's keys; read again when it changes.") @Nullable
        FileReference jwks,

        @Doc("The only signature algorithms that are accepted.") @Default("[RS256, ES256, EdDSA]") @OneOrMany
        List<Algorithm> algorithms,

        @Doc("How far the clocks of issuer and gateway may differ.") @Default("30s") @Bounds(min = "0s", max = "5m")
        Duration skew,

        @Doc("Longer tokens are refused unread.") @Default("16KiB") @Bounds(min = "1KiB", max = "64KiB")
        ByteSize maxTokenSize,

        @Doc("Tokens issued longer ago are refused, even when they say that they still hold.")
        @Default("24h")
        @Bounds(min = "1s", max = "31d")
        Duration maxAge,

        @Doc("Claim that names the workload.") @Default("sub")
        String subject,

        @Doc("Claims under which limits are counted: the service account, never a pod or a token id.")
        @Default("[sub]")
        @OneOrMany
        List<String> countedBy,

        @Doc("For one request to the issuer.") @Default("5s") @Bounds(min = "100ms", max = "1m")
        Duration timeout,

        @Doc("How long fetched keys are used before they are fetched again.")
        @Default("15m")
        @Bounds(min = "10s", max = "24h")
        Duration cacheKeys,

        @Doc("Proven tokens that are remembered until they expire.")
        @Default("10000")
        @Bounds(min = "0", max = "10000000")
        int rememberTokens)
        implements Proof, WebToken {
    public Oidc {
        audience = List.copyOf(audience);
        algorithms = List.copyOf(algorithms);
        countedBy = List.copyOf(countedBy);
    }

    @Override
    public int maxSize() {
        return Math.toIntExact(maxTokenSize.bytes());
    }

    @Override
    public Oidc oidc() {
        return this;
    }
}
