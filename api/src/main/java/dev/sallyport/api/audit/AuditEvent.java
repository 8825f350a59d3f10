package dev.sallyport.api.audit;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Basis;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import java.time.Instant;
import java.util.List;

/// One line of the trail.
public sealed interface AuditEvent {

    Instant at();

    /// Someone was turned away before a session existed.
    record Refused(Instant at, String requestId, String target, String peer, RefusalReason reason, String detail)
            implements AuditEvent {}

    record SessionOpened(Instant at, Session session, String peer, Generations generations) implements AuditEvent {}

    record LeaseIssued(Instant at, String sessionId, String leaseId, String grants, Instant expiresAt)
            implements AuditEvent {}

    /// Written before the effect. A Decided(permit) without a Performed reads "outcome unknown" (R21).
    record Decided(
            Instant at,
            String requestId,
            Session session,
            Action action,
            Decision decision,
            Generations generations,
            Basis basis)
            implements AuditEvent {

        /// From its session and its action alone.
        public Decided(
                Instant at,
                String requestId,
                Session session,
                Action action,
                Decision decision,
                Generations generations) {
            this(at, requestId, session, action, decision, generations, Basis.NONE);
        }
    }

    /// @param charged what was finally taken from the budgets
    record Performed(Instant at, String requestId, String sessionId, Outcome outcome, Reservation charged)
            implements AuditEvent {}

    /// A connector found that a permitted action is something else than what was judged. Its Performed
    /// follows.
    ///
    /// @param what a word for what raised it, such as `witness`
    record Alarm(Instant at, String requestId, String sessionId, String what, String detail) implements AuditEvent {}

    /// A human answered a hold.
    record HoldAnswered(Instant at, String holdId, String requestId, String by, boolean approved, String fingerprint)
            implements AuditEvent {}

    /// @param verified true when the target was asked and does not know it any more
    record LeaseDestroyed(Instant at, String sessionId, String leaseId, boolean verified, String detail)
            implements AuditEvent {}

    record SessionClosed(Instant at, String sessionId, String reason) implements AuditEvent {}

    /// A session token's grant: a task, or a part of one that was delegated (RFC 8693).
    ///
    /// @param delegation from the root to this grant
    /// @param purpose what door one made of what was declared
    /// @param intent SHA-256 of what was asked for, in hex
    /// @param boundTo what its tokens are bound to: `certificate`, `dpop` or `address`
    record TaskOpened(
            Instant at,
            Delegation delegation,
            List<String> targets,
            Purpose purpose,
            String intent,
            String boundTo,
            Instant endsAt,
            String peer)
            implements AuditEvent {}

    /// With it end all that were delegated from it, and all their sessions.
    record TaskEnded(Instant at, String tree, String grant, String reason) implements AuditEvent {}

    /// A turn was added to a task's prompt context. Its text is kept sealed.
    ///
    /// @param by the orchestrator that signed it; empty when none did
    /// @param hash SHA-256 of role, source and text, in hex
    record ContextAdded(
            Instant at,
            String tree,
            String grant,
            PromptContext.Tier tier,
            String by,
            String role,
            String source,
            String hash,
            String text)
            implements AuditEvent {}

    /// What a connector read off the wire of a session. The texts are kept sealed.
    ///
    /// @param conversation names it within the session; empty for what targets answered
    /// @param from so many turns of it stay as they were, `turns` take the place of all others
    record ContextHeard(Instant at, String sessionId, String conversation, int from, List<PromptContext.Turn> turns)
            implements AuditEvent {
        public ContextHeard {
            turns = List.copyOf(turns);
        }
    }

    /// The gateway itself: started, stopped, configuration loaded, by whom (R22).
    record Administered(Instant at, String what, String by, String detail) implements AuditEvent {}
}
