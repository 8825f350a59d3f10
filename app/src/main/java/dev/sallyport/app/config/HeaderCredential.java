package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Key;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A secret in a header.
@Key("header")
public record HeaderCredential(
        @Doc("The header's name.") @Default("Authorization") String name,

        @Doc("Stands before the secret, such as `Bearer ` for a bearer token.") @Default("''")
        String prefix,

        @Doc("The secret.") SecretReference value)
        implements ShownCredential {
    @Override
    public List<Named> secrets() {
        return List.of(new Named("value", value));
    }

    @Override
    public @Nullable URI issuer() {
        return null;
    }
}
