package dev.sallyport.authority;

import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.decision.State;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.behaviour.Behaviour;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Intent;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Contract.Unproposed;
import dev.sallyport.authority.rules.Contract.Unusual;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// R24: a decision that asks the counters more than once does it as if it were once, and each denial that is counted
/// has its place among all that asked them.
class TogetherTest {

    private static final Action READ = perform(read("tickets", byId("1")));
    private static final Action UNCOVERED = perform(read("payroll", byId("1")));

    private final Counters counters = Given.counters();
    private final List<Boolean> letIn = new ArrayList<>();

    /// Looks from the middle of a decision whether somebody else is let at the counters.
    private Behaviour onlooker(Duration patience) {
        return new Behaviour() {
            @Override
            public Optional<Signal.Unusual> unusual(Action action, State state) {
                Thread other = Thread.ofVirtual().start(counters::next);
                try {
                    letIn.add(other.join(patience));
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
                return Optional.empty();
            }

            @Override
            public void performed(Action action, Outcome outcome, State state) {}
        };
    }

    private PolicyDecisionPoint doors(AccessRule access, long containAfter, Behaviour behaviour) {
        Contract plain = Given.contract(
                "resolve-ticket", Otherwise.DENY, line(Verb.READ, "tickets").atMost(Given.NO_LIMIT, 1, Given.NO_LIMIT));
        Contract contract = new Contract(
                plain.name(),
                "",
                plain.allow(),
                Otherwise.DENY,
                Duration.ofMinutes(5),
                Intent.OFF,
                Unusual.WATCH,
                Unproposed.OFF,
                containAfter);
        return new PolicyDecisionPoint(Given.rules(access, contract), counters, behaviour);
    }

    private List<Boolean> comesIn(AccessRule access, long containAfter, Duration patience) {
        PolicyDecisionPoint doors = doors(access, containAfter, onlooker(patience));
        doors.decide(READ, Given.state(Given.session(doors)));
        return letIn;
    }

    private static AccessRule enforced() {
        return Given.access("resolve-ticket");
    }

    /// It weighs what it would have decided, then counts.
    @Test
    void nobodyComesInBetweenWhereADecisionIsOnlyWatched() {
        AccessRule watched = Given.access(Mode.OBSERVE, Instant.MAX, Set.of(), "resolve-ticket");
        assertThat(comesIn(watched, Given.NO_LIMIT, Duration.ofMillis(300))).containsExactly(false);
    }

    /// It may deny, then count the denial.
    @Test
    void nobodyComesInBetweenWhereDenialsAreCounted() {
        assertThat(comesIn(enforced(), 5, Duration.ofMillis(300))).containsExactly(false);
    }

    @Test
    void everybodyElseNeedNotWait() {
        assertThat(comesIn(enforced(), Given.NO_LIMIT, Duration.ofSeconds(20))).containsExactly(true);
    }

    @Test
    void aCountedDenialHasOnePlaceWhetherItAskedTheCountersOrNot() {
        PolicyDecisionPoint doors = doors(enforced(), 5, Behaviour.UNKNOWN);
        Session session = Given.session(doors);
        List<Decision> decisions = new ArrayList<>();
        for (Action each : List.of(READ, UNCOVERED, perform(read("tickets", byId("2"))), UNCOVERED))
            decisions.add(doors.decide(each, Given.state(session)));
        assertThat(decisions.getFirst()).isInstanceOf(Permit.class);
        assertThat(decisions.subList(1, 4)).hasOnlyElementsOfType(Deny.class);
        assertThat(decisions)
                .extracting(decision -> decision.stamp().counters())
                .containsExactly(1L, 2L, 3L, 4L);
    }
}
