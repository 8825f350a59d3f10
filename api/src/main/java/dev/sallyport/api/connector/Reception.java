package dev.sallyport.api.connector;

import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Purpose;
import java.util.List;

/// The way in without a protocol of a target: where those are recognised who want a session token. Safe
/// on every thread.
public interface Reception {

    /// Asks the auth methods, then door one for every target, as a session there would. Blocks as the
    /// methods do.
    ///
    /// @param above for whom the workload will act, the root first; none when it acts for itself
    /// @param declared what it comes for
    /// @param targets at least one
    Welcome receive(Attestation attestation, Delegation above, Purpose declared, List<String> targets)
            throws InterruptedException;

    /// Door one again, for a grant that is there. Does not block.
    Welcome again(Delegation delegation, List<String> targets);

    /// As [Gate#turnedAway].
    String turnedAway(Rejection rejection);

    sealed interface Welcome {

        /// @param entries door one's answer for each target, in their order; their purposes are the same
        /// one
        record In(Workload workload, List<Entry.Granted> entries) implements Welcome {
            public In {
                entries = List.copyOf(entries);
            }

            public Purpose purpose() {
                return entries.getFirst().purpose();
            }
        }

        /// @param detail lower case, no full stop, never a secret
        record Out(RefusalReason reason, String detail) implements Welcome {}
    }
}
