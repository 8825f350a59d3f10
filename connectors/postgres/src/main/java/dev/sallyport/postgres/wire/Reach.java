package dev.sallyport.postgres.wire;

import io.netty.handler.ssl.SslContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a listener lets agents reach, and how it shows itself: swapped as a whole at a reload. Whoever began to connect
/// before goes on with what it has seen so far.
///
/// @param routes by target name
/// @param tls the listener's own certificate; null: no TLS is offered, and only targets that allow clear text can be
///     reached
public record Reach(Map<String, Route> routes, @Nullable SslContext tls, WireLimits limits) {

    public Reach {
        routes = Map.copyOf(routes);
    }
}
