package dev.sallyport.gateway;

import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.Workload;

/// What somebody was let in to by a proof, and loses with it (R18): a session, or a task that tokens were given out
/// for. Immutable.
///
/// @param workload what the auth method made of the proof
/// @param shown the proof, to be asked about again; never written anywhere
public record Attested(Workload workload, Attestation shown, Ending ending) {

    /// Safe on every thread; may block.
    @FunctionalInterface
    public interface Ending {

        /// @param reason for the agent and the trail
        /// @return false when it had ended already
        boolean end(String reason);
    }
}
