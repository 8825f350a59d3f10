package dev.sallyport.authmethods.spiffe;

import dev.sallyport.authmethods.web.BoundedHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// A bundle endpoint of profile `https_web` (SPIFFE Federation §5.2.1).
final class WebEndpoint implements BundleOrigin {

    private final URI url;
    private final BoundedHttp http;

    WebEndpoint(URI url, BundleTimes times, SSLContext tls) {
        this.url = url;
        this.http = new BoundedHttp(times.timeout(), times.maxDocumentSize(), tls);
    }

    @Override
    public TrustBundle fetch(Instant now, Optional<TrustBundle> known) throws IOException, InterruptedException {
        return BundleDocument.json(http.get(url));
    }

    @Override
    public void close() {
        http.close();
    }
}
