package dev.sallyport.app.config;

/// What a workload shows: one key per family.
public sealed interface Proof permits Oidc, Kubernetes {

    /// Every family so far is a JSON Web Token at heart.
    Oidc oidc();
}
