package dev.sallyport.http.credential.token;

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
import java.io.IOException;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;

/// Signs statements with a key of the configuration: RS256 by an RSA key, ES256 by one on P-256.
///
/// @param key in PEM form, see [PemKey]
/// @param keyId its `kid`; empty for none
public record JwtSigning(SecretSource key, String keyId) {

    /// @throws IOException when the key cannot be read or used; the message does not hold it
    public String sign(JWTClaimsSet claims) throws IOException {
        PrivateKey own = PemKey.read(key);
        try {
            JWSAlgorithm algorithm = own instanceof ECPrivateKey ? JWSAlgorithm.ES256 : JWSAlgorithm.RS256;
            JWSHeader.Builder header = new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT);
            SignedJWT jwt = new SignedJWT((keyId.isEmpty() ? header : header.keyID(keyId)).build(), claims);
            jwt.sign(signer(own));
            return jwt.serialize();
        } catch (JOSEException | RuntimeException _) {
            throw new IOException("the gateway's own key cannot sign; RSA of 2048 bits or P-256 is needed");
        }
    }

    /// Signs what nobody is shown: a key that is of no use is better found before it is needed.
    ///
    /// @throws IOException as [#sign]
    public void tryOut() throws IOException {
        sign(new JWTClaimsSet.Builder().build());
    }

    private static JWSSigner signer(PrivateKey key) throws JOSEException {
        return key instanceof ECPrivateKey ? new ECDSASigner(key, Curve.P_256) : new RSASSASigner(key);
    }
}
