package dev.sallyport.authmethods.dpop;

import static dev.sallyport.api.identity.RefusalReason.MALFORMED;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.PublicJwk;
import dev.sallyport.authmethods.jwt.VerificationKey;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;

/// The public key that a proof brings along.
///
/// @param thumbprint RFC 7638, SHA-256, base64url
record ProofKey(VerificationKey key, String thumbprint) {

    /// @throws NotProven also when a private part is there: whoever shows that has no secret any more
    static ProofKey read(Map<?, ?> jwk) throws NotProven {
        if (PublicJwk.hasPrivatePart(jwk)) {
            throw new NotProven(MALFORMED, "the proof shows a private key; make a new one and keep it");
        }
        VerificationKey key = PublicJwk.unnamed(jwk)
                .orElseThrow(() -> new NotProven(
                        MALFORMED, "the proof's key is not a public one that checks signatures, or too weak"));
        return new ProofKey(key, thumbprint(jwk));
    }

    private static String thumbprint(Map<?, ?> jwk) throws NotProven {
        Map<String, Object> members = new HashMap<>();
        jwk.forEach((name, value) -> members.put(String.valueOf(name), value));
        members.keySet().retainAll(PublicJwk.MEMBERS);
        try {
            return JWK.parse(members).computeThumbprint().toString();
        } catch (ParseException | JOSEException | RuntimeException _) {
            throw new NotProven(MALFORMED, "the proof's key cannot be read");
        }
    }
}
