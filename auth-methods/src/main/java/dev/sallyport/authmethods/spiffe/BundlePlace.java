package dev.sallyport.authmethods.spiffe;

import java.net.URI;
import java.nio.file.Path;

/// Where the authorities of a trust domain are published. An SVID never says where.
public sealed interface BundlePlace {

    /// PEM certificates, or a SPIFFE bundle document (SPIFFE Trust Domain and Bundle §4), in a file
    /// that nobody but its owner can write (R22). Read again within a second of a change. PEM has no
    /// keys for JWT-SVIDs.
    record InFile(Path file) implements BundlePlace {}

    /// A bundle endpoint whose server shows a certificate of the web (profile `https_web`, SPIFFE
    /// Federation §5.2.1).
    record OnTheWeb(URI url) implements BundlePlace {}

    /// A bundle endpoint whose server shows an X.509-SVID (profile `https_spiffe`, SPIFFE Federation
    /// §5.2.2).
    ///
    /// @param id the endpoint's SPIFFE id, letter for letter
    /// @param authorities file with the authorities of the endpoint's own trust domain, as in [InFile]:
    ///     what the first fetch is checked against. Where the endpoint serves its own trust domain,
    ///     what it served last counts from then on
    record AtSpiffeEndpoint(URI url, String id, Path authorities) implements BundlePlace {}

    /// The Workload API of a local agent, which streams the bundles of its trust domain and of those
    /// that it is federated with.
    ///
    /// @param socket a Unix socket
    record FromWorkloadApi(Path socket) implements BundlePlace {}
}
