package dev.sallyport.app.admin.view;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.session.Session;
import java.time.Instant;
import java.util.List;

/// Where held actions wait for a human's word.
public interface HoldsDesk {

    /// Oldest first.
    List<HeldAction> waiting();

    Outcome answer(Answer answer);

    /// @param fingerprint of what is shown: statement, parameters, session, purpose, role, catalog and configuration
    ///     generation (R19)
    record HeldAction(
            String id,
            String requestId,
            Session session,
            Action action,
            String rule,
            String reason,
            Instant askedAt,
            Instant expiresAt,
            String fingerprint) {}

    /// @param fingerprint of what the administrator was shown; another one is not answered by it (R19)
    /// @param by the administrator, as the kernel knows them
    record Answer(String holdId, String fingerprint, boolean approved, String by, String reason) {}

    enum Outcome {
        RECORDED,
        NO_SUCH_HOLD,
        /// Answered before, expired, or the agent has left.
        OVER,
        /// It is another action than the one that was shown.
        OTHER_FINGERPRINT,
        /// The approver is the requester.
        OWN_REQUEST
    }
}
