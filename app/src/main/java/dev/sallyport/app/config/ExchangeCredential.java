package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Key;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.util.List;

/// A token for each session, got in exchange (RFC 8693).
@Key("exchange")
public record ExchangeCredential(
        @Doc("Address of the token endpoint.") URI token,

        @Doc("The gateway's client id there.") String clientId,

        @Doc("Its secret.") SecretReference clientSecret,

        @Doc("Who the new token is for: the API's own name.") @Default("''")
        String audience,

        @Doc("Scopes to ask for.") @Default("[]") @OneOrMany List<String> scopes)
        implements ShownCredential {
    public ExchangeCredential {
        scopes = List.copyOf(scopes);
    }

    @Override
    public List<Named> secrets() {
        return List.of(new Named("clientSecret", clientSecret));
    }

    @Override
    public URI issuer() {
        return token;
    }
}
