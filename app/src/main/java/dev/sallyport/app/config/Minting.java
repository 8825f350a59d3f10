package dev.sallyport.app.config;

/// How the gateway's own account makes leases at a target (R15).
public enum Minting {
    /// By its own power: it may make roles, and hand out every privilege that a lease gets.
    DIRECT,
    /// Through the functions that `sallyport target setup` makes there.
    FUNCTIONS
}
