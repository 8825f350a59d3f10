package dev.sallyport.authmethods.jwt;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// RFC 7518 §3.4: an algorithm works with its own curve only.
class KeyFitTest {

    private static final Map<String, SignatureAlgorithm> CURVES = Map.of(
            "secp256r1", SignatureAlgorithm.ES256,
            "secp384r1", SignatureAlgorithm.ES384,
            "secp521r1", SignatureAlgorithm.ES512);

    private static PublicKey on(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair().getPublic();
    }

    @Test
    void a_key_fits_the_algorithm_of_its_curve_and_the_one_it_is_for() throws Exception {
        for (Map.Entry<String, SignatureAlgorithm> own : CURVES.entrySet()) {
            PublicKey key = on(own.getKey());
            for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
                assertThat(new VerificationKey("k", "", key).fits(algorithm))
                        .as("%s with a key on %s", algorithm, own.getKey())
                        .isEqualTo(algorithm == own.getValue());
            }
            assertThat(new VerificationKey("k", "RS256", key).fits(own.getValue()))
                    .isFalse();
        }
    }
}
