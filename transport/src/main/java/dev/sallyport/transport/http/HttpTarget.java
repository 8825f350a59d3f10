package dev.sallyport.transport.http;

import dev.sallyport.api.connector.Admission.Admitted;
import dev.sallyport.api.credential.CredentialLease;
import java.util.Set;

/// One configured target that is reached over HTTP. Safe on every thread; nothing here blocks.
///
/// @param <L> the lease of its connector
public interface HttpTarget<L extends CredentialLease> {

    /// The configured name; in path mode the first segment of the path.
    String name();

    /// In reverse mode: the names by which agents address it at the gateway's own address. Lower case,
    /// without port; possibly none.
    Set<String> hosts();

    /// In forward mode: whether it is this target that an agent means with this address.
    ///
    /// @param secure true for `https`
    boolean answersFor(Authority authority, boolean secure);

    /// Where the proof may stand.
    ProofSlots proofs();

    /// A session was admitted. Called once for each, before its first request.
    Visit admitted(Admitted<L> admitted);

    /// The guest was not let in, or showed nothing to be let in by.
    Answer turnedAway(RequestHead head, TurnedAway why);
}
