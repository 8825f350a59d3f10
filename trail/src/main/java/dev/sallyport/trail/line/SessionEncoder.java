package dev.sallyport.trail.line;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.session.TaskLimits;
import java.util.List;
import java.util.Map;

/// Who, where to, and what for.
final class SessionEncoder {

    private final SealedField sealed;
    private final Written<Session> briefs = new Written<>(64);

    SessionEncoder(SealedField sealed) {
        this.sealed = sealed;
    }

    /// What every decision repeats, so that a line can be read alone.
    void brief(Session session, Json json) {
        briefs.write(session, json, this::briefly);
    }

    private void briefly(Session session, Json json) {
        Workload workload = session.workload();
        Purpose purpose = session.purpose();
        json.text(Names.SESSION, session.id())
                .text(Names.METHOD, workload.authMethod())
                .text(Names.SUBJECT, workload.subject())
                .text(Names.COUNTED, workload.countedAs());
        if (!session.actors().isEmpty()) strings(Names.ACTORS, session.actors(), json);
        if (!session.delegation().isNone()) place(session.delegation(), json);
        json.text(Names.TARGET, session.target())
                .text(Names.PURPOSE, purpose.name())
                .text(Names.TASK, purpose.task())
                .text(Names.DECLARED_BY, purpose.declaredBy().name())
                .text(Names.ACCESS, session.access().rule())
                .text(Names.ROLE, session.access().role())
                .text(Names.MODE, session.access().mode().name());
    }

    private static void place(Delegation delegation, Json json) {
        json.text(Names.TREE, delegation.tree())
                .text(Names.GRANT, delegation.own().id());
    }

    /// A grant, before any session stands on it.
    void task(AuditEvent.TaskOpened e, Json json) {
        Delegation delegation = e.delegation();
        Workload workload = delegation.own().workload();
        place(delegation, json);
        json.text(Names.METHOD, workload.authMethod())
                .text(Names.SUBJECT, workload.subject())
                .text(Names.COUNTED, workload.countedAs());
        strings(
                Names.ABOVE,
                delegation.above().reversed().stream().map(Delegation.Grant::id).toList(),
                json);
        strings(Names.TARGETS, e.targets(), json);
        json.text(Names.PURPOSE, e.purpose().name())
                .text(Names.TASK, e.purpose().task())
                .text(Names.DECLARED_BY, e.purpose().declaredBy().name());
        limits(delegation.own().limits(), json);
        json.text(Names.INTENT, e.intent())
                .text(Names.BOUND_TO, e.boundTo())
                .text(Names.PEER, e.peer())
                .time(Names.ENDS, e.endsAt())
                .time(Names.PROOF_ENDS, workload.validUntil());
        sealed.encode(delegation.own().id(), json, plain -> value(workload.claims(), plain.name(Names.CLAIMS)));
    }

    private static void limits(TaskLimits limits, Json json) {
        if (limits.perAction() != Long.MAX_VALUE) json.number(Names.PER_ACTION, limits.perAction());
        if (limits.perTask() != Long.MAX_VALUE) json.number(Names.PER_TASK, limits.perTask());
    }

    /// Claims may hold personal data, but replaying door one needs them: they are sealed.
    void full(Session session, String peer, Json json) {
        brief(session, json);
        json.text(Names.PEER, peer)
                .time(Names.OPENED, session.openedAt())
                .time(Names.ENDS, session.endsAt())
                .time(Names.LATEST_END, session.access().latestEnd())
                .time(Names.PROOF_ENDS, session.workload().validUntil());
        envelope(session.access().envelope(), json);
        sealed.encode(session.id(), json, plain -> value(session.workload().claims(), plain.name(Names.CLAIMS)));
    }

    private static void envelope(Envelope envelope, Json json) {
        if (envelope.unrestricted()) {
            json.text(Names.ENVELOPE, "unrestricted");
            return;
        }
        json.name(Names.ENVELOPE).open('[');
        for (Envelope.Allowance allowance : envelope.allowances()) {
            json.open('{')
                    .text(Names.VERB, allowance.verb().name())
                    .text(Names.ON, allowance.resource())
                    .close('}');
        }
        json.close(']');
    }

    static void strings(Json.Name name, List<String> values, Json json) {
        json.name(name).open('[');
        for (int i = 0; i < values.size(); i++) json.string(values.get(i));
        json.close(']');
    }

    private static void value(Object value, Json json) {
        switch (value) {
            case Map<?, ?> map -> {
                json.open('{');
                map.forEach((key, inner) -> value(inner, json.name(key.toString())));
                json.close('}');
            }
            case List<?> list -> {
                json.open('[');
                list.forEach(inner -> value(inner, json));
                json.close(']');
            }
            case Boolean flag -> json.bool(flag);
            case Long number -> json.number(number);
            case Integer number -> json.number(number);
            case Double number when Double.isFinite(number) -> json.number(number.doubleValue());
            default -> json.string(value.toString());
        }
    }
}
