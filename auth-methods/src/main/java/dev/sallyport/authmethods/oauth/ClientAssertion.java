package dev.sallyport.authmethods.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sallyport.api.credential.Secret;
import dev.sallyport.api.credential.SecretAccess;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Signs the gateway's own word that it is the client (RFC 7523 §3): for one server, for one minute, used once.
final class ClientAssertion {

    static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final int LIFETIME_SECONDS = 60;
    private static final SecretAccess TO_SIGN = SecretAccess.because("the gateway signs that it is the client");

    private ClientAssertion() {}

    /// @param audience the authorization server's issuer
    /// @throws IOException when there is no usable key; the message does not hold it
    static String by(ClientAuthentication.PrivateKeyJwt client, String audience, Instant now) throws IOException {
        PrivateKey key = key(client);
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(client.clientId())
                .subject(client.clientId())
                .audience(audience)
                .jwtID(UUID.randomUUID().toString())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(LIFETIME_SECONDS)))
                .build();
        try {
            JWSHeader.Builder header = new JWSHeader.Builder(algorithm(key)).type(JOSEObjectType.JWT);
            SignedJWT jwt =
                    new SignedJWT((client.keyId().isEmpty() ? header : header.keyID(client.keyId())).build(), claims);
            jwt.sign(signer(key));
            return jwt.serialize();
        } catch (JOSEException | RuntimeException _) {
            throw unusable();
        }
    }

    private static JWSAlgorithm algorithm(PrivateKey key) throws IOException {
        if (key instanceof RSAPrivateKey) {
            return JWSAlgorithm.RS256;
        }
        Curve curve = curve(key);
        return curve.equals(Curve.P_256)
                ? JWSAlgorithm.ES256
                : curve.equals(Curve.P_384) ? JWSAlgorithm.ES384 : JWSAlgorithm.ES512;
    }

    private static JWSSigner signer(PrivateKey key) throws JOSEException, IOException {
        return key instanceof RSAPrivateKey ? new RSASSASigner(key) : new ECDSASigner(key, curve(key));
    }

    private static Curve curve(PrivateKey key) throws IOException {
        @Nullable Curve curve = key instanceof ECPrivateKey ec ? Curve.forECParameterSpec(ec.getParams()) : null;
        if (curve == null) {
            throw unusable();
        }
        return curve;
    }

    private static PrivateKey key(ClientAuthentication.PrivateKeyJwt client) throws IOException {
        try (Secret secret = client.key().read()) {
            String body = secret.exposeText(TO_SIGN)
                    .replaceAll("-----[A-Z ]+-----", "")
                    .replaceAll("\\s", "");
            PKCS8EncodedKeySpec encoded =
                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(body));
            for (String family : new String[] {"EC", "RSA"}) {
                try {
                    return KeyFactory.getInstance(family).generatePrivate(encoded);
                } catch (GeneralSecurityException _) {
                    // the other family, or none
                }
            }
        } catch (IllegalArgumentException _) {
            // said below
        }
        throw unusable();
    }

    private static IOException unusable() {
        return new IOException("the gateway's own key is not an RSA or EC private key in PEM form (PKCS #8)");
    }
}
