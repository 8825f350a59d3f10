package dev.sallyport.authmethods.jwt;

import dev.sallyport.authmethods.web.BoundedHttp;
import java.io.IOException;
import java.net.URI;

/// A JWK set at a URL.
record HttpKeys(BoundedHttp http, URI url) implements KeyOrigin {

    @Override
    public byte[] fetch() throws IOException, InterruptedException {
        return http.get(url);
    }
}
