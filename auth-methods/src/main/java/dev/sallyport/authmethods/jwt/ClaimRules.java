package dev.sallyport.authmethods.jwt;

import static dev.sallyport.api.identity.RefusalReason.EXPIRED;
import static dev.sallyport.api.identity.RefusalReason.MALFORMED;
import static dev.sallyport.api.identity.RefusalReason.NOT_YET_VALID;
import static dev.sallyport.api.identity.RefusalReason.UNSUPPORTED;
import static dev.sallyport.api.identity.RefusalReason.WRONG_AUDIENCE;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the signed claims must say (RFC 7519 §4.1) for the token to be a proof, here and now.
public final class ClaimRules {

    /// The year 9999: a date beyond is a mistake, and would overflow what follows.
    private static final long LATEST = 253_402_300_799L;

    private final Set<String> audiences;
    private final Duration skew;
    private final Duration maxAge;

    public ClaimRules(Set<String> audiences, TokenRules rules) {
        this.audiences = audiences;
        this.skew = rules.skew();
        this.maxAge = rules.maxAge();
    }

    /// Until when the claims prove something. Later than `now`: `exp`, or, for a token accepted thanks to the skew
    /// alone, the end of the skew.
    ///
    /// A token that is bound to a key (`cnf`) is refused: it proves nothing without the key, and nobody has seen a
    /// proof of that (RFC 7800).
    public Instant check(Map<String, Object> claims, Instant now) throws NotProven {
        audience(claims);
        if (claims.containsKey("cnf")) {
            throw new NotProven(UNSUPPORTED, "the token is bound to a key (cnf), which cannot be proved here");
        }
        begun(claims, now);
        return end(claims, now);
    }

    /// As [#check], for a caller that has `cnf` proved itself.
    public Instant checkBound(Map<String, Object> claims, Instant now) throws NotProven {
        audience(claims);
        begun(claims, now);
        return end(claims, now);
    }

    private void audience(Map<String, Object> claims) throws NotProven {
        List<?> named = claims.get("aud") instanceof List<?> several
                ? several
                : Optional.ofNullable(claims.get("aud")).map(List::of).orElse(List.of());
        if (Collections.disjoint(named, audiences)) {
            throw new NotProven(
                    WRONG_AUDIENCE,
                    "the token is meant for another service; request one with audience `"
                            + String.join("` or `", audiences.stream().sorted().toList()) + "`");
        }
    }

    private void begun(Map<String, Object> claims, Instant now) throws NotProven {
        for (String claim : List.of("nbf", "iat")) {
            Optional<Instant> begins = moment(claims, claim);
            if (begins.isPresent() && now.plus(skew).isBefore(begins.get())) {
                throw new NotProven(
                        NOT_YET_VALID,
                        "the token's " + claim + " is in the future; compare the clocks `" + begins.get() + "`");
            }
        }
    }

    private Instant end(Map<String, Object> claims, Instant now) throws NotProven {
        Instant end = moment(claims, "exp")
                .orElseThrow(() -> new NotProven(MALFORMED, "the token never ends: exp is missing"));
        if (!maxAge.equals(TokenRules.ANY_AGE)) {
            Instant issued = moment(claims, "iat")
                    .orElseThrow(() -> new NotProven(MALFORMED, "the token does not tell its age: iat is missing"));
            end = earlier(end, issued.plus(maxAge));
        }
        if (!now.isBefore(end.plus(skew))) {
            throw new NotProven(EXPIRED, "the token has expired; request a new one `" + end + "`");
        }
        return now.isBefore(end) ? end : end.plus(skew);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /// A NumericDate: seconds since 1970, perhaps with a fraction, which is cut.
    private static Optional<Instant> moment(Map<String, Object> claims, String claim) throws NotProven {
        Object value = claims.get(claim);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= LATEST) {
            return Optional.of(Instant.ofEpochSecond(number.longValue()));
        }
        throw new NotProven(MALFORMED, "the token's " + claim + " is not a time in seconds since 1970");
    }
}
