package dev.sallyport.transport.http;

import dev.sallyport.api.identity.RefusalReason;

/// Why a request got no session.
///
/// @param reason `UNSUPPORTED` when no proof was shown at all (HTTP: 401)
/// @param detail lower case, no full stop, never a secret
/// @param requestId under which it stands in the trail
/// @param showed true when there was a proof
public record TurnedAway(RefusalReason reason, String detail, String requestId, boolean showed) {

    /// 401 where another proof could help, 403 where none does, 503 where waiting does.
    public int status() {
        return switch (reason) {
            case UNSUPPORTED,
                    MALFORMED,
                    TOO_LARGE,
                    UNKNOWN_ISSUER,
                    UNKNOWN_KEY,
                    ALGORITHM_NOT_ALLOWED,
                    BAD_SIGNATURE,
                    EXPIRED,
                    NOT_YET_VALID,
                    WRONG_AUDIENCE,
                    CONDITION_NOT_MET,
                    REVOKED,
                    REPLAYED,
                    NOT_THE_HOLDER,
                    NONCE_NEEDED,
                    EXHAUSTED -> 401;
            case UNKNOWN_TARGET, NOT_BOUND, PURPOSE_NOT_ALLOWED, CLEAR_TEXT, PROTOCOL, QUARANTINED -> 403;
            case KEYS_UNAVAILABLE, TOO_MANY_SESSIONS, TRAIL_UNAVAILABLE, TARGET_UNAVAILABLE -> 503;
        };
    }
}
