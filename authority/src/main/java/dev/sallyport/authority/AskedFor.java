package dev.sallyport.authority;

import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.Stamp;
import dev.sallyport.authority.contract.ContractAtTarget;
import dev.sallyport.authority.intent.session.Intention;
import dev.sallyport.authority.rules.Contract.Intent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a purpose makes of the engine's word: it only ever takes away.
final class AskedFor {

    private AskedFor() {}

    /// @param approved the approval, where it is for this very action
    /// @return empty when the action may go on to its budgets
    static Optional<Decision> stopped(
            ContractAtTarget contract, Passage passage, Optional<Signal> approved, Approval approval) {
        Intention intention = passage.intention();
        if (intention == null || !stops(contract, intention)) return Optional.empty();
        return switch (intention) {
            case Intention.Unjudged unjudged ->
                Optional.of(deny(contract, "it could not be judged against what was asked for", unjudged));
            case Intention.Judged judged
            when isDenied(contract, judged) -> Optional.of(deny(contract, reason(judged), judged));
            case Intention.Judged _ when approved.isPresent() -> Optional.empty();
            case Intention.Judged judged -> Optional.of(held(contract, passage, judged, approval));
        };
    }

    /// Whether it does not go through without a human, or not at all.
    static boolean stops(ContractAtTarget contract, @Nullable Intention intention) {
        if (intention == null) return false;
        boolean follows = contract.intent() == Intent.HOLD || contract.intent() == Intent.DENY;
        return follows
                && switch (intention) {
                    case Intention.Unjudged _ -> true;
                    case Intention.Judged judged -> judged.signal().course() != Signal.Intent.Course.ALLOW;
                };
    }

    private static boolean isDenied(ContractAtTarget contract, Intention.Judged judged) {
        return contract.intent() == Intent.DENY && judged.signal().course() == Signal.Intent.Course.DENY;
    }

    private static Decision held(
            ContractAtTarget contract, Passage passage, Intention.Judged judged, Approval approval) {
        return switch (approval) {
            case Approval.None _ ->
                new Hold(
                        contract.intentPath(),
                        reason(judged) + "; waits for a human to release it",
                        contract.patience(),
                        List.of(judged.signal()),
                        Stamp.NONE);
            case Approval.Given given -> passage.forAnother(contract.intentPath(), given, Stamp.NONE);
        };
    }

    private static Deny deny(ContractAtTarget contract, String reason, Intention intention) {
        return new Deny(contract.intentPath(), reason, List.of(intention.signal()));
    }

    private static String reason(Intention.Judged judged) {
        boolean sure = judged.signal().course() == Signal.Intent.Course.DENY
                && !judged.signal().judge().wasAsked();
        return (sure ? "this is not what was asked for: " : "this may not be what was asked for: ")
                + String.join("; ", judged.signal().why());
    }
}
