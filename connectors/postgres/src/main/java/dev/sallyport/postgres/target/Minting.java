package dev.sallyport.postgres.target;

/// How the gateway's own account makes and destroys leases (R15).
public enum Minting {
    /// By its own power: CREATEROLE, and every privilege that a lease may get, WITH GRANT OPTION.
    DIRECT,
    /// Through the functions that `sallyport target setup` makes: the account itself has no power and cannot
    /// read.
    FUNCTIONS
}
