package dev.sallyport.authmethods.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Set;

/// A public key of the issuer.
///
/// @param id its `kid`
/// @param algorithm the only one it may be used with (`alg`, RFC 7517 §4.4); empty when the set does not say
public record VerificationKey(String id, String algorithm, PublicKey key) {

    public boolean fits(SignatureAlgorithm wanted) {
        return wanted.worksWith(key) && Set.of("", wanted.joseName()).contains(algorithm);
    }

    /// Only for an algorithm that fits.
    public boolean signed(CompactToken token, SignatureAlgorithm with) {
        try {
            Base64URL signature = new Base64URL(token.signature());
            return switch (key) {
                case RSAPublicKey rsa -> jose(new RSASSAVerifier(rsa), with, token.signingInput(), signature);
                case ECPublicKey ec -> jose(new ECDSAVerifier(ec), with, token.signingInput(), signature);
                default -> edwards(token.signingInput(), signature.decode());
            };
        } catch (JOSEException | GeneralSecurityException _) {
            // a signature of the wrong length or form
            return false;
        }
    }

    /// The library gets a header of ours, never the token's.
    private static boolean jose(JWSVerifier verifier, SignatureAlgorithm with, byte[] signed, Base64URL signature)
            throws JOSEException {
        verifier.getJCAContext().setProvider(Signatures.provider());
        return verifier.verify(new JWSHeader(with.jose()), signed, signature);
    }

    /// The platform's Ed25519: the JOSE library's own needs a further dependency.
    private boolean edwards(byte[] signed, byte[] signature) throws GeneralSecurityException {
        Signature verifier = Signatures.of("Ed25519");
        verifier.initVerify(key);
        verifier.update(signed);
        return verifier.verify(signature);
    }
}
