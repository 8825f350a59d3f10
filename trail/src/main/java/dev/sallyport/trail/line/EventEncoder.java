package dev.sallyport.trail.line;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Basis;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.trail.seal.Sealer;

/// Writes events as the bodies of lines: everything but the [Link]. Not thread-safe: one per pen.
public final class EventEncoder {

    private static final int VERSION = 1;

    private final SessionEncoder sessions;
    private final ActionEncoder actions;
    private final ContextEncoder contexts;
    private final DecisionEncoder decisions = new DecisionEncoder();

    public EventEncoder(Sealer sealer) {
        SealedField sealed = new SealedField(sealer);
        sessions = new SessionEncoder(sealed);
        actions = new ActionEncoder(sealed);
        contexts = new ContextEncoder(sealed);
    }

    /// Appends the body, without the closing brace, to what `json` holds already.
    public void encode(AuditEvent event, Json json) {
        switch (event) {
            case AuditEvent.Decided e -> decided(e, json);
            case AuditEvent.Performed e -> performed(e, json);
            case AuditEvent.Refused e -> refused(e, json);
            case AuditEvent.SessionOpened e -> opened(e, json);
            case AuditEvent.SessionClosed e ->
                head(e, EventKind.SESSION_CLOSED, json)
                        .text(Names.SESSION, e.sessionId())
                        .text(Names.REASON, e.reason());
            case AuditEvent.LeaseIssued e -> issued(e, json);
            case AuditEvent.LeaseDestroyed e -> destroyed(e, json);
            case AuditEvent.Alarm e -> alarm(e, json);
            case AuditEvent.HoldAnswered e -> answered(e, json);
            case AuditEvent.TaskOpened e -> sessions.task(e, head(e, EventKind.TASK_OPENED, json));
            case AuditEvent.TaskEnded e ->
                head(e, EventKind.TASK_ENDED, json)
                        .text(Names.TREE, e.tree())
                        .text(Names.GRANT, e.grant())
                        .text(Names.REASON, e.reason());
            case AuditEvent.ContextAdded e -> contexts.added(e, head(e, EventKind.CONTEXT_ADDED, json));
            case AuditEvent.ContextHeard e -> contexts.heard(e, head(e, EventKind.CONTEXT_HEARD, json));
            case AuditEvent.Administered e ->
                head(e, EventKind.ADMINISTERED, json)
                        .text(Names.WHAT, e.what())
                        .text(Names.BY, e.by())
                        .text(Names.DETAIL, e.detail());
        }
    }

    private static Json head(AuditEvent event, EventKind kind, Json json) {
        return json.begin().number(Names.V, VERSION).time(Names.AT, event.at()).text(Names.KIND, kind.word());
    }

    private void decided(AuditEvent.Decided e, Json json) {
        head(e, EventKind.DECIDED, json).text(Names.REQUEST, e.requestId());
        sessions.brief(e.session(), json);
        actions.encode(e.action(), e.basis().counted(), e.requestId(), json);
        basis(e.basis(), json);
        decisions.encode(e.decision(), json);
        generations(e.generations(), json);
    }

    private static void basis(Basis basis, Json json) {
        if (basis.approval() instanceof Approval.Given given)
            json.name(Names.APPROVAL)
                    .open('{')
                    .text(Names.HOLD, given.holdId())
                    .text(Names.BY, given.by())
                    .text(Names.FINGERPRINT, given.fingerprint())
                    .close('}');
        if (basis.turns() > 0)
            json.name(Names.CONTEXT)
                    .open('{')
                    .number(Names.TURNS, basis.turns())
                    .text(Names.TEXT_HASH, basis.context())
                    .close('}');
    }

    private static void performed(AuditEvent.Performed e, Json json) {
        Outcome outcome = e.outcome();
        head(e, EventKind.PERFORMED, json)
                .text(Names.REQUEST, e.requestId())
                .text(Names.SESSION, e.sessionId())
                .text(Names.ENDING, outcome.ending().name())
                .number(Names.RECORDS, outcome.records())
                .number(Names.KEYS, outcome.keys())
                .number(Names.BYTES, outcome.bytes())
                .number(Names.MICROS, outcome.duration().toNanos() / 1000);
        DecisionEncoder.charges(e.charged(), json);
        if (e.charged().order() != 0) json.number(Names.COUNTERS, e.charged().order());
    }

    private static void refused(AuditEvent.Refused e, Json json) {
        head(e, EventKind.REFUSED, json)
                .text(Names.REQUEST, e.requestId())
                .text(Names.TARGET, e.target())
                .text(Names.PEER, e.peer())
                .text(Names.REASON, e.reason().name())
                .text(Names.DETAIL, e.detail());
    }

    private void opened(AuditEvent.SessionOpened e, Json json) {
        head(e, EventKind.SESSION_OPENED, json);
        sessions.full(e.session(), e.peer(), json);
        generations(e.generations(), json);
    }

    private static void issued(AuditEvent.LeaseIssued e, Json json) {
        head(e, EventKind.LEASE_ISSUED, json)
                .text(Names.SESSION, e.sessionId())
                .text(Names.LEASE, e.leaseId())
                .text(Names.GRANTS, e.grants())
                .time(Names.EXPIRES, e.expiresAt());
    }

    private static void destroyed(AuditEvent.LeaseDestroyed e, Json json) {
        head(e, EventKind.LEASE_DESTROYED, json)
                .text(Names.SESSION, e.sessionId())
                .text(Names.LEASE, e.leaseId())
                .bool(Names.VERIFIED, e.verified())
                .text(Names.DETAIL, e.detail());
    }

    private static void alarm(AuditEvent.Alarm e, Json json) {
        head(e, EventKind.ALARM, json)
                .text(Names.REQUEST, e.requestId())
                .text(Names.SESSION, e.sessionId())
                .text(Names.WHAT, e.what())
                .text(Names.DETAIL, e.detail());
    }

    private static void answered(AuditEvent.HoldAnswered e, Json json) {
        head(e, EventKind.HOLD_ANSWERED, json)
                .text(Names.HOLD, e.holdId())
                .text(Names.REQUEST, e.requestId())
                .text(Names.BY, e.by())
                .bool(Names.APPROVED, e.approved())
                .text(Names.FINGERPRINT, e.fingerprint());
    }

    private static void generations(Generations generations, Json json) {
        json.name(Names.GEN)
                .open('{')
                .text(Names.CONFIG, generations.configuration())
                .number(Names.CATALOG, generations.catalog())
                .text(Names.MODEL, generations.model());
        if (generations.counters() != 0) json.number(Names.COUNTERS, generations.counters());
        json.close('}');
    }
}
