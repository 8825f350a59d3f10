package dev.sallyport.postgres.lease;

import dev.sallyport.api.credential.CredentialLease;

/// What the log-in at a target needs of a lease.
public interface LogIn extends CredentialLease {

    /// The name of the role.
    default String role() {
        return id();
    }

    /// @throws IllegalStateException when the lease was destroyed
    ScramSecret secret();
}
