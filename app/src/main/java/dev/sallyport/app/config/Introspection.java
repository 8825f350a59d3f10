package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asking the authorization server about a token (RFC 7662), as a client of it: with a key or with a secret.
public record Introspection(
        @Doc("Address of the introspection endpoint.") URI endpoint,

        @Doc("PEM file with the authorities of its certificate; the platform's when it is left out.") @Nullable
        Path ca,

        @Doc("As which client the gateway asks.") String clientId,

        @Doc("Its private key, PEM (PKCS #8), for `private_key_jwt` (RFC 7523).") @Nullable
        SecretReference key,

        @Doc("The key's `kid`; empty when the server needs none.") @Default("''")
        String keyId,

        @Doc("Its secret, for `client_secret_basic`, in place of `key`.") @Nullable
        SecretReference secret,

        @Doc("For one question.") @Default("5s") @Bounds(min = "100ms", max = "1m")
        Duration timeout,

        @Doc("How long a token that is active is believed to be: for so long a revocation is not seen.")
        @Default("10s")
        @Bounds(min = "0s", max = "5m")
        Duration cache) {}
