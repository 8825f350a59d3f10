package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An OAuth 2.0 access token: signed (RFC 9068), or introspected (RFC 7662) when `introspection` is given.
public record Oauth(
        @Doc("Issuer of the authorization server, letter for letter.")
        String issuer,

        @Doc("The `aud` that tokens must carry: one of these. Name this gateway, never a target.") @OneOrMany
        List<String> audience,

        @Doc("As in `oidc`; for a server that has only RFC 8414 metadata, its address.") @Nullable
        Discovery discovery,

        @Doc("As in `oidc`.") @Nullable URI jwksUri,
        @Doc("As in `oidc`.") @Nullable FileReference jwks,

        @Doc("Ask the authorization server about each token, in place of checking signatures.") @Nullable
        Introspection introspection,

        @Doc("The only signature algorithms that are accepted.") @Default("[RS256, ES256, EdDSA]") @OneOrMany
        List<Algorithm> algorithms,

        @Doc("Scopes that a token must have, all of them.") @Default("[]") @OneOrMany
        List<String> scopes,

        @Doc("Clients whose tokens are let in (`client_id`); empty for any.") @Default("[]") @OneOrMany
        List<String> clients,

        @Doc("Whether a client's own token is let in (client credentials: no user).") @Default("false")
        boolean allowClients,

        @Doc("Whether a token must be bound to a key, by DPoP (RFC 9449) or mutual TLS (RFC 8705).") @Default("false")
        boolean requireBinding,

        @Doc("How long a DPoP proof is accepted after it was made.") @Default("1m") @Bounds(min = "1s", max = "5m")
        Duration proofAge,

        @Doc("Claim that names the workload.") @Default("sub")
        String subject,

        @Doc("Claims under which limits are counted: what many tokens share.") @Default("[sub]") @OneOrMany
        List<String> countedBy)
        implements Proof, WebToken {
    private static final int MAX_TOKEN_BYTES = 16 << 10;
    private static final int REMEMBERED = 10_000;

    public Oauth {
        audience = List.copyOf(audience);
        algorithms = List.copyOf(algorithms);
        scopes = List.copyOf(scopes);
        clients = List.copyOf(clients);
        countedBy = List.copyOf(countedBy);
    }

    /// A token may be bound to the client's certificate (RFC 8705).
    @Override
    public boolean asksForCertificates() {
        return true;
    }

    @Override
    public int maxSize() {
        return MAX_TOKEN_BYTES;
    }

    /// What it has in common with `oidc`.
    @Override
    public Oidc oidc() {
        return new Oidc(
                issuer,
                audience,
                discovery,
                jwksUri,
                jwks,
                algorithms,
                Duration.ofSeconds(30),
                new ByteSize(MAX_TOKEN_BYTES),
                Duration.ofDays(1),
                subject,
                countedBy,
                Duration.ofSeconds(5),
                Duration.ofMinutes(15),
                REMEMBERED);
    }
}
