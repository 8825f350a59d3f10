package dev.sallyport.app.config;

import dev.sallyport.app.config.shape.Bounds;
import dev.sallyport.app.config.shape.Default;
import dev.sallyport.app.config.shape.Doc;
import dev.sallyport.app.config.shape.OneOrMany;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A SPIFFE Verifiable Identity Document: an X.509-SVID as client certificate, or a JWT-SVID as token.
public record Spiffe(
        @Doc("The trust domain whose workloads may come, such as `example.org`.")
        String trustDomain,

        @Doc("Paths that may come, such as `/ns/support/**`: `*` is one segment, `**` at the end all that follow. Empty"
                + " for every workload of the trust domain.")
        @Default("[]")
        @OneOrMany
        List<String> paths,

        @Doc("The `aud` that JWT-SVIDs must carry: one of these. Empty: only X.509-SVIDs are accepted.")
        @Default("[]")
        @OneOrMany
        List<String> audience,

        @Doc("File with the trust domain's authorities: PEM or a SPIFFE bundle; read again when it changes.") @Nullable
        FileReference bundle,

        @Doc("Where the trust domain publishes its authorities.") @Nullable
        BundleEndpoint bundleEndpoint,

        @Doc("Socket of the local SPIFFE agent, which streams the authorities.") @Nullable
        UnixSocket workloadApi,

        @Doc("File with the revocation lists of every authority of a chain; without it revocation is not checked.")
        @Nullable
        FileReference revocations,

        @Doc("Other trust domains whose workloads may come.") @Default("[]")
        List<FederatedDomain> federated,

        @Doc("How far the clocks of issuer and gateway may differ, for JWT-SVIDs.")
        @Default("30s")
        @Bounds(min = "0s", max = "5m")
        Duration skew,

        @Doc("Longer JWT-SVIDs are refused unread.") @Default("16KiB") @Bounds(min = "1KiB", max = "64KiB")
        ByteSize maxTokenSize,

        @Doc("Certificates of a chain; longer ones are refused.") @Default("8") @Bounds(min = "1", max = "8")
        int maxChain,

        @Doc("All certificates of a chain together; larger ones are refused.")
        @Default("32KiB")
        @Bounds(min = "1KiB", max = "64KiB")
        ByteSize maxChainSize,

        @Doc("For one request to a bundle endpoint, and for the agent's first answer.")
        @Default("5s")
        @Bounds(min = "100ms", max = "1m")
        Duration timeout,

        @Doc("How long a fetched bundle is used before it is fetched again, unless it asks for it sooner.")
        @Default("5m")
        @Bounds(min = "1s", max = "24h")
        Duration refresh,

        @Doc("How long the last known bundle serves while its place does not answer. Then everyone is refused.")
        @Default("1h")
        @Bounds(min = "1s", max = "7d")
        Duration maxStale,

        @Doc("Larger bundles and revocation lists are not read.") @Default("1MiB") @Bounds(min = "1KiB", max = "16MiB")
        ByteSize maxBundleSize)
        implements Proof {
    public Spiffe {
        paths = List.copyOf(paths);
        audience = List.copyOf(audience);
        federated = List.copyOf(federated);
    }

    @Override
    public int maxSize() {
        return Math.toIntExact(maxTokenSize.bytes());
    }

    @Override
    public boolean certificateIsEnough() {
        return true;
    }

    /// Its own trust domain first, the way that federated ones are written.
    public List<FederatedDomain> domains() {
        FederatedDomain own = new FederatedDomain(trustDomain, paths, bundle, bundleEndpoint, workloadApi, revocations);
        return Stream.concat(Stream.of(own), federated.stream()).toList();
    }
}
