package dev.sallyport.transport;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.DelegatingSslContext;
import io.netty.handler.ssl.OpenSslCachingX509KeyManagerFactory;
import io.netty.handler.ssl.OpenSslServerSessionContext;
import io.netty.handler.ssl.ReferenceCountedOpenSslEngine;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.internal.tcnative.SSL;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/// What a listener shows of itself in a TLS handshake, and what it asks for. TLS 1.2 and 1.3 only.
public final class ServerTls {

    /// Seconds. The JDK sends no ticket that would have to live for more than a week (RFC 8446 section
    /// 4.6.1); sessions of TLS 1.2 that it keeps itself are forgotten by [PeerCertificates#of].
    private static final int TOO_LONG_FOR_TICKETS = 8 * 86_400;

    private ServerTls() {}

    /// @param certificates PEM, leaf first
    /// @param key PEM, PKCS#8, not encrypted
    /// @param alpn the protocol's ALPN name, for clients that start TLS at once
    /// @throws IOException when they cannot be read, or the key is not that of the first certificate
    public static SslContext of(Path certificates, Path key, String alpn, ClientCertificates clients)
            throws IOException {
        return of(certificates, key, List.of(alpn), clients);
    }

    /// As above, for a listener that speaks several protocols.
    ///
    /// @param alpn their names, best first
    public static SslContext of(Path certificates, Path key, List<String> alpn, ClientCertificates clients)
            throws IOException {
        try {
            return of(TlsEngine.here(), pairing(certificates, key), alpn, clients);
        } catch (SSLException | GeneralSecurityException | IllegalArgumentException e) {
            throw unusable(certificates, e);
        }
    }

    /// What would be shown: read, and not used.
    ///
    /// @return the leaf
    /// @throws IOException as above
    public static X509Certificate leaf(Path certificates, Path key) throws IOException {
        try {
            return pairing(certificates, key).certificates().getFirst();
        } catch (GeneralSecurityException e) {
            throw unusable(certificates, e);
        }
    }

    private static KeyPairing pairing(Path certificates, Path key) throws IOException, GeneralSecurityException {
        KeyPairing pairing = KeyPairing.read(certificates, key);
        if (!pairing.matches()) throw new IOException("the key is not that of the certificate: `" + certificates + "`");
        return pairing;
    }

    private static IOException unusable(Path certificates, Exception e) {
        return new IOException("certificate and key cannot be used: `" + certificates + "`", e);
    }

    /// @param chain leaf first
    /// @throws IOException when the key is not that of the first certificate
    public static SslContext of(List<X509Certificate> chain, PrivateKey key, String alpn, ClientCertificates clients)
            throws IOException {
        return of(chain, key, List.of(alpn), clients);
    }

    /// As above, for a listener that speaks several protocols.
    ///
    /// @param alpn their names, best first
    public static SslContext of(
            List<X509Certificate> chain, PrivateKey key, List<String> alpn, ClientCertificates clients)
            throws IOException {
        try {
            KeyPairing pairing = new KeyPairing(List.copyOf(chain), key);
            if (!pairing.matches()) throw new IOException("the key is not that of the certificate");
            return of(TlsEngine.here(), pairing, alpn, clients);
        } catch (SSLException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("the certificate or key cannot be used", e);
        }
    }

    static SslContext of(SslProvider engine, KeyPairing pairing, String alpn, ClientCertificates clients)
            throws SSLException {
        return of(engine, pairing, List.of(alpn), clients);
    }

    private static SslContext of(SslProvider engine, KeyPairing pairing, List<String> alpn, ClientCertificates clients)
            throws SSLException {
        SslContextBuilder builder = showing(engine, pairing)
                .sslProvider(engine)
                .protocols("TLSv1.3", "TLSv1.2")
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        alpn));
        return switch (clients) {
            case NOT_ASKED -> builder.build();
            case ASKED -> asking(builder);
        };
    }

    private static SslContextBuilder showing(SslProvider engine, KeyPairing pairing) {
        return switch (engine) {
            case JDK -> SslContextBuilder.forServer(pairing.key(), pairing.chain());
            case OPENSSL, OPENSSL_REFCNT ->
                SslContextBuilder.forServer(new OpenSslCachingX509KeyManagerFactory(OneKey.factory(pairing)));
        };
    }

    /// A resumed session would bring an identity without its proof.
    private static SslContext asking(SslContextBuilder builder) throws SSLException {
        SslContext tls = builder.clientAuth(ClientAuth.OPTIONAL)
                .trustManager(new ProvenKeyTrust())
                .build();
        if (!(tls.sessionContext() instanceof OpenSslServerSessionContext sessions)) {
            tls.sessionContext().setSessionTimeout(TOO_LONG_FOR_TICKETS);
            return tls;
        }
        sessions.setSessionCacheEnabled(false);
        return new WithoutTickets(tls);
    }

    /// Netty has no switch for it. In TLS 1.3 BoringSSL resumes by tickets alone.
    private static final class WithoutTickets extends DelegatingSslContext {

        WithoutTickets(SslContext tls) {
            super(tls);
        }

        @Override
        protected void initEngine(SSLEngine engine) {
            if (engine instanceof ReferenceCountedOpenSslEngine boring)
                SSL.setOptions(boring.sslPointer(), SSL.SSL_OP_NO_TICKET);
        }
    }
}
