package dev.sallyport.http.credential.token;

import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/// Private keys in PEM form (RFC 7468): `PRIVATE KEY` (PKCS #8), and `RSA PRIVATE KEY` (PKCS #1, RFC
/// 8017 appendix A.1.2), as GitHub hands them out.
final class PemKey {

    private static final SecretAccess TO_SIGN = SecretAccess.because("the gateway signs who it is");

    /// Version 0, rsaEncryption without parameters.
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private PemKey() {}

    /// @throws IOException when it is none; the message does not hold it
    static PrivateKey read(SecretSource source) throws IOException {
        try (Secret secret = source.read()) {
            String text = secret.exposeText(TO_SIGN);
            boolean pkcs1 = text.contains("BEGIN RSA PRIVATE KEY");
            byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
            return key(new PKCS8EncodedKeySpec(pkcs1 ? wrapped(der) : der));
        } catch (IllegalArgumentException _) {
            throw unusable();
        }
    }

    private static PrivateKey key(PKCS8EncodedKeySpec encoded) throws IOException {
        for (String family : new String[] {"RSA", "EC"}) {
            try {
                return KeyFactory.getInstance(family).generatePrivate(encoded);
            } catch (GeneralSecurityException _) {
                // the other family, or none
            }
        }
        throw unusable();
    }

    /// RFC 5208 section 5.
    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream inside = new ByteArrayOutputStream();
        inside.writeBytes(RSA);
        element(inside, 0x04, pkcs1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        element(all, 0x30, inside.toByteArray());
        return all.toByteArray();
    }

    /// DER with a length of two bytes or fewer; no key is longer.
    private static void element(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
    }

    private static IOException unusable() {
        return new IOException("the gateway's own key is not an RSA or EC private key in PEM form");
    }
}
