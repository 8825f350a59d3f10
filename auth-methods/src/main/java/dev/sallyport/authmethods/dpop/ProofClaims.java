package dev.sallyport.authmethods.dpop;

import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_THE_HOLDER;
import static dev.sallyport.api.identity.RefusalReason.NOT_YET_VALID;

import dev.sallyport.api.identity.Attestation.RequestProof;
import dev.sallyport.authmethods.jwt.Json;
import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// The claims of a proof (RFC 9449 §4.2): made for this request, this token, and just now.
///
/// @param since nothing made before it counts
record ProofClaims(Duration window, Duration skew, Instant since) {

    private static final int MAX_ID = 256;

    /// @param accessToken empty when there is none: then `ath` is not asked for
    void check(Map<String, Object> claims, RequestProof proof, String accessToken, Instant now) throws NotProven {
        id(claims);
        if (!Json.text(claims, "htm").equals(proof.method())) {
            throw new NotProven(NOT_THE_HOLDER, "the proof was made for another method (htm)");
        }
        if (!RequestAddress.same(Json.text(claims, "htu"), proof.uri().toString())) {
            throw new NotProven(NOT_THE_HOLDER, "the proof was made for another address (htu)");
        }
        made(claims, now);
        if (!accessToken.isEmpty() && !Json.text(claims, "ath").equals(hash(accessToken))) {
            throw new NotProven(NOT_THE_HOLDER, "the proof was made for another token (ath)");
        }
    }

    /// `jti`: what is remembered.
    static String id(Map<String, Object> claims) throws NotProven {
        String id = Json.text(claims, "jti");
        if (id.isEmpty() || id.length() > MAX_ID) {
            throw new NotProven(MALFORMED, "the proof has no usable id (jti), which is 1 to " + MAX_ID + " characters");
        }
        return id;
    }

    private void made(Map<String, Object> claims, Instant now) throws NotProven {
        if (!(claims.get("iat") instanceof Number seconds)
                || seconds.doubleValue() < 0
                || seconds.doubleValue() > Integer.MAX_VALUE * 2.0) {
            throw new NotProven(MALFORMED, "the proof does not tell when it was made (iat)");
        }
        Instant made = Instant.ofEpochSecond(seconds.longValue());
        if (made.isAfter(now.plus(skew))) {
            throw new NotProven(NOT_YET_VALID, "the proof was made in the future; compare the clocks `" + made + "`");
        }
        if (made.isBefore(since)) {
            throw new NotProven(
                    EXPIRED, "the proof was made before the gateway started; make one for each request `" + made + "`");
        }
        if (!now.isBefore(made.plus(window).plus(skew))) {
            throw new NotProven(EXPIRED, "the proof is too old; make one for each request `" + made + "`");
        }
    }

    private static String hash(String accessToken) {
        return Sha256.base64(accessToken.getBytes(StandardCharsets.US_ASCII));
    }
}
