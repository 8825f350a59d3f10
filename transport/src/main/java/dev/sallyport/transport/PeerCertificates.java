package dev.sallyport.transport;

import io.netty.handler.ssl.SslHandler;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/// The certificates of whoever is on the other side of a TLS connection.
public final class PeerCertificates {

    private PeerCertificates() {}

    /// After the handshake, leaf first; empty when none were shown, or none that can be read. The
    /// session cannot be resumed from then on: who comes again shows them again. They are the JDK's,
    /// whoever speaks TLS: BoringSSL's read themselves only when they are asked something.
    public static List<X509Certificate> of(SslHandler tls) {
        SSLSession session = tls.engine().getSession();
        try {
            return read(session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException | CertificateException _) {
            return List.of();
        } finally {
            session.invalidate();
        }
    }

    static List<X509Certificate> read(Certificate[] chain) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> read = new ArrayList<>(chain.length);
        for (Certificate one : chain) {
            read.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(one.getEncoded())));
        }
        return List.copyOf(read);
    }

    static long size(X509Certificate[] chain) throws CertificateException {
        long bytes = 0;
        for (X509Certificate one : chain) bytes += one.getEncoded().length;
        return bytes;
    }
}
