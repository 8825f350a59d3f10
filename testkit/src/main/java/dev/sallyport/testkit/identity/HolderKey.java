package dev.sallyport.testkit.identity;

import com.nimbusds.jose.JOSEException;
import dev.sallyport.testkit.identity.SigningKey.Kind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/// The key of a client whose tokens are bound to it (RFC 9449). Immutable.
public record HolderKey(SigningKey key) {

    public static HolderKey generate(Kind kind) {
        return new HolderKey(SigningKey.generate("", kind));
    }

    /// What `cnf.jkt` holds.
    public String thumbprint() {
        try {
            return key.toPublicJwk().computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("a public key has a thumbprint", e);
        }
    }

    /// A proof for one request, to be signed.
    ///
    /// @param accessToken the token that goes with it; empty for none
    public PlatformToken proof(String method, URI uri, String accessToken, Instant now) {
        PlatformToken proof = PlatformToken.of(key, "", "", now)
                .without("iss")
                .without("sub")
                .without("exp")
                .withoutHeader("kid")
                .header("typ", "dpop+jwt")
                .header("jwk", key.toPublicJwk().toJSONObject())
                .claim("jti", UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", uri.toString());
        return accessToken.isEmpty() ? proof : proof.claim("ath", hash(accessToken));
    }

    private static String hash(String token) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
