package dev.sallyport.app.config;

/// TLS from the gateway to a target, in the words of libpq (`sslmode`).
public enum TlsMode {
    DISABLE,
    /// Encrypted, and anybody could be at the other end.
    REQUIRE,
    /// The certificate must come from a known authority.
    VERIFY_CA,
    /// And must be for the host of the address.
    VERIFY_FULL;

    public boolean verifies() {
        return this == VERIFY_CA || this == VERIFY_FULL;
    }
}
