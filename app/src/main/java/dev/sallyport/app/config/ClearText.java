package dev.sallyport.app.config;

/// Whether an agent may speak to a target without TLS (R17).
public enum ClearText {
    /// Turned away before a token is asked for.
    REFUSE,
    ALLOW
}
