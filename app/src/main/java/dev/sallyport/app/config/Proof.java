package dev.sallyport.app.config;

/// What a workload shows: one key per family.
public sealed interface Proof permits Oidc, Kubernetes, Oauth, Github, Gitlab, Gcp, Azure, Terraform, Aws, Spiffe {

    /// The longest attestation that is read, in bytes: what a password message must have room for.
    int maxSize();

    /// A client certificate alone proves the workload: who shows one is asked for nothing else.
    default boolean certificateIsEnough() {
        return false;
    }

    /// Listeners ask clients for a certificate.
    default boolean asksForCertificates() {
        return certificateIsEnough();
    }
}
