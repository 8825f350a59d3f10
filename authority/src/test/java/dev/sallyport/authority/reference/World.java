package dev.sallyport.authority.reference;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Delegation;
import dev.sallyport.api.session.PromptContext;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.session.TaskLimits;
import dev.sallyport.authority.Given;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.Rules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A few sessions of two workloads under generated rules, and time that passes.
final class World {

    final Generated generated;
    final Rules rules;
    final Counters counters = Given.counters();
    final PolicyDecisionPoint doors;
    final List<Session> sessions = new ArrayList<>();
    final List<Running> running = new ArrayList<>();
    Instant now = Given.NOON;

    /// @param reference the other authority's name for the permit
    record Running(Action action, State state, Permit permit, int reference) {}

    World(long seed) {
        this(new Generated(seed), "");
    }

    World(Generated generated, String task) {
        this.generated = generated;
        this.rules = generated.rules();
        this.doors = new PolicyDecisionPoint(rules, counters);
        for (int i = 0; i < 4; i++) {
            String purpose = List.of("a", "b", "").get(i % 3);
            sessions.add(
                    Given.session(doors, Given.workload("w" + i % 2, Map.of()), new DeclaredPurpose(purpose, task)));
        }
        if (generated.random().nextBoolean()) plantTree();
    }

    /// The first three sessions become a root, its child and its grandchild; the last one stays alone.
    private void plantTree() {
        List<Delegation.Grant> way = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Session session = sessions.get(i);
            way.add(new Delegation.Grant("g" + i, session.workload(), session.purpose(), limits()));
            sessions.set(
                    i,
                    new Session(
                            session.id(),
                            session.workload(),
                            List.of(),
                            session.target(),
                            session.purpose(),
                            session.access(),
                            session.openedAt(),
                            session.endsAt(),
                            new Delegation("g0", way)));
        }
    }

    private TaskLimits limits() {
        return new TaskLimits(
                random().nextInt(3) == 0 ? random().nextInt(5) : Long.MAX_VALUE,
                random().nextInt(3) == 0 ? random().nextInt(8) : Long.MAX_VALUE);
    }

    /// Trees and grants that outlive a restart.
    Set<String> living() {
        return sessions.getFirst().delegation().isNone() ? Set.of() : Set.of("g0", "g1", "g2");
    }

    State state(Session session, Action action) {
        Approval approval = switch (random().nextInt(6)) {
            case 0 -> new Approval.Given("h", "alice", action.fingerprint());
            case 1 -> new Approval.Given("h", "alice", "another");
            default -> Approval.None.NONE;
        };
        return new State(session, PromptContext.EMPTY, now, approval);
    }

    Session anySession() {
        return sessions.get(random().nextInt(sessions.size()));
    }

    void passTime() {
        now = now.plusSeconds(random().nextInt(4) == 0 ? random().nextInt(2400) : random().nextInt(20));
    }

    Random random() {
        return generated.random();
    }
}
