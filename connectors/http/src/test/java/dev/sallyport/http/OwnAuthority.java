package dev.sallyport.http;

import dev.sallyport.transport.ClientCertificates;
import dev.sallyport.transport.ServerTls;
import dev.sallyport.transport.http.HttpFloor;
import dev.sallyport.transport.http.UpstreamTls;
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

/// A certificate for `localhost` that vouches for itself.
record OwnAuthority(X509Bundle bundle, Path pem) {

    static OwnAuthority in(Path folder) throws Exception {
        X509Bundle bundle = new CertificateBuilder()
                .subject("CN=localhost")
                .addSanDnsName("localhost")
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        return new OwnAuthority(bundle, Files.writeString(folder.resolve("ca.pem"), bundle.getCertificatePEM()));
    }

    SslContext face() throws IOException {
        return ServerTls.of(
                List.of(bundle.getCertificatePath()),
                bundle.getKeyPair().getPrivate(),
                HttpFloor.ALPN,
                ClientCertificates.NOT_ASKED);
    }

    SslContext upstream() throws IOException {
        return UpstreamTls.of(pem, false);
    }

    SSLContext server() throws Exception {
        KeyStore keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        keys.setKeyEntry("own", bundle.getKeyPair().getPrivate(), new char[0], bundle.getCertificatePath());
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }
}
