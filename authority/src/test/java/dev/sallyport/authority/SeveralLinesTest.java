package dev.sallyport.authority;

import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.contract;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.operation;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Where more than one line of a contract has to do with an action.
class SeveralLinesTest {

    private static final Action DELETE = perform(operation(Verb.DELETE, "tickets", byId("1"), List.of()));

    private static Decision decide(Contract contract, Action action) {
        PolicyDecisionPoint doors = new PolicyDecisionPoint(Given.rules(contract), Given.counters());
        return doors.decide(action, Given.state(Given.session(doors)));
    }

    /// Nobody is woken for what a line lets through anyway, in whatever order they stand.
    @Test
    void aHumanIsAskedLast() {
        Decision decision = decide(
                contract(
                        "resolve-ticket",
                        Otherwise.DENY,
                        line(Verb.DELETE, "tickets").held(),
                        line(Verb.DELETE, "tickets").keyedBy("id").atMost(1, 1, 1)),
                DELETE);
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Permit.class,
                        permit -> assertThat(permit.rule()).isEqualTo("purposes.resolve-ticket.allow[1]"));
    }

    /// R24: what let each part through stands in the decision.
    @Test
    void everyLineThatWasUsedIsEvidence() {
        Decision decision = decide(
                contract("resolve-ticket", Otherwise.DENY, line(Verb.READ, "customers"), line(Verb.DELETE, "tickets")),
                perform(read("customers", byId("1")), operation(Verb.DELETE, "tickets", byId("1"), List.of())));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Permit.class,
                        permit -> assertThat(permit.evidence())
                                .filteredOn(Signal.Contract.class::isInstance)
                                .extracting(signal -> ((Signal.Contract) signal).line())
                                .contains("purposes.resolve-ticket.allow[0]", "purposes.resolve-ticket.allow[1]"));
    }

    /// What either line shows masked is masked, and one that shows nothing masked does not undo it.
    @Test
    void everyLineMasksItsOwn() {
        Decision decision = decide(
                contract(
                        "resolve-ticket",
                        Otherwise.DENY,
                        line(Verb.READ, "customers").masking("ssn"),
                        line(Verb.READ, "tickets")),
                perform(
                        operation(
                                Verb.READ,
                                "customers",
                                byId("1"),
                                List.of("id", "ssn"),
                                Label.SENSITIVE,
                                Label.MASKABLE),
                        read("tickets", byId("1"))));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Permit.class,
                        permit -> assertThat(permit.masks()).containsExactly(new Mask("customers", "ssn")));
    }
}
