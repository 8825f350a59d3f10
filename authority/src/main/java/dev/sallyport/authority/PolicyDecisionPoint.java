package dev.sallyport.authority;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Authority;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Question;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Session;
import dev.sallyport.authority.behaviour.Behaviour;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.contract.Counted;
import dev.sallyport.authority.intent.IntentEngine;
import dev.sallyport.authority.intent.session.IntentDoor;
import dev.sallyport.authority.intent.session.Judge;
import dev.sallyport.authority.intent.session.ProposedDoor;
import dev.sallyport.authority.rules.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// The two doors: access rules and policies first, then the purpose's contract and its budgets (NIST SP
/// 800-162 calls the place where this happens the policy decision point). Safe on every thread.
///
/// Decides the contract path without I/O and without waiting for anything but the counters' lock. Only
/// policies and the intent engine can need [#homework].
public final class PolicyDecisionPoint implements Authority {

    private final Counters counters;
    private final Denials denials = new Denials();
    private final Behaviour behaviour;
    private final IntentDoor intents;
    private final ProposedDoor proposals = new ProposedDoor();
    private final AtomicReference<Doors> doors;

    /// @param counters outlives every reload; rebuilt from the trail by the caller before the first
    ///     decision
    /// @throws dev.sallyport.authority.rules.InvalidRulesException when a name leads nowhere or a policy
    ///     cannot be read
    public PolicyDecisionPoint(Rules rules, Counters counters) {
        this(rules, counters, Behaviour.UNKNOWN);
    }

    /// With what is known of the workloads.
    public PolicyDecisionPoint(Rules rules, Counters counters, Behaviour behaviour) {
        this(rules, counters, behaviour, Judge.NONE);
    }

    /// With a judge, too, who is asked where the rules want it.
    public PolicyDecisionPoint(Rules rules, Counters counters, Behaviour behaviour, Judge judge) {
        this(rules, counters, behaviour, ShippedEngine::get, judge);
    }

    /// With another engine than the shipped one, and nobody to ask where it doubts.
    public PolicyDecisionPoint(Rules rules, Counters counters, Behaviour behaviour, Supplier<IntentEngine> engine) {
        this(rules, counters, behaviour, engine, Judge.NONE);
    }

    /// With all of it.
    public PolicyDecisionPoint(
            Rules rules, Counters counters, Behaviour behaviour, Supplier<IntentEngine> engine, Judge judge) {
        this.counters = counters;
        this.behaviour = behaviour;
        this.intents = new IntentDoor(engine, judge);
        this.doors = new AtomicReference<>(Doors.of(rules, counters, intents, proposals, behaviour));
    }

    /// Swaps the rules as a whole; what was used stays counted. Open sessions are held to the new rules
    /// from their next action on (R18). Throws and changes nothing when the rules are invalid.
    ///
    /// @throws dev.sallyport.authority.rules.InvalidRulesException as the constructor does
    public void reload(Rules rules) {
        prepare(rules).run();
    }

    /// As [#reload], in two steps, for whoever swaps more than the rules.
    ///
    /// @return puts them in force, and cannot fail
    /// @throws dev.sallyport.authority.rules.InvalidRulesException as the constructor does
    public Runnable prepare(Rules rules) {
        Doors next = Doors.of(rules, counters, intents, proposals, behaviour);
        return () -> doors.set(next);
    }

    @Override
    public Entry admit(Workload workload, String target, DeclaredPurpose declared, Instant now) {
        return doors.get().access().admit(workload, target, declared, now);
    }

    @Override
    public Optional<Question> homework(Action action, State state) {
        return doors.get().homework(action, state);
    }

    @Override
    public Decision decide(Action action, State state) {
        Doors now = doors.get();
        return now.asksTwice(state.session())
                ? counters.together(() -> now.decide(action, state, counters, denials))
                : now.decide(action, state, counters, denials);
    }

    @Override
    public boolean listens(Session session) {
        return doors.get().listens(session);
    }

    @Override
    public List<List<String>> counted(Action action) {
        return Counted.of(action, counters);
    }

    /// What `decide` would answer and why, operation by operation. Reserves nothing; evaluates policies,
    /// so it may take milliseconds.
    public Explanation explain(Action action, State state) {
        Doors now = doors.get();
        now.homework(action, state).ifPresent(Runnable::run);
        return now.explain(action, state, counters);
    }

    @Override
    public Reservation settle(Action action, Permit permit, Outcome outcome, State state) {
        behaviour.performed(action, outcome, state);
        return counters.settle(permit.reservation(), outcome);
    }

    @Override
    public void forget(String owner) {
        counters.forget(owner);
        denials.forget(owner);
        intents.forget(owner);
        proposals.forget(owner);
        doors.get().policies().forget(owner);
    }
}
