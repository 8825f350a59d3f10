package dev.sallyport.transport.http;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;

/// As whom the gateway shows itself inside CONNECT: a certificate for the host that the agent asked for,
/// of an authority that the agent trusts. Safe on every thread.
@FunctionalInterface
public interface ServerNames {

    /// CONNECT is refused.
    ServerNames NONE = host -> {
        throw new IOException("this gateway ends no TLS for other hosts");
    };

    /// May block: called on a virtual thread, and only for hosts that a target answers for. Its ALPN must
    /// offer `h2` and `http/1.1`, see [dev.sallyport.transport.ServerTls]. The implementation caches.
    ///
    /// @param host as in [Authority#host]
    /// @throws IOException when none can be made
    SslContext forHost(String host) throws IOException;
}
