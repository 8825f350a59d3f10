package dev.sallyport.app.config;

/// What a workload shows: one key per family.
public sealed interface Proof permits Oidc, Kubernetes, Oauth, Github, Gitlab, Gcp, Azure, Terraform, Aws {

    /// The longest attestation that is read, in bytes: what a password message must have room for.
    int maxSize();
}
