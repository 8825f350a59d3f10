package dev.sallyport.gateway;

/// What became of an administrator's answer to a hold.
public enum HoldAnswer {
    /// Recorded; an approved action is now decided again, on its session's loop.
    ACCEPTED,
    /// There is no such hold: never, or not any more (answered, expired, withdrawn, its session over).
    UNKNOWN,
    EXPIRED,
    /// The approver is the requester (R19), or says not who they are.
    NOT_BY_YOU,
    /// The answer could not be recorded, so it counts for nothing; the hold still waits.
    TRAIL_UNAVAILABLE
}
