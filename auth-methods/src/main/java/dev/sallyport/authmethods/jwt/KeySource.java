package dev.sallyport.authmethods.jwt;

import java.net.URI;
import java.nio.file.Path;

/// Where an issuer's public keys come from. The token itself never says where: `jku`, `x5u`, `x5c` and `jwk` headers
/// are not read.
public sealed interface KeySource {

    /// The discovery document, whose `issuer` must equal the configured one and whose `jwks_uri` names the keys
    /// (OpenID Connect Discovery 1.0 §4).
    record DiscoveryUrl(URI url) implements KeySource {}

    /// A JWK set (RFC 7517 §5) over HTTPS.
    record JwksUrl(URI url) implements KeySource {}

    /// A JWK set in a file that nobody but its owner can write (R22). Read again within a second of a change.
    record JwksFile(Path file) implements KeySource {}

    /// The discovery document of an issuer, at its well-known place.
    ///
    /// @throws IllegalArgumentException when the issuer is not a URL
    static DiscoveryUrl discover(String issuer) {
        String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
        return new DiscoveryUrl(URI.create(base + "/.well-known/openid-configuration"));
    }
}
