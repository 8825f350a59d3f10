package dev.sallyport.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/// Whether a key is that of a certificate. TLS libraries notice only at the first handshake, which is too late for
/// files
/// that are renewed one after the other.
final class KeyPairing {

    private static final byte[] TOKEN = "sallyport".getBytes(StandardCharsets.US_ASCII);

    private KeyPairing() {}

    static boolean matches(Path certificates, Path key) throws IOException, GeneralSecurityException {
        PublicKey publicKey = publicKey(certificates);
        PrivateKey privateKey = privateKey(key, publicKey.getAlgorithm());
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(privateKey);
        signing.update(TOKEN);
        byte[] signed = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(publicKey);
        verifying.update(TOKEN);
        return verifying.verify(signed);
    }

    private static PublicKey publicKey(Path certificates) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(certificates)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey();
        }
    }

    private static PrivateKey privateKey(Path key, String algorithm) throws IOException, GeneralSecurityException {
        String base64 = Files.readString(key)
                .replaceAll("(?s).*-----BEGIN PRIVATE KEY-----", "")
                .replaceAll("(?s)-----END PRIVATE KEY-----.*", "");
        byte[] encoded = Base64.getMimeDecoder().decode(base64);
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }
}
