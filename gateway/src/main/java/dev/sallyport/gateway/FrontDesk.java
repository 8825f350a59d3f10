package dev.sallyport.gateway;

import dev.sallyport.api.connector.Reception;
import dev.sallyport.api.connector.Rejection;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.identity.Attestation;
import dev.sallyport.api.identity.AuthMethod;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.TaskLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Recognises those who want a session token, as a corridor recognises those who want a session: every
/// method in its order, the first proof that door one accepts at every target wins.
final class FrontDesk implements Reception {

    private static final System.Logger LOG = System.getLogger(FrontDesk.class.getName());

    private final Supplier<? extends Map<String, AuthMethod>> methods;
    private final Shared shared;
    private final DoorOne doorOne;

    FrontDesk(Supplier<? extends Map<String, AuthMethod>> methods, Shared shared) {
        this.methods = methods;
        this.shared = shared;
        this.doorOne = new DoorOne(shared.authority());
    }

    @Override
    public Welcome receive(Attestation attestation, Delegation above, Purpose declared, List<String> targets)
            throws InterruptedException {
        Refusal best = Recognition.NO_METHOD;
        for (AuthMethod method : methods.get().values()) {
            switch (method.authenticate(attestation, shared.now())) {
                case Authentication.Refused no -> best = Telling.better(best, new Refusal(no.reason(), no.detail()));
                case Authentication.Proven proven -> {
                    Welcome welcome = again(with(above, proven.workload(), declared), targets);
                    if (!(welcome instanceof Welcome.Out out)) return welcome;
                    best = Telling.better(best, new Refusal(out.reason(), out.detail()));
                }
            }
        }
        return new Welcome.Out(best.reason(), best.detail());
    }

    /// The new grant has no id yet.
    private static Delegation with(Delegation above, Workload workload, Purpose declared) {
        Delegation.Grant own = new Delegation.Grant("", workload, declared, TaskLimits.NONE);
        return new Delegation(
                above.tree(),
                Stream.concat(above.grants().stream(), Stream.of(own)).toList());
    }

    @Override
    public Welcome again(Delegation delegation, List<String> targets) {
        Workload workload = delegation.own().workload();
        Optional<Instant> out = shared.quarantine().of(workload, delegation);
        if (out.isPresent()) return out(Sessions.quarantined(out.get()));
        try {
            return admitted(delegation, targets);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "door one failed", e);
            return new Welcome.Out(RefusalReason.NOT_BOUND, "the access rules could not be evaluated");
        }
    }

    private Welcome admitted(Delegation delegation, List<String> targets) {
        List<Entry.Granted> entries = new ArrayList<>();
        for (String target : targets) {
            Delegation.Grant own = delegation.own();
            Entry entry =
                    doorOne.admit(own.workload(), delegation, target, DoorOne.declared(own.declared()), shared.now());
            switch (entry) {
                case Entry.Refused refused -> {
                    return new Welcome.Out(refused.reason(), refused.detail());
                }
                case Entry.Granted granted -> entries.add(granted);
            }
        }
        return onePurpose(delegation.own().workload(), entries);
    }

    private static Welcome onePurpose(Workload workload, List<Entry.Granted> entries) {
        List<String> purposes =
                entries.stream().map(entry -> entry.purpose().name()).distinct().toList();
        return purposes.size() == 1
                ? new Welcome.In(workload, entries)
                : new Welcome.Out(
                        RefusalReason.PURPOSE_NOT_ALLOWED,
                        "the targets give different purposes, ask for one task for each: `"
                                + String.join("`, `", purposes) + "`");
    }

    private static Welcome.Out out(Refusal refusal) {
        return new Welcome.Out(refusal.reason(), refusal.detail());
    }

    @Override
    public String turnedAway(Rejection rejection) {
        return shared.refusals().post(rejection);
    }
}
