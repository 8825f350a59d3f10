package dev.sallyport.authmethods.jwt;

import java.util.List;

/// How a proven token becomes a name.
///
/// @param subject the claim that names the workload
/// @param countedBy the claims that its limits are counted under (R5): something that all instances of the workload
///     share, never a token id or a pod
public record Naming(String subject, List<String> countedBy) {

    /// `sub` for both: a Kubernetes service account, a GitHub repository and ref, a cloud service account, a SPIFFE
    /// id (counted without its instance part).
    public static final Naming DEFAULT = new Naming("sub", List.of("sub"));

    public Naming {
        countedBy = List.copyOf(countedBy);
    }
}
