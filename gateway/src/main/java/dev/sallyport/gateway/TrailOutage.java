package dev.sallyport.gateway;

/// What happens to a permitted action of an open session when its record cannot be written. New sessions, holds and
/// approvals need the trail in any case.
public enum TrailOutage {
    /// The default: it is denied, and what it had reserved is given back.
    REFUSE,
    /// It goes on unrecorded; each one is counted in the metrics as a lost record.
    ALLOW
}
