package dev.sallyport.transport;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;

/// What a listener shows of itself in a TLS handshake. TLS 1.2 and 1.3 only.
public final class ServerTls {

    private ServerTls() {}

    /// @param certificates PEM, leaf first
    /// @param key PEM, PKCS#8, not encrypted
    /// @param alpn the protocol's ALPN name, for clients that start TLS at once
    /// @throws IOException when they cannot be read, or the key is not that of the first certificate
    public static SslContext of(Path certificates, Path key, String alpn) throws IOException {
        try {
            KeyPairing pairing = KeyPairing.read(certificates, key);
            if (!pairing.matches())
                throw new IOException("the key is not that of the certificate: `" + certificates + "`");
            return SslContextBuilder.forServer(pairing.key(), pairing.chain())
                    .sslProvider(TlsEngine.here())
                    .protocols("TLSv1.3", "TLSv1.2")
                    .applicationProtocolConfig(new ApplicationProtocolConfig(
                            Protocol.ALPN,
                            SelectorFailureBehavior.NO_ADVERTISE,
                            SelectedListenerFailureBehavior.ACCEPT,
                            alpn))
                    .build();
        } catch (SSLException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the certificate or key cannot be read: `" + certificates + "`", e);
        }
    }
}
