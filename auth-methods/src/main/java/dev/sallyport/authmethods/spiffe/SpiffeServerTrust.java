package dev.sallyport.authmethods.spiffe;

import dev.sallyport.authmethods.jwt.NotProven;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts exactly one SPIFFE id, at one moment. The host's name does not matter (SPIFFE Federation
/// §5.2.2), which is why this is an extended trust manager: the JDK would check the name for any other.
final class SpiffeServerTrust extends X509ExtendedTrustManager {

    private final String id;
    private final List<X509Certificate> authorities;
    private final Instant now;

    SpiffeServerTrust(String id, List<X509Certificate> authorities, Instant now) {
        this.id = id;
        this.authorities = authorities;
        this.now = now;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        List<X509Certificate> all = List.of(chain);
        try {
            SvidChain.size(all, SvidLimits.DEFAULT);
            Identity shown = SvidChain.identity(all.getFirst());
            if (!shown.toString().equals(id))
                throw new CertificateException("the endpoint is another workload `" + shown + "`");
            SvidChain.leaf(all.getFirst());
            SvidChain.signers(all.subList(1, all.size()), shown);
            CertificatePath.validate(all, authorities, Optional.empty(), now);
        } catch (NotProven e) {
            throw new CertificateException(
                    "the endpoint's X.509-SVID is refused: " + e.refused().detail());
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("no client is expected here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("no client is expected here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no client is expected here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
