package dev.sallyport.authmethods.jwt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One key of a JWK set, read for one use: checking signatures.
public final class PublicJwk {

    /// Everything else stays unread: private parts, `k` of a symmetric key, certificates.
    public static final Set<String> MEMBERS = Set.of("kty", "kid", "alg", "n", "e", "crv", "x", "y");

    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

    /// `jwt-svid` is what a SPIFFE bundle says (SPIFFE Trust Domain and Bundle §4.2.2).
    private static final Set<String> USES = Set.of("sig", "jwt-svid");

    /// RFC 7518 §3.3.
    private static final int MIN_RSA_BITS = 2048;

    /// SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410 §4).
    private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private PublicJwk() {}

    /// Empty when it is not a public key for signatures, or has no name, or is too weak, or not well-formed.
    public static Optional<VerificationKey> read(Map<?, ?> entry) {
        return entry.get("kid") instanceof String kid && !kid.isEmpty() ? unnamed(entry) : Optional.empty();
    }

    /// As [#read], whether or not it has a name.
    public static Optional<VerificationKey> unnamed(Map<?, ?> entry) {
        if (!isForSignatures(entry)) {
            return Optional.empty();
        }
        Map<String, Object> members = new HashMap<>();
        MEMBERS.stream().filter(entry::containsKey).forEach(name -> members.put(name, entry.get(name)));
        try {
            return Optional.of(new VerificationKey(
                    Json.text(members, "kid"), Json.text(members, "alg"), publicKey(JWK.parse(members))));
        } catch (ParseException | JOSEException | GeneralSecurityException | RuntimeException _) {
            // one key that nobody can read, whatever the library makes of it, must not cost the others
            return Optional.empty();
        }
    }

    /// Whether it shows what should be secret (RFC 7518 §6.2.2, §6.3.2, §6.4.1).
    public static boolean hasPrivatePart(Map<?, ?> entry) {
        return !Collections.disjoint(entry.keySet(), PRIVATE);
    }

    private static boolean isForSignatures(Map<?, ?> entry) {
        Object operations = entry.get("key_ops");
        return (!entry.containsKey("use") || USES.contains(String.valueOf(entry.get("use"))))
                && (operations == null || (operations instanceof List<?> list && list.contains("verify")));
    }

    private static PublicKey publicKey(JWK jwk) throws JOSEException, GeneralSecurityException {
        if (jwk instanceof RSAKey rsa && rsa.size() >= MIN_RSA_BITS) {
            return Signatures.own(rsa.toRSAPublicKey());
        }
        if (jwk instanceof ECKey ec) {
            return Signatures.own(ec.toECPublicKey());
        }
        if (jwk instanceof OctetKeyPair octets && octets.getCurve().getName().equals("Ed25519")) {
            return edwards(octets.getDecodedX());
        }
        throw new IllegalArgumentException("not a key that checks signatures");
    }

    private static PublicKey edwards(byte[] point) throws GeneralSecurityException {
        byte[] encoded = new byte[ED25519_PREFIX.length + point.length];
        System.arraycopy(ED25519_PREFIX, 0, encoded, 0, ED25519_PREFIX.length);
        System.arraycopy(point, 0, encoded, ED25519_PREFIX.length, point.length);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    }
}
