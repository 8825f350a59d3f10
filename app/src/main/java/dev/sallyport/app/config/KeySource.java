package dev.sallyport.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where an issuer's keys come from: exactly one place.
public sealed interface KeySource {

    /// @param document the discovery document
    record Discovered(URI document) implements KeySource {}

    record Fetched(URI address) implements KeySource {}

    record InFile(Path path) implements KeySource {}

    /// @throws IllegalArgumentException when none or several are configured; the check has told it before
    static KeySource of(Oidc oidc) {
        Discovery discovery = oidc.discovery();
        FileReference file = oidc.jwks();
        URI address = oidc.jwksUri();
        if (count(discovery, file, address) > 1) {
            throw new IllegalArgumentException("give only one of `discovery`, `jwksUri`, `jwks`");
        }
        if (file != null) {
            return new InFile(file.path());
        }
        return address != null ? new Fetched(address) : discovered(oidc, discovery);
    }

    private static int count(@Nullable Discovery discovery, @Nullable FileReference file, @Nullable URI address) {
        return (discovery != null && discovery.asked() ? 1 : 0) + (file != null ? 1 : 0) + (address != null ? 1 : 0);
    }

    private static KeySource discovered(Oidc oidc, @Nullable Discovery discovery) {
        if (discovery != null && !discovery.asked()) {
            throw new IllegalArgumentException("says not where the keys are, give `jwksUri` or `jwks`");
        }
        String given = discovery == null ? "" : discovery.address();
        return new Discovered(given.isEmpty() ? wellKnown(oidc.issuer()) : URI.create(given));
    }

    /// OpenID Connect Discovery 1.0 section 4.
    private static URI wellKnown(String issuer) {
        try {
            URI document = new URI(issuer.replaceAll("/$", "") + "/.well-known/openid-configuration");
            if (document.getHost() != null) {
                return document;
            }
        } catch (URISyntaxException _) {
            // told below
        }
        throw new IllegalArgumentException("says not where the keys are, as the issuer is no address: give one of"
                + " `discovery`, `jwksUri`, `jwks`");
    }
}
