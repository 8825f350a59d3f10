package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Key;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A secret in the query of each request.
@Key("query")
public record QueryCredential(
        @Doc("The parameter's name; one that the agent sends is dropped.")
        String name,

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
