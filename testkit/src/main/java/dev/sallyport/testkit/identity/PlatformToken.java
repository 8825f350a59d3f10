package dev.sallyport.testkit.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A token in the making: claims and header that can be set to anything, and several ways to sign it, most of them
/// attacks. Starts as what a platform would issue: for `sub`, valid from now on for ten minutes.
///
/// ```java
/// issuer.token("system:serviceaccount:support:triage").audience("sallyport").claim("namespace", "support").sign()
/// ```
///
/// Immutable: each step gives a new one.
public final class PlatformToken {

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    private final SigningKey key;
    private final Instant now;
    private final Map<String, Object> header;
    private final Map<String, Object> claims;

    private PlatformToken(SigningKey key, Instant now, Map<String, Object> header, Map<String, Object> claims) {
        this.key = key;
        this.now = now;
        this.header = header;
        this.claims = claims;
    }

    static PlatformToken of(SigningKey key, String issuer, String subject, Instant now) {
        return new PlatformToken(key, now, Map.of(), Map.of("iss", issuer, "sub", subject))
                .header("alg", key.kind().algorithm())
                .header("kid", key.id())
                .header("typ", "JWT")
                .issuedAt(now)
                .validFor(LIFETIME);
    }

    public PlatformToken audience(String... audiences) {
        return claim("aud", List.of(audiences));
    }

    public PlatformToken claim(String name, Object value) {
        return new PlatformToken(key, now, header, with(claims, name, value));
    }

    public PlatformToken without(String claim) {
        Map<String, Object> fewer = new LinkedHashMap<>(claims);
        fewer.remove(claim);
        return new PlatformToken(key, now, header, fewer);
    }

    public PlatformToken issuedAt(Instant moment) {
        return claim("iat", moment.getEpochSecond());
    }

    public PlatformToken notBefore(Instant moment) {
        return claim("nbf", moment.getEpochSecond());
    }

    /// From the issuer's now on; negative: expired that long ago.
    public PlatformToken validFor(Duration lifetime) {
        return claim("exp", now.plus(lifetime).getEpochSecond());
    }

    public PlatformToken header(String name, Object value) {
        return new PlatformToken(key, now, with(header, name, value), claims);
    }

    public PlatformToken withoutHeader(String name) {
        Map<String, Object> fewer = new LinkedHashMap<>(header);
        fewer.remove(name);
        return new PlatformToken(key, now, fewer, claims);
    }

    /// With another key, but under the name of the right one.
    public PlatformToken signedBy(SigningKey other) {
        return new PlatformToken(other, now, header, claims);
    }

    /// As the platform does.
    public String sign() {
        return signed(input(json(header), json(claims)));
    }

    /// Rightly signed, over exactly this payload, which need not be JSON.
    public String signPayload(String payload) {
        return signed(input(json(header), payload));
    }

    /// Rightly signed, with exactly this header, which need not be JSON.
    public String signHeader(String exactly) {
        return signed(input(exactly, json(claims)));
    }

    /// `alg: none` and no signature (RFC 8725 §2.1).
    public String unsigned() {
        return header("alg", "none").unsignedInput() + ".";
    }

    /// Algorithm confusion: HS256 with the public key's bytes as the shared secret (RFC 8725 §2.1).
    public String signWithPublicKeyAsSecret() {
        String input = header("alg", "HS256").unsignedInput();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.pair().getPublic().getEncoded(), "HmacSHA256"));
            return input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /// Brings its own key along in the header (`jwk`), and is signed with it.
    public String signWithEmbeddedKey() {
        SigningKey own = SigningKey.generate(key.id(), key.kind());
        return header("jwk", own.toPublicJwk().toJSONObject()).signedBy(own).sign();
    }

    /// A claim is changed after signing.
    public String tamper(String claim, Object value) {
        String signed = sign();
        return claim(claim, value).unsignedInput() + signed.substring(signed.lastIndexOf('.'));
    }

    private String unsignedInput() {
        return input(json(header), json(claims));
    }

    private String signed(String input) {
        return input + "." + base64(key.sign(input.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String input(String header, String payload) {
        return base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(payload.getBytes(StandardCharsets.UTF_8));
    }

    private static String json(Map<String, Object> object) {
        return JSONObjectUtils.toJSONString(object);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
