package dev.sallyport.transport;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;

/// Who speaks TLS: BoringSSL where its native library loads, since it opens a connection and encrypts
/// at a fraction of the cost; the JDK elsewhere. Both offer the same versions and check certificates by
/// the same rules.
public final class TlsEngine {

    private TlsEngine() {}

    public static SslProvider here() {
        return OpenSsl.isAvailable() ? SslProvider.OPENSSL : SslProvider.JDK;
    }
}
