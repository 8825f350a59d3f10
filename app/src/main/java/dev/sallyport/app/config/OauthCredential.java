package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Key;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Access tokens of an authorization server: by client credentials (RFC 6749 section 4.4), or by a refresh token
/// (section 6).
@Key("oauth")
public record OauthCredential(
        @Doc("Address of the token endpoint.") URI token,

        @Doc("The gateway's client id there.") String clientId,

        @Doc("Its secret.") SecretReference clientSecret,

        @Doc("Where the secret stands in a request.") @Default("basic")
        SecretIn secretIn,

        @Doc("PEM file of the authorities that the server's certificate may come from. Without it, those of the JDK.")
        @Nullable
        Path ca,

        @Doc("Scopes to ask for.") @Default("[]") @OneOrMany List<String> scopes,

        @Doc("Refresh token to begin with. Without it, tokens are got by the client's own right.") @Nullable
        SecretReference refreshToken)
        implements ShownCredential {
    public OauthCredential {
        scopes = List.copyOf(scopes);
    }

    @Override
    public List<Named> secrets() {
        List<Named> all = new ArrayList<>(List.of(new Named("clientSecret", clientSecret)));
        if (refreshToken != null) all.add(new Named("refreshToken", refreshToken));
        return all;
    }

    @Override
    public URI issuer() {
        return token;
    }
}
