package dev.sallyport.authmethods.spiffe;

import static dev.sallyport.api.identity.RefusalReason.CONDITION_NOT_MET;
import static dev.sallyport.api.identity.RefusalReason.KEYS_UNAVAILABLE;
import static dev.sallyport.api.identity.RefusalReason.UNKNOWN_ISSUER;

import dev.sallyport.authmethods.jwt.NotProven;
import dev.sallyport.authmethods.jwt.Quoted;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A trust domain at work: its authorities vouch for its own workloads and for nobody else's.
///
/// @param patterns of paths that may come; none: all
/// @param revocations null: not asked for
record Domain(
        String name,
        List<PathPattern> patterns,
        BundleSource bundles,
        @Nullable RevocationFile revocations) {

    static Domain of(TrustedDomain settings, BundleSource bundles, int maxDocumentSize) {
        Path lists = settings.revocations();
        return new Domain(
                settings.name(),
                settings.paths().stream().map(PathPattern::parse).toList(),
                bundles,
                lists == null ? null : new RevocationFile(lists, maxDocumentSize));
    }

    TrustBundle bundle(Instant now) throws NotProven, InterruptedException {
        return available(bundles.current(now));
    }

    /// After the look that an unknown signer makes necessary.
    TrustBundle newer(TrustBundle seen, Instant now) throws NotProven, InterruptedException {
        return available(bundles.newerThan(seen, now));
    }

    private TrustBundle available(Optional<TrustBundle> bundle) throws NotProven {
        return bundle.orElseThrow(() -> new NotProven(KEYS_UNAVAILABLE, bundles.problem()));
    }

    /// Until when the chain proves something. The trust domain may have a new authority that we have
    /// not seen: asked once, not for every chain.
    Instant prove(List<X509Certificate> chain, Instant now) throws NotProven, InterruptedException {
        RevocationFile file = revocations;
        Optional<List<X509CRL>> lists = file == null ? Optional.empty() : Optional.of(file.lists(now));
        TrustBundle seen = bundle(now);
        try {
            return CertificatePath.validate(chain, seen.authorities(), lists, now);
        } catch (NotProven e) {
            TrustBundle newer = e.refused().reason() == UNKNOWN_ISSUER ? newer(seen, now) : seen;
            if (newer.saysTheSameAs(seen)) throw e;
            return CertificatePath.validate(chain, newer.authorities(), lists, now);
        }
    }

    void admits(Identity who) throws NotProven {
        if (!patterns.isEmpty() && patterns.stream().noneMatch(pattern -> pattern.matches(who.path())))
            throw new NotProven(
                    CONDITION_NOT_MET, "workloads of this path are not let in " + Quoted.of(who.toString()));
    }
}
