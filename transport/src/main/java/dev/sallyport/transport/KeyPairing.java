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
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/// A certificate with its chain, and its key, if it is that. TLS libraries notice only at the first handshake, which is
/// too late for files that are renewed one after the other. Read with the JDK alone: Netty's own reader loads all of
/// Bouncy Castle where that lies on the class path, which takes longer than the rest of a start.
record KeyPairing(List<X509Certificate> certificates, PrivateKey key) {

    private static final byte[] TOKEN = "sallyport".getBytes(StandardCharsets.US_ASCII);

    /// @param key PEM, PKCS#8, not encrypted
    /// @throws IOException that says which of the two cannot be used
    static KeyPairing read(Path certificates, Path key) throws IOException {
        List<X509Certificate> chain = chain(certificates);
        return new KeyPairing(
                chain, privateKey(key, chain.getFirst().getPublicKey().getAlgorithm()));
    }

    X509Certificate[] chain() {
        return certificates.toArray(X509Certificate[]::new);
    }

    boolean matches() throws GeneralSecurityException {
        PublicKey publicKey = certificates.getFirst().getPublicKey();
        String algorithm = switch (publicKey.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> publicKey.getAlgorithm();
        };
        Signature signing = Signature.getInstance(algorithm);
        signing.initSign(key);
        signing.update(TOKEN);
        byte[] signed = signing.sign();
        Signature verifying = Signature.getInstance(algorithm);
        verifying.initVerify(publicKey);
        verifying.update(TOKEN);
        return verifying.verify(signed);
    }

    private static List<X509Certificate> chain(Path certificates) throws IOException {
        try (InputStream in = Files.newInputStream(certificates)) {
            List<X509Certificate> chain = CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            if (chain.isEmpty()) throw new CertificateException("there is no certificate in it");
            return chain;
        } catch (CertificateException e) {
            throw new IOException("no certificates in PEM form, leaf first: `" + certificates + "`", e);
        }
    }

    private static PrivateKey privateKey(Path key, String algorithm) throws IOException {
        String base64 = Files.readString(key)
                .replaceAll("(?s).*-----BEGIN PRIVATE KEY-----", "")
                .replaceAll("(?s)-----END PRIVATE KEY-----.*", "");
        try {
            byte[] encoded = Base64.getMimeDecoder().decode(base64);
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(
                    "no " + algorithm + " key, as the certificate's is, in PKCS #8 and PEM form: `" + key + "`", e);
        }
    }
}
