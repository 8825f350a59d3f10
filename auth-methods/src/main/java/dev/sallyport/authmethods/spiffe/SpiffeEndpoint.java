package dev.sallyport.authmethods.spiffe;

import dev.sallyport.authmethods.jwt.FileKeys;
import dev.sallyport.authmethods.web.BoundedHttp;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// A bundle endpoint of profile `https_spiffe` (SPIFFE Federation §5.2.2): its server shows an
/// X.509-SVID. Each fetch brings its own TLS, for what it trusts depends on the moment.
final class SpiffeEndpoint implements BundleOrigin {

    private final BundlePlace.AtSpiffeEndpoint place;
    private final boolean servesItsOwn;
    private final BundleTimes times;
    private final FileKeys authorities;

    /// @param served the trust domain whose bundle is there
    SpiffeEndpoint(BundlePlace.AtSpiffeEndpoint place, String served, BundleTimes times) {
        this.place = place;
        this.servesItsOwn =
                place.id().startsWith("spiffe://" + served + "/") || place.id().equals("spiffe://" + served);
        this.times = times;
        this.authorities = new FileKeys(place.authorities(), times.maxDocumentSize());
    }

    @Override
    public TrustBundle fetch(Instant now, Optional<TrustBundle> known) throws IOException, InterruptedException {
        try (BoundedHttp http = new BoundedHttp(times.timeout(), times.maxDocumentSize(), tls(trusted(known), now))) {
            return BundleDocument.json(http.get(place.url()));
        }
    }

    /// What it served last counts, since the file holds what it began with (§5.2.2: self-serving
    /// endpoints).
    private List<X509Certificate> trusted(Optional<TrustBundle> known) throws IOException {
        return servesItsOwn && known.isPresent()
                ? known.get().authorities()
                : BundleDocument.read(authorities.fetch()).authorities();
    }

    private SSLContext tls(List<X509Certificate> trusted, Instant now) throws IOException {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new SpiffeServerTrust(place.id(), trusted, now)}, null);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException("no TLS on this Java platform", e);
        }
    }
}
