package dev.sallyport.authority;

import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.budget.Owner;
import dev.sallyport.authority.budget.Subject;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Rules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// R24: each decision says under which rules it was made and where it stands among all that asked the counters; the
/// counters can follow a history that was made elsewhere.
class StampTest {

    private static final Rules RULES = Given.rules(
                    List.of(Given.access("a")),
                    Given.NO_LIMIT,
                    Map.of(),
                    Given.contract(
                            "a", Otherwise.DENY, line(Verb.READ, "customers").atMost(5, 2, Given.NO_LIMIT)))
            .called("00112233445566aa");

    private final Counters counters = Given.counters();
    private final PolicyDecisionPoint doors = new PolicyDecisionPoint(RULES, counters);
    private final Session session = Given.session(doors);

    private Decision decide(Action action) {
        return doors.decide(action, Given.state(session));
    }

    @Test
    void r24_decisions_and_settlements_have_a_place_each() {
        Permit first = (Permit) decide(perform(read("customers", byId("1"))));
        Permit second = (Permit) decide(perform(read("customers", byId("2"))));
        Reservation charged = doors.settle(
                perform(read("customers", byId("1"))), first, Given.outcome(Ending.SUCCEEDED, 1), Given.state(session));
        Decision third = decide(perform(read("customers", byId("3"))));
        assertThat(third).isInstanceOf(Deny.class);
        assertThat(List.of(
                        first.stamp().counters(),
                        second.stamp().counters(),
                        charged.order(),
                        third.stamp().counters()))
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void r24_decisions_name_the_rules_that_made_them_also_those_that_asked_no_counter() {
        Decision uncovered = decide(perform(read("tickets", byId("1"))));
        assertThat(uncovered.stamp().configuration()).isEqualTo("00112233445566aa");
        assertThat(uncovered.stamp().counters()).isZero();
        doors.reload(RULES.called("ffeeddccbbaa0099"));
        assertThat(decide(perform(read("customers", byId("1")))).stamp().configuration())
                .isEqualTo("ffeeddccbbaa0099");
    }

    @Test
    void r24_the_names_of_keys_are_those_of_the_charges() {
        Action action = perform(read("customers", byId("1", "2")));
        Permit permit = (Permit) decide(action);
        assertThat(doors.counted(action))
                .containsExactly(permit.reservation().charges().getFirst().keys());
        assertThat(doors.counted(perform(read("customers", Given.all())))).isEmpty();
    }

    @Test
    void r24_counters_follow_what_a_trail_says() {
        Action action = perform(read("customers", byId("1", "2")));
        Permit permit = (Permit) decide(action);
        Counters other = Given.counters();
        Subject customers = new Subject("crm", "customers", Verb.READ);
        Reservation taken = other.take(Owner.of(session), List.of(customers), permit.reservation(), Given.NOON);
        assertThat(other.usage(Given.NOON))
                .isEqualTo(counters.usage(Given.NOON))
                .isNotEmpty();
        Reservation charged = doors.settle(action, permit, Given.outcome(Ending.SKIPPED, 0), Given.state(session));
        other.charge(taken, charged);
        assertThat(other.usage(Given.NOON))
                .isEqualTo(counters.usage(Given.NOON))
                .isEmpty();
    }
}
