package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Key;

/// Signature algorithms that can be pinned (RFC 7518 section 3.1, RFC 8037). All are asymmetric: `none` and the HMAC
/// family are no words of the configuration.
public enum Algorithm {
    @Key("RS256")
    RS256,
    @Key("RS384")
    RS384,
    @Key("RS512")
    RS512,
    @Key("PS256")
    PS256,
    @Key("PS384")
    PS384,
    @Key("PS512")
    PS512,
    @Key("ES256")
    ES256,
    @Key("ES384")
    ES384,
    @Key("ES512")
    ES512,
    @Key("EdDSA")
    EDDSA;

    /// The name in a JWT header.
    public String headerName() {
        return this == EDDSA ? "EdDSA" : name();
    }
}
