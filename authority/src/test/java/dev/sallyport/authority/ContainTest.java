package dev.sallyport.authority;

import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.operation;
import static dev.sallyport.authority.Given.perform;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.decision.Contain;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A session that is denied again and again is probing: it is ended with all of its workload.
class ContainTest {

    private static final Action DROP = perform(operation(Verb.DELETE, "tickets", Given.all(), List.of()));

    private static Contract containing(long after) {
        Contract plain = Given.contract("resolve-ticket", Otherwise.DENY, line(Verb.READ, "tickets"));
        return new Contract(plain.name(), "", plain.allow(), plain.otherwise(), plain.holdPatience(), after);
    }

    private static PolicyDecisionPoint doors(AccessRule access, long after) {
        return new PolicyDecisionPoint(Given.rules(access, containing(after)), Given.counters());
    }

    private static PolicyDecisionPoint doors(long after) {
        return doors(Given.access("resolve-ticket"), after);
    }

    @Test
    void theConfiguredDenialIsTheLast() {
        PolicyDecisionPoint doors = doors(3);
        Session session = Given.session(doors);
        for (int i = 1; i < 3; i++)
            assertThat(doors.decide(DROP, Given.state(session))).isInstanceOf(Deny.class);
        assertThat(doors.decide(DROP, Given.state(session))).isInstanceOfSatisfying(Contain.class, contain -> {
            assertThat(contain.rule()).isEqualTo("purposes.resolve-ticket.containAfter");
            assertThat(contain.reason()).endsWith("this was denial 3 of the session, which ends it");
            assertThat(contain.evidence()).contains(new Signal.Volume("purposes.resolve-ticket.containAfter", 2, 1, 2));
        });
    }

    @Test
    void whatIsPermittedCountsForNothingAndForgivesNothing() {
        PolicyDecisionPoint doors = doors(2);
        Session session = Given.session(doors);
        Action read = perform(operation(Verb.READ, "tickets", Given.byId("1"), List.of()));
        assertThat(doors.decide(read, Given.state(session))).isInstanceOf(Permit.class);
        assertThat(doors.decide(DROP, Given.state(session))).isInstanceOf(Deny.class);
        assertThat(doors.decide(read, Given.state(session))).isInstanceOf(Permit.class);
        assertThat(doors.decide(DROP, Given.state(session))).isInstanceOf(Contain.class);
    }

    @Test
    void eachSessionIsCountedAloneAndForgottenAtItsEnd() {
        PolicyDecisionPoint doors = doors(2);
        Session session = Given.session(doors);
        assertThat(doors.decide(DROP, Given.state(session))).isInstanceOf(Deny.class);
        doors.forget(session.id());
        assertThat(doors.decide(DROP, Given.state(session))).isInstanceOf(Deny.class);
        assertThat(doors.decide(DROP, Given.state(session))).isInstanceOf(Contain.class);
    }

    @Test
    void askingForAnExplanationIsNoDenial() {
        PolicyDecisionPoint doors = doors(1);
        Session session = Given.session(doors);
        for (int i = 0; i < 3; i++) doors.explain(DROP, Given.state(session));
        assertThat(doors.explain(DROP, Given.state(session)).decision()).isInstanceOf(Deny.class);
    }

    @Test
    void withoutTheKeyNothingIsContained() {
        PolicyDecisionPoint doors = doors(Long.MAX_VALUE);
        Session session = Given.session(doors);
        for (int i = 0; i < 1000; i++)
            assertThat(doors.decide(DROP, Given.state(session))).isInstanceOf(Deny.class);
    }

    /// R20: observe mode stops nothing.
    @Test
    void observeModeContainsNobody() {
        AccessRule watched = Given.access(Mode.OBSERVE, Instant.MAX, Set.of(), "resolve-ticket");
        PolicyDecisionPoint doors = doors(watched, 1);
        Session session = Given.session(doors);
        for (int i = 0; i < 3; i++)
            assertThat(doors.decide(DROP, Given.state(session))).isInstanceOf(Permit.class);
    }

    /// R20: not even by what observe mode does not let through, such as a session that is over.
    @Test
    void observeModeContainsNobodyForWhatIsDeniedAllTheSame() {
        AccessRule watched = Given.access(Mode.OBSERVE, Instant.MAX, Set.of(), "resolve-ticket");
        PolicyDecisionPoint doors = doors(watched, 1);
        Session session = Given.session(doors);
        assertThat(doors.decide(DROP, Given.state(session, session.endsAt()))).isInstanceOf(Deny.class);
        PolicyDecisionPoint forbidding = new PolicyDecisionPoint(
                Given.rules(
                        List.of(watched),
                        Given.NO_LIMIT,
                        Map.of("rules.cedar", "forbid(principal, action, resource);"),
                        containing(1)),
                Given.counters());
        Session other = Given.session(forbidding);
        forbidding.homework(DROP, Given.state(other)).ifPresent(Runnable::run);
        assertThat(forbidding.decide(DROP, Given.state(other))).isInstanceOf(Deny.class);
    }
}
