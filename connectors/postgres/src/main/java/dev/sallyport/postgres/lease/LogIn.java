package dev.sallyport.postgres.lease;

import dev.sallyport.api.credential.CredentialLease;
import java.util.Map;

/// What the log-in at a target needs of a lease.
public interface LogIn extends CredentialLease {

    /// The name of the role.
    default String role() {
        return id();
    }

    /// @throws IllegalStateException when the lease was destroyed
    ScramSecret secret();

    /// What the target is told at log-in, in the server's words; what the agent may set itself goes before.
    default Map<String, String> settings() {
        return Map.of();
    }

    /// The target's process that serves the session, once it is known. Called on an event loop: does not block.
    default void servedBy(int processId) {}
}
