package dev.sallyport.authmethods.spiffe;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A trust domain whose workloads may come.
///
/// @param name such as `example.org`
/// @param paths patterns of the paths that may come; none: every workload of the trust domain. See
///     [PathPattern]
/// @param revocations file with the revocation lists of *every* authority that occurs in its chains;
///     null: revocation is not checked, and an SVID is good until it ends
public record TrustedDomain(
        String name,
        List<String> paths,
        BundlePlace bundle,
        @Nullable Path revocations) {
    public TrustedDomain {
        paths = List.copyOf(paths);
    }
}
