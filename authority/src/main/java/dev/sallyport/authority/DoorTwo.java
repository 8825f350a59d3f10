package dev.sallyport.authority;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.Stamp;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Mode;
import dev.sallyport.authority.budget.Bid;
import dev.sallyport.authority.budget.Ceilings;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.budget.Need;
import dev.sallyport.authority.budget.Owner;
import dev.sallyport.authority.budget.Tender;
import dev.sallyport.authority.contract.ContractAtTarget;
import dev.sallyport.authority.contract.Phrases;
import dev.sallyport.authority.contract.Reading;
import java.util.List;
import java.util.Optional;

/// Does this action match what access was granted for? One decision's worth of state.
record DoorTwo(ContractAtTarget contract, Counters counters, Passage passage, boolean dryRun) {

    Decision decide(Action action, State state) {
        return passage.bound().mode() == Mode.OBSERVE ? observe(action, state) : judge(action, state, dryRun);
    }

    private Decision judge(Action action, State state, boolean weighOnly) {
        return switch (contract.read(action)) {
            case Reading.Uncovered uncovered -> passage.unallowed(uncovered.deny());
            case Reading.Covered covered -> judge(covered, action, state, weighOnly);
        };
    }

    private Decision judge(Reading.Covered covered, Action action, State state, boolean weighOnly) {
        Optional<Signal> approved = approved(action, state.approval());
        Optional<Decision> stopped = new AskedFor(contract, passage, approved, state.approval()).stopped();
        if (stopped.isPresent()) return stopped.get();
        return action.phase() == Action.Phase.PREPARE
                ? prepare(covered.needs(), action)
                : judge(covered.needs(), action, approved, state, weighOnly);
    }

    /// Nothing runs yet, so nothing is reserved and no human is asked.
    private Decision prepare(List<Need> needs, Action action) {
        Optional<Tender.Exceeded> impossible = Ceilings.impossible(needs);
        if (impossible.isPresent()) return deny(impossible.get(), action);
        List<Bid> best = needs.stream().map(need -> need.bids().getFirst()).toList();
        return permit(new Tender.Taken(best, Long.MAX_VALUE, Reservation.NOTHING), List.of(), Optional.empty());
    }

    private Decision judge(List<Need> needs, Action action, Optional<Signal> approved, State state, boolean weighOnly) {
        Owner owner = Owner.of(state.session());
        Tender tender = weighOnly
                ? counters.weigh(needs, owner, state.now(), approved.isPresent())
                : counters.reserve(needs, owner, state.now(), approved.isPresent());
        return switch (tender) {
            case Tender.Exceeded exceeded -> deny(exceeded, action);
            case Tender.Held held -> hold(held, state.approval());
            case Tender.Taken taken -> permit(taken, masks(taken.chosen()), approved);
        };
    }

    /// An approval is for the one action that was shown (R19).
    private static Optional<Signal> approved(Action action, Approval approval) {
        return switch (approval) {
            case Approval.None _ -> Optional.empty();
            case Approval.Given given
            when given.fingerprint().equals(action.fingerprint()) ->
                Optional.of(new Signal.Approved(given.holdId(), given.by()));
            case Approval.Given _ -> Optional.empty();
        };
    }

    private Decision hold(Tender.Held held, Approval approval) {
        Bid bid = held.bid();
        Stamp stamp = Stamp.after(held.order());
        return switch (approval) {
            case Approval.None _ ->
                new Hold(
                        bid.path(),
                        "waits for a human to release it",
                        contract.patience(),
                        passage.stopping(new Signal.Contract(bid.path(), false, "needs a human")),
                        stamp);
            case Approval.Given given -> passage.forAnother(bid.path(), given, stamp);
        };
    }

    private Deny deny(Tender.Exceeded exceeded, Action action) {
        return new Deny(
                exceeded.limit(),
                Phrases.exceeded(exceeded, action),
                passage.stopping(
                        new Signal.Volume(exceeded.limit(), exceeded.used(), exceeded.asked(), exceeded.allowed())),
                Stamp.after(exceeded.order()));
    }

    private Permit permit(Tender.Taken taken, List<Mask> masks, Optional<Signal> approved) {
        return new Permit(
                passage.rule(taken.chosen()),
                limits(taken.records()),
                masks,
                taken.reservation(),
                passage.evidence(taken.chosen(), approved.isPresent() && wasHeld(taken) ? approved : Optional.empty()));
    }

    private static List<Mask> masks(List<Bid> chosen) {
        if (chosen.size() == 1) return chosen.getFirst().masks();
        return chosen.stream().flatMap(bid -> bid.masks().stream()).distinct().toList();
    }

    private boolean wasHeld(Tender.Taken taken) {
        return taken.chosen().stream().anyMatch(Bid::held) || AskedFor.stops(contract, passage);
    }

    private static Limits limits(long records) {
        return records == Long.MAX_VALUE ? Limits.NONE : new Limits(records);
    }

    /// Says what it would have decided, stops nothing and counts everything (R20).
    private Decision observe(Action action, State state) {
        return switch (judge(action, state, true)) {
            case Permit permit -> observed(permit.rule(), permit.evidence(), action, state);
            case Hold hold -> suspended(hold.rule(), hold.reason(), action, state);
            case Deny deny -> suspended(deny.rule(), deny.reason(), action, state);
            case Contain contain -> suspended(contain.rule(), contain.reason(), action, state);
        };
    }

    private Permit suspended(String rule, String reason, Action action, State state) {
        List<Signal> evidence = passage.evidence(List.of(), Optional.of(new Signal.Suspended(rule, reason)));
        return observed(passage.bound().rule(), evidence, action, state);
    }

    private Permit observed(String rule, List<Signal> evidence, Action action, State state) {
        return new Permit(rule, Limits.NONE, List.of(), count(action, state), evidence);
    }

    private Reservation count(Action action, State state) {
        if (dryRun || action.phase() == Action.Phase.PREPARE) return Reservation.NOTHING;
        return switch (counters.reserve(
                contract.uses(action), Owner.of(state.session()).observed(), state.now(), true)) {
            case Tender.Taken taken -> taken.reservation();
            case Tender.Held held -> new Reservation(List.of(), held.order());
            case Tender.Exceeded exceeded -> new Reservation(List.of(), exceeded.order());
        };
    }
}
