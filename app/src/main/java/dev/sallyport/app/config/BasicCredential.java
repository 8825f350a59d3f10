package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.Key;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// User and password (RFC 7617).
@Key("basic")
public record BasicCredential(
        @Doc("The user; must not hold a colon.") String user,
        @Doc("The password.") SecretReference password) implements ShownCredential {
    @Override
    public List<Named> secrets() {
        return List.of(new Named("password", password));
    }

    @Override
    public @Nullable URI issuer() {
        return null;
    }
}
