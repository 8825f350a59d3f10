package dev.sallyport.authority;

import static dev.sallyport.authority.Given.NOON;
import static dev.sallyport.authority.Given.all;
import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.operation;
import static dev.sallyport.authority.Given.outcome;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.prepare;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.Line.AfterSensitive;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// R6: read here, sent out there.
class FlowTest {

    private static final Action SECRET = perform(
            operation(Verb.READ, "customers", byId("7"), List.of("id", "ssn"), Label.SENSITIVE, Label.MASKABLE));
    private static final Action PLAIN = perform(read("customers", byId("7")));
    private static final Action SENDS = perform(operation(Verb.SHARE, "webhook", all(), List.of()));

    private final Counters counters = Given.counters();

    private PolicyDecisionPoint doors(AfterSensitive after) {
        return doors(Given.access("resolve-ticket"), after);
    }

    private PolicyDecisionPoint doors(AccessRule access, AfterSensitive after) {
        Contract plain = Given.contract(
                "resolve-ticket",
                Otherwise.DENY,
                line(Verb.READ, "customers").granting("ssn", "card").atMost(5, 10, 40),
                line(Verb.SHARE, "webhook"));
        List<Line> lines = new ArrayList<>();
        for (Line each : plain.allow()) {
            lines.add(new Line(
                    each.path(),
                    each.verb(),
                    each.target(),
                    each.resource(),
                    each.fields(),
                    each.sensitiveFields(),
                    each.maskedFields(),
                    each.keyedBy(),
                    each.atMost(),
                    each.hold(),
                    after,
                    each.functions()));
        }
        Contract contract =
                new Contract(plain.name(), "", lines, Otherwise.DENY, Duration.ofMinutes(5), Given.NO_LIMIT);
        return new PolicyDecisionPoint(Given.rules(access, contract), counters);
    }

    private static Decision decide(PolicyDecisionPoint doors, Session session, Action action, Instant now) {
        Decision decision = doors.decide(action, Given.state(session, now));
        if (decision instanceof Permit permit)
            doors.settle(action, permit, outcome(Ending.SUCCEEDED, 1), Given.state(session, now));
        return decision;
    }

    @Test
    void whoReadWhatIsSensitiveSendsNothingOutForAnHour() {
        PolicyDecisionPoint doors = doors(AfterSensitive.DENY);
        Session reading = Given.session(doors);
        Session sending = Given.session(doors); // another one of the same workload
        Session stranger = Given.session(
                doors, Given.workload("support/other", Map.of("namespace", "support")), DeclaredPurpose.NONE);
        assertThat(decide(doors, sending, SENDS, NOON)).isInstanceOf(Permit.class);
        assertThat(decide(doors, reading, PLAIN, NOON)).isInstanceOf(Permit.class);
        assertThat(decide(doors, sending, SENDS, NOON)).isInstanceOf(Permit.class);

        assertThat(decide(doors, reading, SECRET, NOON)).isInstanceOf(Permit.class);
        assertThat(decide(doors, sending, SENDS, NOON)).isInstanceOfSatisfying(Deny.class, deny -> {
            assertThat(deny.rule()).isEqualTo("purposes.resolve-ticket.allow[1].afterSensitive");
            assertThat(deny.reason()).contains("sensitive data was read in this hour");
        });
        assertThat(decide(doors, stranger, SENDS, NOON)).isInstanceOf(Permit.class);
        assertThat(decide(doors, sending, SENDS, NOON.plus(Duration.ofMinutes(61))))
                .isInstanceOf(Permit.class);
        // its own session remembers for as long as it lasts
        assertThat(decide(doors, reading, SENDS, NOON.plus(Duration.ofMinutes(61))))
                .isInstanceOf(Deny.class);
    }

    @Test
    void aHumanMayReleaseItWhereTheLineSaysSo() {
        PolicyDecisionPoint doors = doors(AfterSensitive.HOLD);
        Session session = Given.session(doors);
        assertThat(decide(doors, session, SENDS, NOON)).isInstanceOf(Permit.class);
        decide(doors, session, SECRET, NOON);
        assertThat(decide(doors, session, SENDS, NOON)).isInstanceOf(Hold.class);
        assertThat(doors.decide(SENDS, Given.approved(session, SENDS))).isInstanceOf(Permit.class);
    }

    /// The benign twin: a purpose that is an export.
    @Test
    void aPurposeThatExportsSaysSo() {
        PolicyDecisionPoint doors = doors(AfterSensitive.ALLOW);
        Session session = Given.session(doors);
        decide(doors, session, SECRET, NOON);
        assertThat(decide(doors, session, SENDS, NOON)).isInstanceOf(Permit.class);
    }

    @Test
    void whatNeverRanTaintsNobodyAndWhatIsPreparedNeither() {
        PolicyDecisionPoint doors = doors(AfterSensitive.DENY);
        Session session = Given.session(doors);
        Permit permit = (Permit) doors.decide(SECRET, Given.state(session));
        doors.settle(SECRET, permit, outcome(Ending.SKIPPED, 0), Given.state(session));
        decide(
                doors,
                session,
                prepare(operation(Verb.READ, "customers", byId("7"), List.of("id", "ssn"), Label.SENSITIVE)),
                NOON);
        assertThat(decide(doors, session, SENDS, NOON)).isInstanceOf(Permit.class);
    }

    /// It costs nothing of the budgets, and bounds no answer otherwise than without it.
    @Test
    void readingAgainCostsNothingMore() {
        PolicyDecisionPoint doors = doors(AfterSensitive.DENY);
        Session session = Given.session(doors);
        for (int i = 0; i < 30; i++)
            assertThat(decide(doors, session, SECRET, NOON)).isInstanceOf(Permit.class);
        Permit sensitive = (Permit) doors.decide(SECRET, Given.state(session));
        Permit plain = (Permit) doors.decide(PLAIN, Given.state(session));
        assertThat(sensitive.limits()).isEqualTo(plain.limits()).isEqualTo(new Limits(1));
    }

    /// The tables of counters are bounded (R5): where no line sends anything out, nothing is kept for it.
    @Test
    void whereNothingIsEverSentNobodyRemembersWhatWasRead() {
        PolicyDecisionPoint doors = new PolicyDecisionPoint(
                Given.rules(Given.contract(
                        "resolve-ticket",
                        Otherwise.DENY,
                        line(Verb.READ, "customers").granting("ssn", "card"))),
                counters);
        assertThat(decide(doors, Given.session(doors), SECRET, NOON)).isInstanceOf(Permit.class);
        assertThat(counters.usage(NOON)).isEmpty();
    }

    /// R20: what is only watched is counted all the same.
    @Test
    void whatWasReadWhileOnlyWatchedIsRemembered() {
        PolicyDecisionPoint watching = doors(watched(), AfterSensitive.DENY);
        assertThat(decide(watching, Given.session(watching), SECRET, NOON)).isInstanceOf(Permit.class);
        PolicyDecisionPoint doors = doors(AfterSensitive.DENY);
        assertThat(decide(doors, Given.session(doors), SENDS, NOON)).isInstanceOf(Deny.class);
    }

    /// R20: what would have been denied is counted too.
    @Test
    void whatIsSentWhileOnlyWatchedIsCounted() {
        PolicyDecisionPoint watching = new PolicyDecisionPoint(
                Given.rules(
                        watched(),
                        Given.contract(
                                "resolve-ticket",
                                Otherwise.DENY,
                                line(Verb.READ, "customers").granting("ssn", "card"),
                                line(Verb.SHARE, "webhook").atMost(Given.NO_LIMIT, 10, Given.NO_LIMIT))),
                counters);
        Session session = Given.session(watching);
        decide(watching, session, SECRET, NOON);
        Action one = perform(operation(Verb.SHARE, "webhook", new Scope.AtMost(1), List.of()));
        assertThat(decide(watching, session, one, NOON)).isInstanceOfSatisfying(Permit.class, permit -> {
            assertThat(permit.evidence()).hasAtLeastOneElementOfType(Signal.Suspended.class);
            assertThat(permit.reservation().charges())
                    .singleElement()
                    .satisfies(charge -> assertThat(charge.records()).isEqualTo(1));
        });
    }

    private static AccessRule watched() {
        return Given.access(Mode.OBSERVE, Instant.MAX, Set.of(), "resolve-ticket");
    }
}
