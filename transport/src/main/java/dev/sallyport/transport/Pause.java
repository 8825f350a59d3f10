package dev.sallyport.transport;

/// Why an inlet does not read. It reads again when no reason is left.
public enum Pause {
    /// The conversation is not ready for this side yet.
    OPENING,
    /// The other side does not take what it is sent.
    BACK_PRESSURE,
    /// Too much waits in the turnstile.
    CROWD,
    /// A human is asked.
    HELD,
    /// A statement is being understood off the loop.
    THINKING,
    /// The next frame's meaning depends on answers that are still due.
    DRAIN,
    /// The conversation ends.
    CLOSING
}
