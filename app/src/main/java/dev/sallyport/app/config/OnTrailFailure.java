package dev.sallyport.app.config;

/// What becomes of an action whose record cannot be written.
public enum OnTrailFailure {
    /// Refused, whatever it is.
    REFUSE,
    /// Reads go on without a record; what changes something is refused.
    ALLOW_READS
}
