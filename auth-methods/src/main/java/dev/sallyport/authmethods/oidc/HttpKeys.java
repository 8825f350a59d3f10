package dev.sallyport.authmethods.oidc;

import java.io.IOException;
import java.net.URI;

/// A JWK set at a URL.
record HttpKeys(HttpGet http, URI url) implements KeyOrigin {

    @Override
    public byte[] fetch() throws IOException, InterruptedException {
        return http.get(url);
    }
}
