package dev.sallyport.postgres.wire;

import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.credential.Secret;

/// What the log-in at a target needs of a lease.
public interface Credential extends CredentialLease {

    String role();

    Secret password();
}
