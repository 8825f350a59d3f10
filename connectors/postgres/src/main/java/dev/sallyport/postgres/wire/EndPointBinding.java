package dev.sallyport.postgres.wire;

import dev.sallyport.transport.ProtocolViolation;
import io.netty.handler.ssl.SslHandler;
import java.security.AlgorithmParameters;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import javax.net.ssl.SSLPeerUnverifiedException;

/// The channel binding `tls-server-end-point` (RFC 5929 section 4.1): a hash of the server's certificate, by the hash
/// function of the certificate's own signature, with SHA-256 in place of MD5 and SHA-1.
final class EndPointBinding {

    private EndPointBinding() {}

    /// @throws ProtocolViolation for a signature that has no hash function of its own, such as Ed25519: PostgreSQL
    ///     cannot bind to such a certificate either
    static byte[] of(SslHandler tls) {
        try {
            return of((X509Certificate) tls.engine().getSession().getPeerCertificates()[0]);
        } catch (SSLPeerUnverifiedException e) {
            throw new ProtocolViolation("it showed no certificate");
        }
    }

    static byte[] of(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance(hash(certificate)).digest(certificate.getEncoded());
        } catch (NoSuchAlgorithmException | CertificateEncodingException | InvalidParameterSpecException e) {
            throw new ProtocolViolation(
                    "its certificate cannot be bound to: sign it with RSA or ECDSA and a hash of the SHA-2 family, not `"
                            + certificate.getSigAlgName() + "`");
        }
    }

    private static String hash(X509Certificate certificate)
            throws NoSuchAlgorithmException, InvalidParameterSpecException {
        String signature = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        String hash = signature.equals("RSASSA-PSS") ? pss(certificate) : signature.replaceFirst("WITH.*", "");
        return switch (hash.replace("-", "")) {
            case "MD5", "SHA1", "SHA256" -> "SHA-256";
            case "SHA224" -> "SHA-224";
            case "SHA384" -> "SHA-384";
            case "SHA512" -> "SHA-512";
            default -> throw new NoSuchAlgorithmException(signature);
        };
    }

    private static String pss(X509Certificate certificate)
            throws NoSuchAlgorithmException, InvalidParameterSpecException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
        try {
            parameters.init(certificate.getSigAlgParams());
        } catch (java.io.IOException e) {
            throw new NoSuchAlgorithmException(e);
        }
        return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    }
}
