package dev.sallyport.transport;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Lets every client through that has the key of the certificate it shows, which the handshake itself
/// proves. Whether the chain is worth anything is an auth method's question, who can refuse it with a
/// reason in the trail. Bounds what a stranger can make the gateway keep.
final class ProvenKeyTrust extends X509ExtendedTrustManager {

    /// As the JDK's own default. BoringSSL shows no more than ten of a longer chain.
    private static final int MAX_CHAIN = 8;
    private static final int MAX_BYTES = 64 << 10;

    private static void bounded(X509Certificate[] chain) throws CertificateException {
        if (chain.length > MAX_CHAIN)
            throw new CertificateException("a chain of more than " + MAX_CHAIN + " certificates");
        if (PeerCertificates.size(chain) > MAX_BYTES)
            throw new CertificateException("a chain of more than " + MAX_BYTES + " bytes");
        PeerCertificates.read(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        bounded(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        bounded(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        bounded(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw noServer();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw noServer();
    }

    private static CertificateException noServer() {
        return new CertificateException("this trusts no server");
    }

    /// None are named, so that a client sends whatever it has.
    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
