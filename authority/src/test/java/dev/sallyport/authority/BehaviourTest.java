package dev.sallyport.authority;

import static dev.sallyport.authority.Given.NOON;
import static dev.sallyport.authority.Given.all;
import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.operation;
import static dev.sallyport.authority.Given.outcome;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.behaviour.Habits;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Intent;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Contract.Unusual;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a workload never did before.
class BehaviourTest {

    private static final Action USUAL = perform(read("customers", byId("7")));
    private static final Action NEW = perform(read("tickets", byId("7")));

    private final Habits habits = new Habits();

    private PolicyDecisionPoint doors(Unusual unusual) {
        Contract plain = Given.contract(
                "resolve-ticket", Otherwise.DENY, line(Verb.READ, "customers"), line(Verb.READ, "tickets"));
        Contract contract = new Contract(
                plain.name(),
                "",
                plain.allow(),
                Otherwise.DENY,
                Duration.ofMinutes(5),
                Intent.OFF,
                unusual,
                Contract.Unproposed.OFF,
                Given.NO_LIMIT);
        return new PolicyDecisionPoint(Given.rules(contract), Given.counters(), habits);
    }

    /// Every day at noon, as often as this.
    private void work(PolicyDecisionPoint doors, Session session, int days, int times) {
        for (int day = days; day > 0; day--) {
            Instant then = NOON.minus(Duration.ofDays(day));
            for (int i = 0; i < times; i++) {
                Permit permit = (Permit) doors.decide(USUAL, Given.state(session, then));
                doors.settle(USUAL, permit, outcome(Ending.SUCCEEDED, 1), Given.state(session, then));
            }
        }
    }

    private static List<String> unusual(Decision decision) {
        return ((Permit) decision)
                .evidence().stream()
                        .filter(Signal.Unusual.class::isInstance)
                        .flatMap(signal -> ((Signal.Unusual) signal).what().stream())
                        .toList();
    }

    @Test
    void anotherResourceIsUnusualToAWorkloadThatIsKnown() {
        PolicyDecisionPoint doors = doors(Unusual.WATCH);
        Session session = Given.session(doors);
        work(doors, session, 4, 30);
        assertThat(unusual(doors.decide(USUAL, Given.state(session)))).isEmpty();
        assertThat(unusual(doors.decide(NEW, Given.state(session))))
                .containsExactly("this workload never did `read crm/tickets` before");
    }

    @Test
    void ofAStrangerNothingIsUnusual() {
        PolicyDecisionPoint doors = doors(Unusual.HOLD);
        Session session = Given.session(doors);
        work(doors, session, 4, 10);
        assertThat(doors.decide(NEW, Given.state(session))).isInstanceOf(Permit.class);
    }

    @Test
    void farMoreThanEverIsUnusual() {
        PolicyDecisionPoint doors = doors(Unusual.WATCH);
        Session session = Given.session(doors);
        work(doors, session, 4, 30);
        Action page = perform(read("customers", new Scope.AtMost(50)));
        Action dump = perform(read("customers", all()));
        assertThat(unusual(doors.decide(page, Given.state(session)))).isEmpty();
        assertThat(unusual(doors.decide(dump, Given.state(session))))
                .containsExactly(
                        "`read crm/customers` asks for far more than the 1 record that this workload ever had of it");
    }

    @Test
    void theMiddleOfTheNightIsUnusualToWhoWorksAtNoon() {
        PolicyDecisionPoint doors = doors(Unusual.WATCH);
        Session session = Given.session(doors);
        work(doors, session, 8, 20);
        Instant night = NOON.plus(Duration.ofHours(5));
        assertThat(unusual(doors.decide(USUAL, Given.state(session, NOON.plus(Duration.ofHours(1))))))
                .isEmpty();
        assertThat(unusual(doors.decide(USUAL, Given.state(session, night))))
                .containsExactly("this workload was never seen at this time of day, in 160 actions");
    }

    @Test
    void aHumanMayReleaseWhatIsUnusual() {
        PolicyDecisionPoint doors = doors(Unusual.HOLD);
        Session session = Given.session(doors);
        work(doors, session, 4, 30);
        assertThat(doors.decide(NEW, Given.state(session)))
                .isInstanceOfSatisfying(
                        Hold.class, hold -> assertThat(hold.rule()).isEqualTo("purposes.resolve-ticket.unusual"));
        assertThat(doors.decide(NEW, Given.approved(session, NEW)))
                .isInstanceOfSatisfying(
                        Permit.class,
                        permit -> assertThat(permit.evidence()).contains(new Signal.Approved("h1", "alice")));
    }

    /// Memory is bounded: whoever did everything is surprised by nothing, and whoever was away long is a stranger.
    @Test
    void whatIsRememberedIsBounded() {
        PolicyDecisionPoint doors = doors(Unusual.HOLD);
        Session session = Given.session(doors);
        for (int i = 0; i < 5_000; i++)
            habits.learn(
                    "support/agent",
                    List.of(operation(Verb.READ, "t" + i, byId("1"), List.of())),
                    1,
                    NOON.minus(Duration.ofDays(5)));
        assertThat(doors.decide(NEW, Given.state(session))).isInstanceOf(Permit.class);
    }
}
