package dev.sallyport.app.config;

/// A family whose issuer, algorithms and claims are known, and whose tokens are let in by plain keys.
public interface Platform {

    /// The usual limit of `oidc`.
    int MAX_TOKEN_BYTES = 16 << 10;
}
