package dev.sallyport.authmethods.spiffe;

import dev.sallyport.authmethods.jwt.KeySet;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The authorities of one trust domain, as they were published. Immutable.
///
/// @param authorities whose X.509-SVIDs are good; possibly none
/// @param keys whose JWT-SVIDs are good
/// @param sequence grows with every change (`spiffe_sequence`); 0 when its place does not count
/// @param refreshHint how soon it wants to be fetched again; zero when it does not say
record TrustBundle(List<X509Certificate> authorities, Optional<KeySet> keys, long sequence, Duration refreshHint) {

    TrustBundle {
        authorities = List.copyOf(authorities);
    }

    static TrustBundle of(List<X509Certificate> authorities, Optional<KeySet> keys) {
        return new TrustBundle(authorities, keys, 0, Duration.ZERO);
    }

    boolean saysTheSameAs(TrustBundle other) {
        return authorities.equals(other.authorities) && sequence == other.sequence && sameKeys(other);
    }

    private boolean sameKeys(TrustBundle other) {
        return keys.isPresent() == other.keys.isPresent()
                && keys.map(mine -> other.keys.map(mine::holdsTheSameAs).orElse(false))
                        .orElse(true);
    }
}
