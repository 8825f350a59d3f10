package dev.sallyport.app.config;

/// Where a client secret stands in a request for a token (RFC 6749 section 2.3.1).
public enum SecretIn {
    /// `client_secret_basic`
    BASIC,
    /// `client_secret_post`, for servers that know no other.
    POST
}
