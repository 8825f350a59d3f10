package dev.sallyport.app.config;

/// What becomes of an action of an open session whose record cannot be written. New sessions and approvals need the
/// trail in any case.
public enum OnTrailFailure {
    REFUSE,
    /// It goes on without a record.
    ALLOW
}
