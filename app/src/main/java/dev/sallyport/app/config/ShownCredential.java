package dev.sallyport.app.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A credential of an HTTP target: one key per kind.
public sealed interface ShownCredential
        permits HeaderCredential,
                QueryCredential,
                BasicCredential,
                OauthCredential,
                GithubCredential,
                ExchangeCredential {

    /// A secret, and the key that it stands under.
    record Named(String key, SecretReference reference) {}

    /// All that must be read.
    List<Named> secrets();

    /// Where tokens are fetched; null where none are.
    @Nullable
    URI issuer();
}
