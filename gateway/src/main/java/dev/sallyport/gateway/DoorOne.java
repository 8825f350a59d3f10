package dev.sallyport.gateway;

import dev.sallyport.api.decision.Authority;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import java.time.Instant;
import java.util.List;

/// Door one, for a workload that came by itself and for one that acts for others: then every workload
/// on the way from the root must be let in, for the same purpose and in the same role, and the
/// narrowest answer holds. Safe on every thread; does not block.
record DoorOne(Authority authority) {

    Entry admit(Workload workload, Delegation delegation, String target, DeclaredPurpose declared, Instant now) {
        if (delegation.isNone()) return authority.admit(workload, target, declared, now);
        Entry entry = ask(delegation.own(), target, now);
        for (Delegation.Grant above : delegation.above().reversed()) {
            if (!(entry instanceof Entry.Granted own)) return entry;
            entry = narrowed(own, ask(above, target, now), above);
        }
        return entry;
    }

    private Entry ask(Delegation.Grant grant, String target, Instant now) {
        return authority.admit(grant.workload(), target, declared(grant.declared()), now);
    }

    /// What was a claim or a rule's word at the root is the root's alone: a delegate repeats it.
    static DeclaredPurpose declared(Purpose purpose) {
        return switch (purpose.declaredBy()) {
            case ORCHESTRATOR -> new DeclaredPurpose(purpose.name(), purpose.task(), Purpose.Declarer.ORCHESTRATOR);
            case AGENT, CLAIM, RULE -> new DeclaredPurpose(purpose.name(), purpose.task());
        };
    }

    private static Entry narrowed(Entry.Granted own, Entry above, Delegation.Grant holder) {
        return switch (above) {
            case Entry.Refused refused ->
                new Entry.Refused(refused.reason(), "it acts for `" + holder.workload() + "`: " + refused.detail());
            case Entry.Granted granted -> narrowed(own, granted, holder);
        };
    }

    private static Entry narrowed(Entry.Granted own, Entry.Granted above, Delegation.Grant holder) {
        if (!own.purpose().name().equals(above.purpose().name())) {
            return new Entry.Refused(
                    RefusalReason.PURPOSE_NOT_ALLOWED,
                    own.access().rule() + ": gives purpose `" + own.purpose().name() + "`, but `" + holder.workload()
                            + "`, for which it acts, has `" + above.purpose().name() + "`");
        }
        if (!own.access().role().equals(above.access().role())) {
            return new Entry.Refused(
                    RefusalReason.NOT_BOUND,
                    own.access().rule() + ": gives role `" + own.access().role() + "`, but `" + holder.workload()
                            + "`, for which it acts, has `" + above.access().role() + "`");
        }
        return new Entry.Granted(access(own.access(), above.access()), own.purpose());
    }

    /// Whoever is enforced at any place is enforced (R20).
    private static Access access(Access own, Access above) {
        boolean widened = own.mode() == Mode.OBSERVE && above.mode() == Mode.ENFORCE;
        Access narrower = widened ? above : own;
        Instant end = List.of(own.latestEnd(), above.latestEnd()).stream()
                .min(Instant::compareTo)
                .orElseThrow();
        return new Access(own.rule(), own.role(), narrower.mode(), narrower.envelope(), end);
    }
}
