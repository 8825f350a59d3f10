package dev.sallyport.api.connector;

import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;

/// What a connector hears. A hold never appears: it is a [Wait] that later becomes a [Settled].
///
/// Every settled verdict carries the request id under which it stands in the trail.
public sealed interface Verdict {

    sealed interface Settled extends Verdict {
        String requestId();
    }

    record Permitted(String requestId, Permit permit) implements Settled {}

    record Denied(String requestId, Deny deny) implements Settled {}

    /// The session ends: refuse this action in the protocol's words, then hang up.
    record Ended(String requestId, Contain contain) implements Settled {}

    enum Wait implements Verdict {
        /// A slow question is being worked out off the loop.
        THINKING,
        /// Decided, the trail is not yet durable: go on proposing.
        RECORDING,
        /// A human is asked: stop reading this session.
        HELD
    }
}
