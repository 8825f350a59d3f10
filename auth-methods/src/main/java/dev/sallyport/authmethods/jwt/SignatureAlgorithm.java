package dev.sallyport.authmethods.jwt;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/// The algorithms that can be allowed, each with the one kind of key it works with (RFC 8725 §3.1, §3.2). There is
/// nothing symmetric here, so that no public key can be mistaken for a shared secret.
public enum SignatureAlgorithm {
    RS256("RS256"),
    RS384("RS384"),
    RS512("RS512"),
    PS256("PS256"),
    PS384("PS384"),
    PS512("PS512"),
    ES256("ES256"),
    ES384("ES384"),
    ES512("ES512"),
    EDDSA("EdDSA");

    private static final String ED25519 = NamedParameterSpec.ED25519.getName();

    private final String joseName;

    SignatureAlgorithm(String joseName) {
        this.joseName = joseName;
    }

    public static Optional<SignatureAlgorithm> named(String name) {
        return Arrays.stream(values()).filter(a -> a.joseName().equals(name)).findFirst();
    }

    public static String names() {
        return Arrays.stream(values()).map(SignatureAlgorithm::joseName).collect(Collectors.joining(", "));
    }

    public String joseName() {
        return joseName;
    }

    public JWSAlgorithm jose() {
        return JWSAlgorithm.parse(joseName);
    }

    /// ES256 with a P-384 key is as wrong as RS256 with one (RFC 7518 §3.4).
    public boolean worksWith(PublicKey key) {
        return switch (this) {
            case RS256, RS384, RS512, PS256, PS384, PS512 -> key instanceof RSAPublicKey;
            case ES256 -> isOn(Curve.P_256, key);
            case ES384 -> isOn(Curve.P_384, key);
            case ES512 -> isOn(Curve.P_521, key);
            case EDDSA ->
                key instanceof EdECPublicKey edwards
                        && edwards.getParams().getName().equals(ED25519);
        };
    }

    private static boolean isOn(Curve curve, PublicKey key) {
        return key instanceof ECPublicKey ec && curve.equals(Curve.forECParameterSpec(ec.getParams()));
    }
}
