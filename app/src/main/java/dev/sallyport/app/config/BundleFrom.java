package dev.sallyport.app.config;

import java.nio.file.Path;

/// Where a trust domain's authorities come from: exactly one place.
public sealed interface BundleFrom {

    record InFile(Path path) implements BundleFrom {}

    record AtEndpoint(BundleEndpoint endpoint) implements BundleFrom {}

    record FromWorkloadApi(Path socket) implements BundleFrom {}

    /// @throws IllegalArgumentException when none or several are configured; the check has told it
    ///     before
    static BundleFrom of(FederatedDomain domain) {
        FileReference file = domain.bundle();
        BundleEndpoint endpoint = domain.bundleEndpoint();
        UnixSocket socket = domain.workloadApi();
        int given = (file == null ? 0 : 1) + (endpoint == null ? 0 : 1) + (socket == null ? 0 : 1);
        if (given > 1) throw new IllegalArgumentException("give only one of `bundle`, `bundleEndpoint`, `workloadApi`");
        if (file != null) return new InFile(file.path());
        if (endpoint != null) return new AtEndpoint(endpoint);
        if (socket != null) return new FromWorkloadApi(socket.path());
        throw new IllegalArgumentException("says not where the trust domain's authorities are, give one of `bundle`,"
                + " `bundleEndpoint`, `workloadApi`");
    }
}
