package dev.sallyport.authority;

import static dev.sallyport.authority.Given.NO_LIMIT;
import static dev.sallyport.authority.Given.all;
import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.contract;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.operation;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.action.Outcome.Shown;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.Contract.Otherwise;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// R7: what the answers showed is what is charged, also of records behind a view.
class ShownTest {

    private static final String LINE = "purposes.resolve-ticket.allow[0]";

    private PolicyDecisionPoint doors = doors(line(Verb.READ, "customers").atMost(NO_LIMIT, 10, NO_LIMIT));
    private Session session = Given.session(doors);

    private static PolicyDecisionPoint doors(Given.LineOf... lines) {
        return new PolicyDecisionPoint(
                Given.rules(contract("resolve-ticket", Otherwise.DENY, lines)), Given.counters());
    }

    private void given(Given.LineOf... lines) {
        doors = doors(lines);
        session = Given.session(doors);
    }

    private Decision decide(Operation... operations) {
        return doors.decide(perform(operations), Given.state(session));
    }

    private Reservation done(Ending ending, long rows, List<Shown> shown, Operation... operations) {
        Action action = perform(operations);
        Decision decision = doors.decide(action, Given.state(session));
        assertThat(decision).isInstanceOf(Permit.class);
        Outcome outcome = new Outcome(ending, rows, 0, 0, Duration.ofMillis(1), shown);
        return doors.settle(action, (Permit) decision, outcome, Given.state(session));
    }

    private static List<Shown> customers(int... ids) {
        Set<List<String>> keys =
                IntStream.of(ids).mapToObj(id -> List.of(String.valueOf(id))).collect(Collectors.toSet());
        return List.of(new Shown("customers", List.of("id"), keys));
    }

    private static Operation through(Label... more) {
        Label[] labels = java.util.Arrays.copyOf(more, more.length + 1);
        labels[more.length] = Label.THROUGH;
        return operation(Verb.READ, "customers", all(), List.of("id"), labels);
    }

    private static Operation view() {
        return operation(Verb.READ, "report", all(), List.of("id"));
    }

    @Test
    void recordsThatWereSeenBeforeCostNothing() {
        for (int i = 0; i < 5; i++) done(Ending.SUCCEEDED, 4, customers(1, 2, 3, 4), read("customers", all()));
        done(Ending.SUCCEEDED, 1, List.of(), read("customers", byId("3")));
        done(Ending.SUCCEEDED, 6, customers(5, 6, 7, 8, 9, 10), read("customers", all()));
        assertThat(decide(read("customers", byId("1")))).isInstanceOf(Permit.class);
        assertThat(decide(read("customers", byId("11")))).isInstanceOf(Deny.class);
    }

    @Test
    void rowsThatSayNothingAreCountedByRows() {
        Reservation charged = done(Ending.SUCCEEDED, 4, List.of(), read("customers", all()));
        assertThat(charged.charges()).isNotEmpty().allSatisfy(charge -> {
            assertThat(charge.keys()).isEmpty();
            assertThat(charge.records()).isEqualTo(4);
        });
        Reservation other = done(
                Ending.SUCCEEDED,
                3,
                List.of(new Shown("tickets", List.of("id"), Set.of(List.of("1")))),
                read("customers", all()));
        assertThat(other.charges()).allMatch(charge -> charge.records() == 3);
    }

    /// An error, or an end that nobody saw, may have shown more than was counted.
    @Test
    void anAnswerWithoutAnEndIsCountedByWhatWasReserved() {
        Reservation charged = done(Ending.ABANDONED, 1, customers(1), read("customers", all()));
        assertThat(charged.charges()).allMatch(charge -> charge.records() == 10);
    }

    @Test
    void whatStandsBehindAViewIsPaidFromItsOwnLimits() {
        given(line(Verb.READ, "customers").keyedBy("email").atMost(NO_LIMIT, 10, NO_LIMIT), line(Verb.READ, "report"));
        done(Ending.SUCCEEDED, 40, customers(1, 2, 3, 4, 5, 6, 7, 8, 9, 10), view(), through());
        assertThat(decide(view(), through()))
                .isInstanceOfSatisfying(
                        Deny.class, deny -> assertThat(deny.rule()).isEqualTo(LINE + ".atMost.perSession"));
    }

    @Test
    void whatNobodyLimitsBehindAViewIsNotCounted() {
        given(line(Verb.READ, "report"));
        assertThat(decide(view(), through())).isInstanceOf(Permit.class);
        assertThat(decide(through())).isInstanceOf(Permit.class);
        assertThat(decide(read("customers", all()))).isInstanceOf(Deny.class);
    }

    @Test
    void aFoldOfUnknownSizeBehindAViewIsDenied() {
        given(line(Verb.READ, "customers").atMost(NO_LIMIT, 10, NO_LIMIT), line(Verb.READ, "report"));
        assertThat(decide(view(), through(Label.AGGREGATE))).isInstanceOf(Deny.class);
    }

    @Test
    void sensitiveColumnsBehindAViewNeedTheirGrant() {
        Operation ssn = operation(Verb.READ, "customers", all(), List.of("ssn"), Label.THROUGH, Label.SENSITIVE);
        given(line(Verb.READ, "report"));
        assertThat(decide(view(), ssn)).isInstanceOf(Deny.class);
        given(line(Verb.READ, "report"), line(Verb.READ, "customers"));
        assertThat(decide(view(), ssn)).isInstanceOf(Deny.class);
        given(line(Verb.READ, "report"), line(Verb.READ, "customers").masking("ssn"));
        assertThat(decide(view(), ssn)).isInstanceOf(Deny.class);
        given(line(Verb.READ, "report"), line(Verb.READ, "customers").granting("ssn"));
        assertThat(decide(view(), ssn)).isInstanceOf(Permit.class);
    }
}
