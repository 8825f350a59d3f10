package dev.sallyport.gateway;

import dev.sallyport.api.identity.RefusalReason;

/// Of several refusals, which one helps the guest most: the one that came farthest. A token whose issuer one method
/// does not know and another finds expired is an expired token.
final class Telling {

    private Telling() {}

    static Refusal better(Refusal one, Refusal other) {
        return rank(other.reason()) > rank(one.reason()) ? other : one;
    }

    private static int rank(RefusalReason reason) {
        return switch (reason) {
            case UNSUPPORTED -> 0;
            case CLEAR_TEXT, PROTOCOL -> 1;
            case MALFORMED -> 2;
            case TOO_LARGE -> 3;
            case UNKNOWN_ISSUER -> 4;
            case KEYS_UNAVAILABLE -> 5;
            case UNKNOWN_KEY -> 6;
            case ALGORITHM_NOT_ALLOWED -> 7;
            case BAD_SIGNATURE -> 8;
            case NOT_YET_VALID, EXPIRED -> 9;
            case WRONG_AUDIENCE -> 10;
            case CONDITION_NOT_MET, REVOKED, REPLAYED, NOT_THE_HOLDER, NONCE_NEEDED, EXHAUSTED -> 11;
            case UNKNOWN_TARGET -> 12;
            case NOT_BOUND -> 13;
            case PURPOSE_NOT_ALLOWED -> 14;
            case TOO_MANY_SESSIONS, QUARANTINED, TRAIL_UNAVAILABLE, TARGET_UNAVAILABLE -> 15;
        };
    }
}
