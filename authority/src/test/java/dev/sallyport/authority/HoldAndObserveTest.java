package dev.sallyport.authority;

import static dev.sallyport.authority.Given.NOON;
import static dev.sallyport.authority.Given.NO_LIMIT;
import static dev.sallyport.authority.Given.all;
import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.contract;
import static dev.sallyport.authority.Given.function;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.operation;
import static dev.sallyport.authority.Given.outcome;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.prepare;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a human decides (R19), and what is only watched (R20).
class HoldAndObserveTest {

    private final Counters counters = Given.counters();

    private PolicyDecisionPoint doors(Contract contract) {
        return new PolicyDecisionPoint(Given.rules(contract), counters);
    }

    private static final Action DELETE = perform(operation(Verb.DELETE, "tickets", byId("1"), List.of()));

    @Test
    void aHeldLineWaitsForAHumanAndReservesNothing() {
        PolicyDecisionPoint doors = doors(contract(
                "resolve-ticket",
                Otherwise.DENY,
                line(Verb.DELETE, "tickets").atMost(1, 1, 1).held()));
        Session session = Given.session(doors);
        assertThat(doors.decide(DELETE, Given.state(session))).isInstanceOfSatisfying(Hold.class, hold -> {
            assertThat(hold.rule()).isEqualTo("purposes.resolve-ticket.allow[0]");
            assertThat(hold.patience()).isEqualTo(Duration.ofMinutes(5));
        });
        assertThat(counters.usage(NOON)).isEmpty();
    }

    @Test
    void whatAHumanReleasedIsPermittedOnceWithTheirName() {
        PolicyDecisionPoint doors = doors(contract(
                "resolve-ticket",
                Otherwise.DENY,
                line(Verb.DELETE, "tickets").atMost(1, 1, 1).held()));
        Session session = Given.session(doors);
        Decision released = doors.decide(DELETE, Given.approved(session, DELETE));
        assertThat(released.getClass()).isEqualTo(Permit.class);
        assertThat(((Permit) released).evidence()).contains(new Signal.Approved("h1", "alice"));
        // an approval never overrides a limit
        Action next = perform(operation(Verb.DELETE, "tickets", byId("2"), List.of()));
        assertThat(doors.decide(next, Given.approved(session, next)))
                .isInstanceOfSatisfying(
                        Deny.class,
                        deny -> assertThat(deny.rule())
                                .isEqualTo("purposes.resolve-ticket.allow[0].atMost.perSession"));
    }

    @Test
    void anApprovalThatNobodyNeededIsNotTold() {
        PolicyDecisionPoint doors = doors(contract(
                "resolve-ticket", Otherwise.DENY, line(Verb.DELETE, "tickets").atMost(1, 1, 1)));
        Session session = Given.session(doors);
        assertThat(doors.decide(DELETE, Given.approved(session, DELETE)))
                .isInstanceOfSatisfying(
                        Permit.class,
                        permit -> assertThat(permit.evidence()).doesNotContain(new Signal.Approved("h1", "alice")));
    }

    // R19
    @Test
    void anApprovalIsForTheActionThatWasShown() {
        PolicyDecisionPoint doors = doors(contract(
                "resolve-ticket", Otherwise.DENY, line(Verb.DELETE, "tickets").held()));
        Session session = Given.session(doors);
        Action other = perform(operation(Verb.DELETE, "tickets", all(), List.of()));
        assertThat(doors.decide(other, Given.approved(session, DELETE))).isInstanceOf(Deny.class);
    }

    @Test
    void otherwiseHoldAsksAboutWhatNoLineCovers() {
        PolicyDecisionPoint doors = doors(contract(
                "resolve-ticket",
                Otherwise.HOLD,
                line(Verb.READ, "customers").keyedBy("id").atMost(1, 1, 1)));
        Session session = Given.session(doors);
        assertThat(doors.decide(perform(read("payroll", all())), Given.state(session)))
                .isInstanceOfSatisfying(
                        Hold.class, hold -> assertThat(hold.rule()).isEqualTo("purposes.resolve-ticket.otherwise"));
        assertThat(doors.decide(perform(read("customers", all())), Given.state(session)))
                .isInstanceOf(Hold.class);
    }

    @Test
    void aHumanIsNotAskedAboutWhatNobodyUnderstandsOrWhatALimitForbids() {
        PolicyDecisionPoint doors = doors(contract(
                "resolve-ticket",
                Otherwise.HOLD,
                line(Verb.READ, "customers").keyedBy("id").atMost(1, 1, 1)));
        Session session = Given.session(doors);
        assertThat(doors.decide(perform(), Given.state(session))).isInstanceOf(Deny.class);
        assertThat(doors.decide(perform(function("f")), Given.state(session))).isInstanceOf(Deny.class);
        assertThat(doors.decide(perform(read("customers", byId("1", "2"))), Given.state(session)))
                .isInstanceOf(Deny.class);
    }

    @Test
    void beyondALimitASecondLineMayAskAHuman() {
        PolicyDecisionPoint doors = doors(contract(
                "resolve-ticket",
                Otherwise.DENY,
                line(Verb.READ, "customers").keyedBy("id").held(),
                line(Verb.READ, "customers").keyedBy("id").atMost(NO_LIMIT, 1, NO_LIMIT)));
        Session session = Given.session(doors);
        assertThat(doors.decide(perform(read("customers", byId("1"))), Given.state(session)))
                .isInstanceOf(Permit.class);
        assertThat(doors.decide(perform(read("customers", byId("2"))), Given.state(session)))
                .isInstanceOf(Hold.class);
    }

    @Test
    void preparingAsksNoHuman() {
        PolicyDecisionPoint doors = doors(contract(
                "resolve-ticket", Otherwise.DENY, line(Verb.DELETE, "tickets").held()));
        Action prepared = prepare(operation(Verb.DELETE, "tickets", byId(), List.of()));
        assertThat(doors.decide(prepared, Given.state(Given.session(doors)))).isInstanceOf(Permit.class);
    }

    private PolicyDecisionPoint observing(Given.LineOf... lines) {
        return new PolicyDecisionPoint(
                Given.rules(
                        Given.access(Mode.OBSERVE, NOON.plusSeconds(3600), Set.of(), "resolve-ticket"),
                        contract("resolve-ticket", Otherwise.DENY, lines)),
                counters);
    }

    // R20
    @Test
    void observeModeStopsNothingAndSaysWhatItWouldHave() {
        PolicyDecisionPoint doors =
                observing(line(Verb.READ, "customers").keyedBy("id").atMost(1, 1, 1));
        Session session = Given.session(doors);
        Decision decision = doors.decide(perform(read("customers", all())), Given.state(session));
        assertThat(decision).isInstanceOfSatisfying(Permit.class, permit -> {
            assertThat(permit.limits()).isEqualTo(Limits.NONE);
            assertThat(permit.evidence())
                    .anySatisfy(signal -> assertThat(signal)
                            .isInstanceOfSatisfying(
                                    Signal.Suspended.class,
                                    suspended -> assertThat(suspended.rule())
                                            .isEqualTo("purposes.resolve-ticket.allow[0].keyedBy")));
        });
        assertThat(doors.decide(perform(), Given.state(session))).isInstanceOf(Permit.class);
    }

    // R20
    @Test
    void observeModeCountsAllTheSame() {
        PolicyDecisionPoint doors =
                observing(line(Verb.READ, "customers").keyedBy("id").atMost(1, 1, 1));
        Session session = Given.session(doors);
        Action read = perform(read("customers", all()));
        Permit permit = (Permit) doors.decide(read, Given.state(session));
        doors.settle(read, permit, outcome(Ending.SUCCEEDED, 70), Given.state(session));
        doors.decide(perform(read("customers", byId("1", "2"))), Given.state(session));
        assertThat(counters.usage(NOON)).hasSize(2).containsValue(72L);
    }

    // R20
    @Test
    void observeModeEndsInTheMiddleOfASession() {
        PolicyDecisionPoint doors = observing(line(Verb.READ, "tickets"));
        Session session = Given.session(doors);
        Action read = perform(read("customers", all()));
        assertThat(doors.decide(read, Given.state(session, NOON.plusSeconds(3599))))
                .isInstanceOf(Permit.class);
        assertThat(doors.decide(read, Given.state(session, NOON.plusSeconds(3600))))
                .isInstanceOf(Deny.class);
    }

    // R20: switching it on is for new sessions
    @Test
    void aSessionOpenedInEnforceModeStaysSo() {
        PolicyDecisionPoint doors = doors(contract("resolve-ticket", Otherwise.DENY));
        Session session = Given.session(doors);
        doors.reload(Given.rules(
                Given.access(Mode.OBSERVE, NOON.plusSeconds(3600), Set.of(), "resolve-ticket"),
                contract("resolve-ticket", Otherwise.DENY)));
        assertThat(doors.decide(perform(read("tickets", all())), Given.state(session)))
                .isInstanceOf(Deny.class);
    }

    @Test
    void anExplanationNamesEachLineAndReservesNothing() {
        PolicyDecisionPoint doors = new PolicyDecisionPoint(Given.crm(), counters);
        Explanation explanation = doors.explain(
                perform(read("customers", byId("1")), read("payroll", all())), Given.state(Given.session(doors)));
        assertThat(explanation.decision()).isInstanceOf(Deny.class);
        assertThat(explanation.door()).isEqualTo(2);
        assertThat(explanation.steps())
                .extracting(Explanation.Step::line)
                .containsExactly("purposes.resolve-ticket.allow[0]", "purposes.resolve-ticket.otherwise");
        assertThat(explanation.steps()).extracting(Explanation.Step::covered).containsExactly(true, false);
        doors.explain(perform(read("customers", byId("1"))), Given.state(Given.session(doors)));
        assertThat(counters.usage(NOON)).isEmpty();
    }
}
