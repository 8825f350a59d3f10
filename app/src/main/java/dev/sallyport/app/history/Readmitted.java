package dev.sallyport.app.history;

import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Session;
import dev.sallyport.authority.PolicyDecisionPoint;

/// A session as other rules would have let it in: with their mode and their end. Where they would not,
/// or for something else, it stays as it was, and its actions are denied by door one.
final class Readmitted {

    private Readmitted() {}

    static Session by(PolicyDecisionPoint doors, Session session) {
        Entry entry =
                doors.admit(session.workload(), session.target(), declared(session.purpose()), session.openedAt());
        return entry instanceof Entry.Granted granted && same(granted, session)
                ? with(session, granted.access())
                : session;
    }

    /// What a claim or a rule said is not repeated by anybody.
    private static DeclaredPurpose declared(Purpose purpose) {
        return switch (purpose.declaredBy()) {
            case AGENT, ORCHESTRATOR -> new DeclaredPurpose(purpose.name(), purpose.task(), purpose.declaredBy());
            case CLAIM, RULE -> new DeclaredPurpose("", purpose.task());
        };
    }

    private static boolean same(Entry.Granted granted, Session session) {
        return granted.purpose().equals(session.purpose())
                && granted.access().role().equals(session.access().role());
    }

    private static Session with(Session session, Access access) {
        return new Session(
                session.id(),
                session.workload(),
                session.actors(),
                session.target(),
                session.purpose(),
                access,
                session.openedAt(),
                session.endsAt(),
                session.delegation());
    }
}
