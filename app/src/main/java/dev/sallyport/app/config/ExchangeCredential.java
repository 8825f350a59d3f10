package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Key;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A token for each session, got in exchange (RFC 8693).
@Key("exchange")
public record ExchangeCredential(
        @Doc("Address of the token endpoint.") URI token,

        @Doc("The gateway's client id there.") String clientId,

        @Doc("Its secret.") SecretReference clientSecret,

        @Doc("Where the secret stands in a request.") @Default("basic")
        SecretIn secretIn,

        @Doc("PEM private key (RSA or P-256) that signs for which workload a token is: the `subject_token`. The server"
                + " trusts its public key.")
        SecretReference key,

        @Doc("Its `kid`.") @Default("''") String keyId,

        @Doc("Path of the server's revocation endpoint, where a session's token ends with it; empty for none.")
        @Default("''")
        String revocation,

        @Doc("PEM file of the authorities that the server's certificate may come from. Without it, those of the JDK.")
        @Nullable
        Path ca,

        @Doc("Who the new token is for: the API's own name.") @Default("''")
        String audience,

        @Doc("Scopes to ask for.") @Default("[]") @OneOrMany List<String> scopes)
        implements ShownCredential {
    public ExchangeCredential {
        scopes = List.copyOf(scopes);
    }

    @Override
    public List<Named> secrets() {
        return List.of(new Named("clientSecret", clientSecret), new Named("key", key));
    }

    @Override
    public URI issuer() {
        return token;
    }
}
