package dev.sallyport.app.config;

/// Where a provider of models looks for its key.
public enum KeyHeader {
    /// `Authorization: Bearer`
    BEARER,
    X_API_KEY,
    API_KEY,
    X_GOOG_API_KEY
}
