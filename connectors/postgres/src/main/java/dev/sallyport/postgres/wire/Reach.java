package dev.sallyport.postgres.wire;

import dev.sallyport.transport.TlsFace;
import io.netty.handler.ssl.SslContext;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a listener lets agents reach, and how it shows itself: swapped as a whole at a reload. Whoever
/// began to connect before goes on with what it has seen so far.
///
/// @param routes by target name
/// @param face the listener's own certificate; without TLS only targets that allow clear text can be
///     reached
/// @param byCertificate targets at which a client's certificate is enough: who shows one is not asked
///     for a password
public record Reach(Map<String, Route> routes, TlsFace face, WireLimits limits, Set<String> byCertificate) {

    public Reach {
        routes = Map.copyOf(routes);
        byCertificate = Set.copyOf(byCertificate);
    }

    /// Asks nobody for a certificate.
    ///
    /// @param tls null: no TLS is offered
    public Reach(Map<String, Route> routes, @Nullable SslContext tls, WireLimits limits) {
        this(routes, TlsFace.of(tls), limits, Set.of());
    }
}
