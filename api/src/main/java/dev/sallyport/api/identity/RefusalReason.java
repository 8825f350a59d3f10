package dev.sallyport.api.identity;

/// Why a workload did not get in. The names are stable: they stand in the trail and in metrics.
public enum RefusalReason {
    /// Nothing was presented, or not the kind that this method checks.
    UNSUPPORTED(Remedy.ANOTHER_PROOF),
    MALFORMED(Remedy.ANOTHER_PROOF),
    TOO_LARGE(Remedy.ANOTHER_PROOF),
    UNKNOWN_ISSUER(Remedy.ANOTHER_PROOF),
    UNKNOWN_KEY(Remedy.ANOTHER_PROOF),
    ALGORITHM_NOT_ALLOWED(Remedy.ANOTHER_PROOF),
    BAD_SIGNATURE(Remedy.ANOTHER_PROOF),
    EXPIRED(Remedy.ANOTHER_PROOF),
    NOT_YET_VALID(Remedy.ANOTHER_PROOF),
    WRONG_AUDIENCE(Remedy.ANOTHER_PROOF),
    CONDITION_NOT_MET(Remedy.ANOTHER_PROOF),
    /// It was taken back by whoever gave it.
    REVOKED(Remedy.ANOTHER_PROOF),
    /// It may be used once, and was.
    REPLAYED(Remedy.ANOTHER_PROOF),
    /// The key or address that it is bound to was not shown.
    NOT_THE_HOLDER(Remedy.ANOTHER_PROOF),
    /// The proof of the key must carry a nonce that this gateway gave out a moment ago; the answer has one.
    NONCE_NEEDED(Remedy.ANOTHER_PROOF),
    /// A session token that gives no more than it gave: its depth, its connections or its lifetime are used up.
    EXHAUSTED(Remedy.ANOTHER_PROOF),
    /// The issuer's keys could not be fetched: nothing can be proved, so nothing is.
    KEYS_UNAVAILABLE(Remedy.WAITING),
    UNKNOWN_TARGET(Remedy.NONE),
    /// Proved, but no access rule binds this auth method to the target.
    NOT_BOUND(Remedy.NONE),
    PURPOSE_NOT_ALLOWED(Remedy.NONE),
    CLEAR_TEXT(Remedy.NONE),
    PROTOCOL(Remedy.NONE),
    TOO_MANY_SESSIONS(Remedy.WAITING),
    QUARANTINED(Remedy.NONE),
    TRAIL_UNAVAILABLE(Remedy.WAITING),
    TARGET_UNAVAILABLE(Remedy.WAITING);

    private final Remedy remedy;

    RefusalReason(Remedy remedy) {
        this.remedy = remedy;
    }

    /// What could let the same workload in after all.
    public enum Remedy {
        ANOTHER_PROOF,
        WAITING,
        NONE
    }

    public Remedy remedy() {
        return remedy;
    }
}
