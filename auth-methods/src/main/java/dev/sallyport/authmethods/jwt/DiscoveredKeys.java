package dev.sallyport.authmethods.jwt;

import dev.sallyport.authmethods.web.BoundedHttp;
import dev.sallyport.authmethods.web.SafeUrl;
import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// A JWK set at the URL that a discovery document names (OpenID Connect Discovery 1.0 §4.3). The document is read
/// each time, so that an issuer may move its keys.
record DiscoveredKeys(BoundedHttp http, URI url, String issuer) implements KeyOrigin {

    @Override
    public byte[] fetch() throws IOException, InterruptedException {
        Map<String, Object> document = Json.object(http.get(url));
        String named = Json.text(document, "issuer");
        if (!named.equals(issuer)) {
            throw new IOException("the discovery document is another issuer's " + Quoted.of(named));
        }
        return http.get(keysUrl(Json.text(document, "jwks_uri")));
    }

    /// A remote document must not send us to a service on this machine.
    URI keysUrl(String text) throws IOException {
        String problem = SafeUrl.problemOf(text);
        if (!problem.isEmpty()) {
            throw new IOException("the discovery document's jwks_uri is refused: " + problem + " " + Quoted.of(text));
        }
        URI keys = URI.create(text);
        if (SafeUrl.isLoopback(keys.getHost()) && !SafeUrl.isLoopback(url.getHost())) {
            throw new IOException("the discovery document's jwks_uri leads to this machine " + Quoted.of(text));
        }
        return keys;
    }
}
