package dev.sallyport.authority;

import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.Signal.Proposed.Match;
import dev.sallyport.api.decision.Stamp;
import dev.sallyport.authority.contract.ContractAtTarget;
import dev.sallyport.authority.intent.session.Intention;
import dev.sallyport.authority.rules.Contract.Intent;
import dev.sallyport.authority.rules.Contract.Unproposed;
import dev.sallyport.authority.rules.Contract.Unusual;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a purpose makes of the engine's word, and of what is unusual: it only ever takes away.
///
/// @param approved the approval, where it is for this very action
record AskedFor(ContractAtTarget contract, Passage passage, Optional<Signal> approved, Approval approval) {

    /// Empty when the action may go on to its budgets.
    Optional<Decision> stopped() {
        return notAskedFor().or(this::unproposed).or(this::unusual);
    }

    private Optional<Decision> unproposed() {
        Signal.Proposed proposed = passage.proposed();
        if (proposed == null || proposed.match() == Match.MODEL || !stopsUnproposed(contract)) return Optional.empty();
        String path = contract.unproposedPath();
        if (contract.unproposed() == Unproposed.DENY)
            return Optional.of(new Deny(path, reason(proposed), passage.stopping()));
        return approved.isPresent() ? Optional.empty() : Optional.of(held(path, reason(proposed), passage.stopping()));
    }

    private static boolean stopsUnproposed(ContractAtTarget contract) {
        return contract.unproposed() == Unproposed.HOLD || contract.unproposed() == Unproposed.DENY;
    }

    private static String reason(Signal.Proposed proposed) {
        return proposed.match() == Match.OTHERWISE
                ? "the model proposed `" + proposed.tool() + "` with other values"
                : "no model proposed this";
    }

    private Optional<Decision> unusual() {
        Signal.Unusual unusual = passage.unusual();
        if (unusual == null || contract.unusual() != Unusual.HOLD || approved.isPresent()) return Optional.empty();
        String reason = String.join("; ", unusual.what());
        return Optional.of(held(contract.unusualPath(), reason, passage.stopping(unusual)));
    }

    private Optional<Decision> notAskedFor() {
        Intention intention = passage.intention();
        if (intention == null || !isFollowed(contract, intention)) return Optional.empty();
        return switch (intention) {
            case Intention.Unjudged _ -> Optional.of(deny("it could not be judged against what was asked for"));
            case Intention.Judged judged when isDenied(judged) -> Optional.of(deny(reason(judged)));
            case Intention.Judged _ when approved.isPresent() -> Optional.empty();
            case Intention.Judged judged ->
                Optional.of(held(contract.intentPath(), reason(judged), passage.stopping()));
        };
    }

    /// Whether it does not go through without a human, or not at all.
    static boolean stops(ContractAtTarget contract, Passage passage) {
        return isFollowed(contract, passage.intention())
                || (passage.unusual() != null && contract.unusual() == Unusual.HOLD)
                || (contract.unproposed() == Unproposed.HOLD
                        && passage.proposed() != null
                        && passage.proposed().match() != Match.MODEL);
    }

    private static boolean isFollowed(ContractAtTarget contract, @Nullable Intention intention) {
        if (contract.intent() == Intent.OFF || contract.intent() == Intent.WATCH) return false;
        return switch (intention) {
            case null -> false;
            case Intention.Unjudged _ -> true;
            case Intention.Judged judged -> judged.signal().course() != Signal.Intent.Course.ALLOW;
        };
    }

    private boolean isDenied(Intention.Judged judged) {
        return contract.intent() == Intent.DENY && judged.signal().course() == Signal.Intent.Course.DENY;
    }

    private Decision held(String path, String reason, List<Signal> evidence) {
        return switch (approval) {
            case Approval.None _ ->
                new Hold(path, reason + "; waits for a human to release it", contract.patience(), evidence, Stamp.NONE);
            case Approval.Given given -> passage.forAnother(path, given, Stamp.NONE);
        };
    }

    private Deny deny(String reason) {
        return new Deny(contract.intentPath(), reason, passage.stopping());
    }

    private static String reason(Intention.Judged judged) {
        boolean sure = judged.signal().course() == Signal.Intent.Course.DENY
                && !judged.signal().judge().wasAsked();
        return (sure ? "this is not what was asked for: " : "this may not be what was asked for: ")
                + String.join("; ", judged.signal().why());
    }
}
