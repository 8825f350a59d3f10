package dev.sallyport.transport;

import io.netty.handler.ssl.SslContext;
import org.jspecify.annotations.Nullable;

/// As whom a listener shows itself: asked before every handshake, so that a renewed certificate needs
/// no restart and breaks no open session. Safe on every thread; does not block.
@FunctionalInterface
public interface TlsFace {

    /// No TLS is offered.
    TlsFace NONE = () -> null;

    /// Null: no TLS is offered.
    @Nullable
    SslContext now();

    /// Always the same.
    static TlsFace of(@Nullable SslContext tls) {
        return () -> tls;
    }
}
