package dev.sallyport.http.credential.token;

/// As whom the gateway asks a token endpoint.
public sealed interface ClientAuthentication {

    String clientId();

    /// `client_secret_basic` (RFC 6749 section 2.3.1).
    record SecretBasic(String clientId, SecretSource secret) implements ClientAuthentication {}

    /// `client_secret_post`: for servers that know no other.
    record SecretPost(String clientId, SecretSource secret) implements ClientAuthentication {}

    /// `none`: a public client.
    record Public(String clientId) implements ClientAuthentication {}
}
