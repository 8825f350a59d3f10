package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who runs agents and may sign what a task is for and what was said around it (R1, R2).
public record OrchestratorEntry(
        @Doc("The `iss` of its statements, letter for letter. Their `aud` is `sessions.issuer`.")
        String issuer,

        @Doc("Address of its keys.") @Nullable URI jwksUri,

        @Doc("File with its keys; read again when it changes.") @Nullable
        FileReference jwks,

        @Doc("The only signature algorithms that are accepted.") @Default("[RS256, ES256, EdDSA]") @OneOrMany
        List<Algorithm> algorithms) {

    private static final int MAX_STATEMENT_BYTES = 64 << 10;

    public OrchestratorEntry {
        algorithms = List.copyOf(algorithms);
    }

    /// Its statements are tokens of an issuer, good for five minutes; none is remembered, since each is
    /// meant once.
    public Oidc oidc(String audience) {
        return new Oidc(
                issuer,
                List.of(audience),
                null,
                jwksUri,
                jwks,
                algorithms,
                Duration.ofSeconds(30),
                new ByteSize(MAX_STATEMENT_BYTES),
                Duration.ofMinutes(5),
                "iss",
                List.of("iss"),
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                0);
    }
}
