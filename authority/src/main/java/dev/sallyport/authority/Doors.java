package dev.sallyport.authority;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Question;
import dev.sallyport.api.decision.Settled;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.Stamp;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Session;
import dev.sallyport.authority.baseline.AccessRules;
import dev.sallyport.authority.baseline.Standing;
import dev.sallyport.authority.behaviour.Behaviour;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.contract.ContractAtTarget;
import dev.sallyport.authority.contract.Contracts;
import dev.sallyport.authority.intent.session.IntentDoor;
import dev.sallyport.authority.intent.session.Intention;
import dev.sallyport.authority.intent.session.ProposedDoor;
import dev.sallyport.authority.policy.PolicyDoor;
import dev.sallyport.authority.policy.Ruling;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Unusual;
import dev.sallyport.authority.rules.InvalidRulesException;
import dev.sallyport.authority.rules.Judging;
import dev.sallyport.authority.rules.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One generation of the rules, compiled. Immutable but for what the policies were already asked.
///
/// @param generation names the rules in what they decide
/// @param judging when a judge is asked, if there is one
record Doors(
        AccessRules access,
        PolicyDoor policies,
        Contracts contracts,
        IntentDoor intents,
        ProposedDoor proposals,
        @Nullable Judging judging,
        Behaviour behaviour,
        String generation) {

    static Doors of(Rules rules, Counters counters, IntentDoor intents, ProposedDoor proposals, Behaviour behaviour) {
        List<String> problems = RulesCheck.problems(rules);
        if (!problems.isEmpty()) throw new InvalidRulesException(problems);
        return new Doors(
                new AccessRules(rules),
                new PolicyDoor(rules.policies(), rules.targets().keySet()),
                new Contracts(rules, counters),
                intents,
                proposals,
                rules.judging(),
                behaviour,
                rules.generation());
    }

    /// Where one decision asks several counters, nobody else may come in between, or it could not be made again.
    boolean asksTwice(Session session) {
        return session.access().mode() == Mode.OBSERVE || contracts.of(session).containAfter() != Long.MAX_VALUE;
    }

    /// Only the intent engine reads what targets answer.
    boolean listens(Session session) {
        return contracts.of(session).intent() != Contract.Intent.OFF;
    }

    Decision decide(Action action, State state, Counters counters, Denials denials) {
        return switch (decide(action, state, counters, false)) {
            case Permit permit -> stamped(permit);
            case Hold hold -> hold.with(hold.stamp().under(generation));
            case Contain contain -> contain.with(contain.stamp().under(generation));
            case Deny deny -> strict(deny.with(deny.stamp().under(generation)), state, counters, denials);
        };
    }

    private Permit stamped(Permit permit) {
        return new Permit(
                permit.rule(),
                permit.limits(),
                permit.masks(),
                permit.reservation(),
                permit.evidence(),
                permit.stamp().under(generation));
    }

    /// What must be worked out before `decide` can answer at once.
    Optional<Question> homework(Action action, State state) {
        Optional<Question> ruling = policies.homework(action, state.session()).map(Question::of);
        ContractAtTarget contract = contracts.of(state.session());
        Optional<Question> intention = intents.homework(contract.intent(), judging, action, state);
        Optional<Question> proposed =
                proposals.homework(contract.unproposed(), action, state).map(Question::of);
        return and(and(ruling, intention), proposed);
    }

    private static Optional<Question> and(Optional<Question> first, Optional<Question> second) {
        if (first.isEmpty()) return second;
        return second.isEmpty() ? first : Optional.of(first.get().then(second.get()));
    }

    private Decision decide(Action action, State state, Counters counters, boolean dryRun) {
        return switch (access.standing(state.session(), state.now())) {
            case Standing.Gone gone -> gone.deny();
            case Standing.Bound bound -> decide(action, state, counters, dryRun, bound);
        };
    }

    private Decision decide(Action action, State state, Counters counters, boolean dryRun, Standing.Bound bound) {
        Session session = state.session();
        Optional<Ruling> ruling = policies.ruling(action, session);
        if (ruling.isPresent() && !ruling.get().allows()) return deny(ruling.get());
        ContractAtTarget contract = contracts.of(session);
        Optional<Intention> intention = intents.intention(contract.intent(), judging, action, state);
        Optional<Signal.Unusual> unusual =
                contract.unusual() == Unusual.OFF ? Optional.empty() : behaviour.unusual(action, state);
        Passage passage = new Passage(
                bound,
                ruling.map(Ruling::signal).orElse(null),
                intention.orElse(null),
                unusual.orElse(null),
                proposals.proposed(contract.unproposed(), action, state).orElse(null));
        return new DoorTwo(contract, counters, passage, dryRun).decide(action, state);
    }

    /// A denial may be one too many. Observe mode stops nothing (R20).
    private Settled strict(Deny deny, State state, Counters counters, Denials denials) {
        Session session = state.session();
        ContractAtTarget contract = contracts.of(session);
        if (contract.containAfter() == Long.MAX_VALUE || !enforced(state)) return deny;
        long count = denials.count(session.budget());
        Deny placed = placed(deny, counters);
        return count < contract.containAfter() ? placed : contain(placed, count, contract);
    }

    /// Denials are counted in the order of the counters, so each has its place there.
    private Deny placed(Deny deny, Counters counters) {
        return deny.stamp().counters() != 0 ? deny : deny.with(new Stamp(generation, counters.next()));
    }

    private boolean enforced(State state) {
        return access.standing(state.session(), state.now()) instanceof Standing.Bound bound
                && bound.mode() == Mode.ENFORCE;
    }

    private static Contain contain(Deny last, long count, ContractAtTarget contract) {
        List<Signal> evidence = new ArrayList<>(last.evidence());
        evidence.add(new Signal.Volume(contract.containPath(), count - 1, 1, contract.containAfter() - 1));
        String reason = last.reason() + "; this was denial " + count + " of the session, which ends it";
        return new Contain(contract.containPath(), reason, evidence, last.stamp());
    }

    Explanation explain(Action action, State state, Counters counters) {
        boolean first = access.standing(state.session(), state.now()) instanceof Standing.Gone
                || policies.ruling(action, state.session())
                        .filter(ruling -> !ruling.allows())
                        .isPresent();
        List<Explanation.Step> steps = contracts.of(state.session()).comparisons(action).stream()
                .map(c -> new Explanation.Step(c.operation(), c.rule(), c.covered(), c.detail()))
                .toList();
        return new Explanation(decide(action, state, counters, true), first ? 1 : 2, steps);
    }

    private static Deny deny(Ruling ruling) {
        return new Deny(ruling.rule(), ruling.reason(), List.<Signal>of(ruling.signal()));
    }
}
