package dev.sallyport.authority;

import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.Stamp;
import dev.sallyport.authority.baseline.Standing;
import dev.sallyport.authority.budget.Bid;
import dev.sallyport.authority.intent.session.Intention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an action came through door one, and the evidence that it takes along.
record Passage(
        Standing.Bound bound,
        @Nullable Signal policies,
        @Nullable Intention intention,
        Signal.@Nullable Unusual unusual,
        Signal.@Nullable Proposed proposed) {

    List<Signal> evidence(List<Bid> chosen, Optional<Signal> last) {
        if (chosen.size() == 1 && isPlain() && last.isEmpty()) {
            return List.of(bound.evidence(), chosen.getFirst().allows());
        }
        List<Signal> evidence = new ArrayList<>();
        evidence.add(bound.evidence());
        if (policies != null) evidence.add(policies);
        if (intention != null) evidence.add(intention.signal());
        if (unusual != null) evidence.add(unusual);
        if (proposed != null) evidence.add(proposed);
        chosen.stream().map(Bid::allows).distinct().forEach(evidence::add);
        last.ifPresent(evidence::add);
        return evidence;
    }

    private boolean isPlain() {
        return policies == null && intention == null && unusual == null && proposed == null;
    }

    /// What stopped it, behind what was known of it when it came so far (R24).
    List<Signal> stopping(Signal... last) {
        List<Signal> evidence = new ArrayList<>();
        if (intention != null) evidence.add(intention.signal());
        if (proposed != null) evidence.add(proposed);
        evidence.addAll(List.of(last));
        return evidence;
    }

    /// What is told of one that nobody had to look at: no line allows it.
    Deny unallowed(Deny deny) {
        if (proposed == null) return deny;
        List<Signal> evidence = new ArrayList<>(deny.evidence());
        evidence.add(proposed);
        return new Deny(deny.rule(), deny.reason(), evidence, deny.stamp());
    }

    Deny forAnother(String path, Approval.Given given, Stamp stamp) {
        return new Deny(
                path,
                "the approval is for another action, ask again for this one",
                stopping(new Signal.Contract(path, false, "hold " + given.holdId() + " showed another action")),
                stamp);
    }

    /// What allowed it: the line, or the access rule alone for what needs no line.
    String rule(List<Bid> chosen) {
        return chosen.isEmpty() ? bound.rule() : chosen.getFirst().path();
    }
}
