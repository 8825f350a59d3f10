package dev.sallyport.authmethods.dpop;

import dev.sallyport.authmethods.jwt.Sha256;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/// The value of `x5t#S256` (RFC 8705 §3.1): base64url of the SHA-256 of the certificate's DER form.
public final class CertificateThumbprint {

    private CertificateThumbprint() {}

    /// @throws IllegalArgumentException when the certificate has no DER form
    public static String of(X509Certificate certificate) {
        try {
            return Sha256.base64(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("the certificate cannot be encoded", e);
        }
    }
}
