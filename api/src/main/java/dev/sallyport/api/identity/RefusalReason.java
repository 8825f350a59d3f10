package dev.sallyport.api.identity;

/// Why a workload did not get in. The names are stable: they stand in the trail and in metrics.
public enum RefusalReason {
    /// Nothing was presented, or not the kind that this method checks.
    UNSUPPORTED,
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
    /// It was taken back by whoever gave it.
    REVOKED,
    /// It may be used once, and was.
    REPLAYED,
    /// The key or address that it is bound to was not shown.
    NOT_THE_HOLDER,
    /// The proof of the key must carry a nonce that this gateway gave out a moment ago; the answer has one.
    NONCE_NEEDED,
    /// A session token that gives no more than it gave: its depth, its connections or its lifetime are used up.
    EXHAUSTED,
    /// The issuer's keys could not be fetched: nothing can be proved, so nothing is.
    KEYS_UNAVAILABLE,
    UNKNOWN_TARGET,
    /// Proved, but no access rule binds this auth method to the target.
    NOT_BOUND,
    PURPOSE_NOT_ALLOWED,
    CLEAR_TEXT,
    PROTOCOL,
    TOO_MANY_SESSIONS,
    QUARANTINED,
    TRAIL_UNAVAILABLE,
    TARGET_UNAVAILABLE
}
