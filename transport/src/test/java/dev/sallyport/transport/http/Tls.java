package dev.sallyport.transport.http;

import dev.sallyport.transport.ClientCertificates;
import dev.sallyport.transport.ServerTls;
import io.netty.handler.ssl.SslContext;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// An authority and a certificate for some hosts, for both sides.
record Tls(X509Bundle bundle) {

    static Tls of(String... hosts) {
        try {
            CertificateBuilder builder =
                    new CertificateBuilder().subject("CN=" + hosts[0]).setIsCertificateAuthority(true);
            for (String host : hosts) builder.addSanDnsName(host);
            return new Tls(builder.buildSelfSigned());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    SslContext face(ClientCertificates clients) throws IOException {
        return ServerTls.of(
                List.of(bundle.getCertificatePath()), bundle.getKeyPair().getPrivate(), HttpFloor.ALPN, clients);
    }

    SslContext upstream(Path folder, boolean http2) throws IOException {
        return UpstreamTls.of(pem(folder), http2);
    }

    Path pem(Path folder) throws IOException {
        return Files.writeString(folder.resolve("ca.pem"), bundle.getCertificatePEM());
    }

    /// @param shown what the client shows; itself for none
    SSLContext client(Tls shown) throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", bundle.getCertificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        KeyStore own = KeyStore.getInstance(KeyStore.getDefaultType());
        own.load(null, null);
        if (!shown.equals(this)) {
            own.setKeyEntry(
                    "own", shown.bundle.getKeyPair().getPrivate(), new char[0], shown.bundle.getCertificatePath());
        }
        keys.init(own, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
