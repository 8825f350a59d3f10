package dev.sallyport.authority;

import static dev.sallyport.authority.Given.all;
import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.contract;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.operation;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.Contract.Otherwise;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What people and agents are told of the lines: the one that covers, or the one that is missed by the least.
class ExplainedTest {

    private static final Action READ = perform(read("customers", byId("7")));

    private static Explanation explain(Action action, Given.LineOf... lines) {
        PolicyDecisionPoint doors = new PolicyDecisionPoint(
                Given.rules(contract("resolve-ticket", Otherwise.DENY, lines)), Given.counters());
        return doors.explain(action, Given.state(Given.session(doors)));
    }

    private static Deny denial(Action action, Given.LineOf... lines) {
        Explanation explanation = explain(action, lines);
        assertThat(explanation.decision()).isInstanceOf(Deny.class);
        return (Deny) explanation.decision();
    }

    private static Explanation.Step step(Action action, Given.LineOf... lines) {
        return explain(action, lines).steps().getFirst();
    }

    @Test
    void aLineThatNeedsNoHumanIsNamedBeforeOneThatDoes() {
        Explanation.Step step = step(
                READ,
                line(Verb.READ, "customers").held(),
                line(Verb.READ, "customers").keyedBy("id"));
        assertThat(step.line()).isEqualTo("purposes.resolve-ticket.allow[1]");
        assertThat(step.detail()).isEqualTo("reading `customers` is allowed");
        assertThat(step(READ, line(Verb.READ, "customers").held()).detail()).isEqualTo("needs a human");
    }

    /// Columns can be left out of a statement more easily than a key can be found.
    @Test
    void ofTwoLinesTheNearestMissIsTold() {
        Action whole = perform(read("customers", all()));
        Given.LineOf columns = line(Verb.READ, "customers").fields("city");
        Given.LineOf key = line(Verb.READ, "customers").keyedBy("email");
        assertThat(denial(whole, columns, key).rule()).isEqualTo("purposes.resolve-ticket.allow[1].keyedBy");
        assertThat(denial(whole, key, columns).rule()).isEqualTo("purposes.resolve-ticket.allow[0].keyedBy");
        assertThat(denial(whole, key, key).rule()).isEqualTo("purposes.resolve-ticket.allow[0].keyedBy");
    }

    @Test
    void theColumnsThatAreAllowedAreListed() {
        Given.LineOf line = line(Verb.READ, "tickets").fields("id", "status");
        assertThat(denial(perform(read("tickets", all())), line).reason())
                .isEqualTo("reading `tickets` is allowed for id, status only, not for `name`");
        assertThat(denial(perform(operation(Verb.READ, "tickets", all(), List.of())), line)
                        .reason())
                .isEqualTo("reading `tickets` is allowed for id, status only");
    }

    @Test
    void whatIsNotUnderstoodIsNamedWhereItHasAName() {
        assertThat(denial(perform(unknown("DO"))).reason()).isEqualTo("not understood, so it cannot be allowed: DO");
        assertThat(denial(perform(unknown(""))).reason())
                .isEqualTo("not understood, so it cannot be allowed: a part of the statement");
    }

    private static Operation unknown(String note) {
        return new Operation(Verb.UNKNOWN, new Resource("crm", "statement", "DO", List.of()), all(), Set.of(), note);
    }
}
