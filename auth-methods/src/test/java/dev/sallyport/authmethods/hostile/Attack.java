package dev.sallyport.authmethods.hostile;

import static dev.sallyport.api.identity.RefusalReason.ALGORITHM_NOT_ALLOWED;
import static dev.sallyport.api.identity.RefusalReason.BAD_SIGNATURE;
import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_YET_VALID;
import static dev.sallyport.api.identity.RefusalReason.TOO_LARGE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_KEY;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;

import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.identity.PlatformToken;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// The list of what is tried on every family of signed tokens (RFC 8725, and the history of JWT libraries), each with
/// the one reason it is refused for.
enum Attack {
    // algorithm confusion
    NO_SIGNATURE(ALGORITHM_NOT_ALLOWED, (good, _) -> good.unsigned()),
    NONE_IN_OTHER_LETTERS(
            ALGORITHM_NOT_ALLOWED, (good, _) -> good.header("alg", "nOnE").sign()),
    PUBLIC_KEY_AS_HMAC_SECRET(ALGORITHM_NOT_ALLOWED, (good, _) -> good.signWithPublicKeyAsSecret()),
    RSA_ALGORITHM_FOR_ANOTHER_HASH(
            ALGORITHM_NOT_ALLOWED, (good, _) -> good.header("alg", "RS512").sign()),
    ANOTHER_CURVE(
            ALGORITHM_NOT_ALLOWED, (good, _) -> good.header("alg", "ES384").sign()),
    EDWARDS_WITH_ANOTHER_KEY(
            ALGORITHM_NOT_ALLOWED, (good, _) -> good.header("alg", "EdDSA").sign()),
    NO_ALGORITHM(MALFORMED, (good, _) -> good.withoutHeader("alg").sign()),

    // signatures that are none
    EMPTY_SIGNATURE(BAD_SIGNATURE, (good, _) -> unsigned(good)),
    ZEROS_FOR_R_AND_S(BAD_SIGNATURE, (good, _) -> unsigned(good) + "A".repeat(86)),
    SIGNATURE_OF_AN_RSA_KEYS_LENGTH(BAD_SIGNATURE, (good, _) -> unsigned(good) + "A".repeat(342)),
    SIGNATURE_WITH_STRAY_BITS(MALFORMED, (good, _) -> unsigned(good) + "A".repeat(85) + "B"),
    PADDED_SIGNATURE(MALFORMED, (good, _) -> good.sign() + "="),
    CHANGED_CLAIM(BAD_SIGNATURE, (good, _) -> good.tamper("sub", "admin")),

    // kid injection
    KID_IS_A_PATH(
            UNKNOWN_KEY, (good, _) -> good.header("kid", "../../../../dev/null").sign()),
    KID_IS_SQL(
            UNKNOWN_KEY,
            (good, _) -> good.header("kid", "key-0' UNION SELECT 'k' --").sign()),
    KID_IS_A_URL(UNKNOWN_KEY, (good, trap) -> good.header("kid", trap).sign()),
    KID_HOLDS_CONTROLS(
            UNKNOWN_KEY,
            (good, _) -> good.header("kid", "key-0\u0000\u001b[2J\r\n").sign()),
    KID_IS_HUGE(UNKNOWN_KEY, (good, _) -> good.header("kid", "k".repeat(9000)).sign()),
    KID_IS_A_LIST(UNKNOWN_KEY, (good, _) -> good.header("kid", List.of("key-0")).sign()),
    NO_KID(UNKNOWN_KEY, (good, _) -> good.withoutHeader("kid").sign()),

    // keys that a token brings along or points at
    EMBEDDED_KEY(BAD_SIGNATURE, (good, _) -> good.signWithEmbeddedKey()),
    JKU(BAD_SIGNATURE, (good, trap) -> good.header("jku", trap).signWithEmbeddedKey()),
    X5U(BAD_SIGNATURE, (good, trap) -> good.header("x5u", trap).signWithEmbeddedKey()),
    X5C(BAD_SIGNATURE, (good, _) -> good.header("x5c", List.of("MIIB")).signWithEmbeddedKey()),
    ISSUER_IS_A_TRAP(UNKNOWN_ISSUER, (good, trap) -> good.claim("iss", trap).sign()),

    // form
    OVERSIZED(TOO_LARGE, (good, _) -> good.claim("padding", "x".repeat(17_000)).sign()),
    CLAIM_TWICE(MALFORMED, (good, _) -> good.signPayload(with(good, "\"sub\":\"admin\""))),
    CLAIM_TWICE_ESCAPED(MALFORMED, (good, _) -> good.signPayload(with(good, "\"\\u0073ub\":\"admin\""))),
    CLAIM_TWICE_DEEP(MALFORMED, (good, _) -> good.signPayload(with(good, "\"x\":{\"a\":1,\"a\":2}"))),
    HEADER_TWICE(MALFORMED, (good, _) -> good.signHeader("{\"alg\":\"ES256\",\"alg\":\"none\",\"kid\":\"key-0\"}")),
    DEEP_NESTING(MALFORMED, (good, _) -> good.signPayload(with(good, "\"x\":" + "[".repeat(500) + "]".repeat(500)))),
    ENDLESS_NUMBER(MALFORMED, (good, _) -> good.signPayload(with(good, "\"x\":" + "9".repeat(5000)))),
    NO_UTF_8(MALFORMED, (good, _) -> good.sign().replaceFirst("\\.[^.]*\\.", ".gA.")),
    CRITICAL_EXTENSION(
            UNSUPPORTED, (good, _) -> good.header("crit", List.of("exp")).sign()),
    UNENCODED_PAYLOAD(
            UNSUPPORTED,
            (good, _) ->
                    good.header("crit", List.of("b64")).header("b64", false).sign()),
    ENCRYPTED(UNSUPPORTED, (_, _) -> "eyJhbGciOiJSU0EtT0FFUCJ9.AAAA.AAAA.AAAA.AAAA"),
    TOKEN_IN_A_TOKEN(UNSUPPORTED, (good, _) -> good.header("cty", "JWT").sign()),

    // another kind of token of the same issuer
    DPOP_PROOF_AS_TOKEN(UNSUPPORTED, (good, _) -> good.header("typ", "dpop+jwt").sign()),
    LOGOUT_TOKEN(UNSUPPORTED, (good, _) -> good.header("typ", "logout+jwt").sign()),
    SECURITY_EVENT(UNSUPPORTED, (good, _) -> good.header("typ", "secevent+jwt").sign()),

    // claims
    ANOTHER_AUDIENCE(
            WRONG_AUDIENCE,
            (good, _) -> good.audience("sallyport.example", "Sallyport").sign()),
    NO_AUDIENCE(WRONG_AUDIENCE, (good, _) -> good.without("aud").sign()),
    EXPIRED_BY_THE_SKEW(
            EXPIRED, (good, _) -> good.validFor(Duration.ofSeconds(-30)).sign()),
    NOT_BEFORE_THE_SKEW(
            NOT_YET_VALID, (good, _) -> good.notBefore(now().plusSeconds(31)).sign()),
    ISSUED_IN_THE_FUTURE(
            NOT_YET_VALID, (good, _) -> good.issuedAt(now().plusSeconds(31)).sign()),
    NEVER_ENDS(MALFORMED, (good, _) -> good.without("exp").sign()),
    ENDS_AS_TEXT(MALFORMED, (good, _) -> good.claim("exp", "1893456000").sign()),
    ENDS_BEYOND_TIME(MALFORMED, (good, _) -> good.claim("exp", Long.MAX_VALUE).sign());

    static Instant now() {
        return Instant.parse("2026-03-01T12:00:00Z");
    }

    private interface Making {
        String of(PlatformToken good, String trap);
    }

    private final RefusalReason reason;
    private final Making making;

    Attack(RefusalReason reason, Making making) {
        this.reason = reason;
        this.making = making;
    }

    RefusalReason reason() {
        return reason;
    }

    /// @param trap an address that nobody may ask
    String on(PlatformToken good, String trap) {
        return making.of(good, trap);
    }

    private static String unsigned(PlatformToken good) {
        String signed = good.sign();
        return signed.substring(0, signed.lastIndexOf('.') + 1);
    }

    private static String with(PlatformToken good, String member) {
        String payload = new String(Base64.getUrlDecoder().decode(good.sign().split("\\.")[1]), StandardCharsets.UTF_8);
        return payload.substring(0, payload.length() - 1) + "," + member + "}";
    }
}
