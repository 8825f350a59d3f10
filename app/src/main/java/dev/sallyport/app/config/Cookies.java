package dev.sallyport.app.config;

/// Whether cookies go to and fro where the gateway shows a credential.
public enum Cookies {
    /// A target may answer a credential with a session of its own, which lets in whoever has its cookie.
    DROP,
    PASS
}
