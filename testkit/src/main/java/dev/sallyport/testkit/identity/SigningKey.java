package dev.sallyport.testkit.identity;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;

/// A key pair of an issuer, with the name it is published under. Immutable.
///
/// @param id its `kid`
public record SigningKey(String id, Kind kind, KeyPair pair) {

    /// The kinds of keys that platforms sign with.
    public enum Kind {
        RS256("RSA", "SHA256withRSA"),
        ES256("EC", "SHA256withECDSAinP1363Format"),
        ED_DSA("Ed25519", "Ed25519");

        private final String generator;
        private final String signature;

        Kind(String generator, String signature) {
            this.generator = generator;
            this.signature = signature;
        }

        /// The value of `alg`.
        public String algorithm() {
            return this == ED_DSA ? "EdDSA" : name();
        }
    }

    /// A new one: 2048 bits, P-256 or Ed25519.
    public static SigningKey generate(String id, Kind kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.generator);
            switch (kind) {
                case RS256 -> generator.initialize(2048);
                case ES256 -> generator.initialize(new ECGenParameterSpec("secp256r1"));
                case ED_DSA -> {}
            }
            return new SigningKey(id, kind, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has this kind of key `" + kind + "`", e);
        }
    }

    byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance(kind.signature);
            signature.initSign(pair.getPrivate());
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a key that was generated here signs", e);
        }
    }

    /// The public part.
    public JWK toPublicJwk() {
        return switch (kind) {
            case RS256 ->
                new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(id).build();
            case ES256 ->
                new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                        .keyID(id)
                        .build();
            case ED_DSA ->
                new OctetKeyPair.Builder(Curve.Ed25519, rawEdwards()).keyID(id).build();
        };
    }

    /// The last 32 bytes of its SubjectPublicKeyInfo (RFC 8410 §4).
    private Base64URL rawEdwards() {
        byte[] encoded = pair.getPublic().getEncoded();
        return Base64URL.encode(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length));
    }
}
