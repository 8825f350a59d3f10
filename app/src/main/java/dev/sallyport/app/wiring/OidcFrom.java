package dev.sallyport.app.wiring;

import dev.sallyport.app.config.Algorithm;
import dev.sallyport.app.config.KeySource;
import dev.sallyport.app.config.Oidc;
import dev.sallyport.authmethods.jwt.KeyFetching;
import dev.sallyport.authmethods.jwt.KeySource.DiscoveryUrl;
import dev.sallyport.authmethods.jwt.KeySource.JwksFile;
import dev.sallyport.authmethods.jwt.KeySource.JwksUrl;
import dev.sallyport.authmethods.jwt.Naming;
import dev.sallyport.authmethods.jwt.TokenRules;
import dev.sallyport.authmethods.oidc.OidcSettings;
import java.util.Set;
import java.util.stream.Collectors;

/// An auth method of the JWT family. The pause between two fetches of keys, how long old keys serve while the issuer
/// is silent, and the size of its documents are [KeyFetching#DEFAULT]'s.
public final class OidcFrom {

    private OidcFrom() {}

    /// @param name the key under `authMethods`
    /// @throws IllegalArgumentException when it does not say where the keys are; the check has told it before
    public static OidcSettings entry(String name, Oidc oidc, String where) {
        return new OidcSettings(
                name,
                oidc.issuer(),
                keys(oidc),
                Set.copyOf(oidc.audience()),
                token(oidc),
                new Naming(oidc.subject(), oidc.countedBy()),
                where,
                fetching(oidc),
                oidc.rememberTokens());
    }

    private static dev.sallyport.authmethods.jwt.KeySource keys(Oidc oidc) {
        return switch (KeySource.of(oidc)) {
            case KeySource.Discovered discovered -> new DiscoveryUrl(discovered.document());
            case KeySource.Fetched fetched -> new JwksUrl(fetched.address());
            case KeySource.InFile file -> new JwksFile(file.path());
        };
    }

    private static TokenRules token(Oidc oidc) {
        Set<String> algorithms =
                oidc.algorithms().stream().map(Algorithm::headerName).collect(Collectors.toSet());
        return new TokenRules(
                algorithms, oidc.skew(), Math.toIntExact(oidc.maxTokenSize().bytes()), oidc.maxAge());
    }

    private static KeyFetching fetching(Oidc oidc) {
        KeyFetching usual = KeyFetching.DEFAULT;
        return new KeyFetching(
                oidc.timeout(), oidc.cacheKeys(), usual.minInterval(), usual.maxStale(), usual.maxDocumentSize());
    }
}
