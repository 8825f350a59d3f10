package dev.sallyport.api.connector;

import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Session;

/// The gate's answer.
public sealed interface Admission<L extends CredentialLease> {

    /// The lease belongs to the mediator: closing the mediator destroys it.
    record Admitted<L extends CredentialLease>(Session session, L lease, Mediator mediator) implements Admission<L> {}

    /// @param requestId stands in the trail too, so that agent and operator can speak of the same thing
    record TurnedAway<L extends CredentialLease>(RefusalReason reason, String detail, String requestId)
            implements Admission<L> {}
}
