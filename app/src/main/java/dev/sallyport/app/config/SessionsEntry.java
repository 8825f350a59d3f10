package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How far session tokens go.
public record SessionsEntry(
        @Doc(
                "Address of the session endpoint as its clients know it, such as `https://sallyport.internal:8443`: `iss` of every token. Without it, `https://` and what `listen.http` says.")
        @Nullable
        URI issuer,

        @Doc("How long a token holds; a task lives longer, its tokens are exchanged for fresh ones.")
        @Default("5m")
        @Bounds(min = "10s", max = "5m")
        Duration tokenLifetime,

        @Doc("No task lives longer, nor longer than the proof that it was opened with.")
        @Default("1h")
        @Bounds(min = "1m", max = "24h")
        Duration maxLifetime,

        @Doc("How often a task can be delegated on; 0 forbids sub-agents.") @Default("3") @Bounds(min = "0", max = "16")
        int maxDepth,

        @Doc("Connections that are open at once with the tokens of one holder.")
        @Default("16")
        @Bounds(min = "1", max = "10000")
        int connectionsPerToken,

        @Doc("Tasks, and parts of them, that are kept at once; when there are more, none is opened.")
        @Default("100000")
        @Bounds(min = "1", max = "10000000")
        int maxTasks,

        @Doc("The key that signs tokens is replaced when it is this old.")
        @Default("30d")
        @Bounds(min = "1h", max = "366d")
        Duration rotateKeys,

        @Doc(
                "A DPoP proof must carry a nonce that the gateway gave out at most so long ago (RFC 9449 section 8), such as `5m`; `0s` asks for none.")
        @Default("0s")
        @Bounds(min = "0s", max = "1h")
        Duration dpopNonce) {

    /// Without a slash at its end.
    public String issuerAt(HostPort http) {
        String address = issuer == null ? "https://" + http : issuer.toString();
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
