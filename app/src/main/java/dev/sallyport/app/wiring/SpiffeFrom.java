package dev.sallyport.app.wiring;

import dev.sallyport.app.config.BundleEndpoint;
import dev.sallyport.app.config.BundleFrom;
import dev.sallyport.app.config.FederatedDomain;
import dev.sallyport.app.config.FileReference;
import dev.sallyport.app.config.Spiffe;
import dev.sallyport.authmethods.spiffe.BundlePlace;
import dev.sallyport.authmethods.spiffe.BundleTimes;
import dev.sallyport.authmethods.spiffe.SpiffeSettings;
import dev.sallyport.authmethods.spiffe.SvidLimits;
import dev.sallyport.authmethods.spiffe.TrustedDomain;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// An auth method of the SPIFFE family. The pause between two fetches of a bundle is
/// [BundleTimes#DEFAULT]'s.
public final class SpiffeFrom {

    private SpiffeFrom() {}

    /// @param name the key under `authMethods`
    /// @throws IllegalArgumentException when it does not say where authorities are; the check has told
    ///     it before
    public static SpiffeSettings entry(String name, Spiffe spiffe, String where) {
        List<TrustedDomain> domains =
                spiffe.domains().stream().map(SpiffeFrom::domain).toList();
        return new SpiffeSettings(
                name,
                domains.getFirst(),
                domains.subList(1, domains.size()),
                Set.copyOf(spiffe.audience()),
                where,
                limits(spiffe),
                times(spiffe));
    }

    private static TrustedDomain domain(FederatedDomain domain) {
        FileReference revocations = domain.revocations();
        return new TrustedDomain(
                domain.trustDomain(),
                domain.paths(),
                place(BundleFrom.of(domain)),
                revocations == null ? null : revocations.path());
    }

    private static BundlePlace place(BundleFrom from) {
        return switch (from) {
            case BundleFrom.InFile(Path path) -> new BundlePlace.InFile(path);
            case BundleFrom.FromWorkloadApi(Path socket) -> new BundlePlace.FromWorkloadApi(socket);
            case BundleFrom.AtEndpoint(BundleEndpoint endpoint) -> endpoint(endpoint);
        };
    }

    private static BundlePlace endpoint(BundleEndpoint endpoint) {
        FileReference authorities = endpoint.authorities();
        return authorities == null
                ? new BundlePlace.OnTheWeb(endpoint.url())
                : new BundlePlace.AtSpiffeEndpoint(endpoint.url(), endpoint.spiffeId(), authorities.path());
    }

    private static SvidLimits limits(Spiffe spiffe) {
        return new SvidLimits(
                spiffe.maxChain(),
                Math.toIntExact(spiffe.maxChainSize().bytes()),
                Math.toIntExact(spiffe.maxTokenSize().bytes()),
                spiffe.skew());
    }

    private static BundleTimes times(Spiffe spiffe) {
        return new BundleTimes(
                spiffe.timeout(),
                spiffe.refresh(),
                BundleTimes.DEFAULT.minInterval(),
                spiffe.maxStale(),
                Math.toIntExact(spiffe.maxBundleSize().bytes()));
    }
}
