package dev.sallyport.authmethods.oauth;

import dev.sallyport.authmethods.web.Credential;

/// As whom the gateway asks an authorization server. Keys and secrets are read at each use.
public sealed interface ClientAuthentication {

    /// `private_key_jwt` (RFC 7523 §2.2).
    ///
    /// @param key a private key in PEM form (PKCS #8): RSA, P-256, P-384, P-521
    /// @param keyId its `kid`; empty when the server needs none
    record PrivateKeyJwt(String clientId, Credential key, String keyId) implements ClientAuthentication {}

    /// `client_secret_basic` (RFC 6749 §2.3.1).
    record SecretBasic(String clientId, Credential secret) implements ClientAuthentication {}
}
