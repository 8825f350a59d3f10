package dev.sallyport.authority;

import static dev.sallyport.authority.Given.NO_LIMIT;
import static dev.sallyport.authority.Given.all;
import static dev.sallyport.authority.Given.by;
import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.contract;
import static dev.sallyport.authority.Given.function;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.notUnique;
import static dev.sallyport.authority.Given.operation;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.prepare;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Mask;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Rules;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Door two without a history: what a contract covers.
class ContractTest {

    private static Decision decide(Rules rules, Action action) {
        PolicyDecisionPoint doors = new PolicyDecisionPoint(rules, Given.counters());
        return doors.decide(action, Given.state(Given.session(doors)));
    }

    private static Decision decide(Action action) {
        return decide(Given.crm(), action);
    }

    private static Decision decide(Given.LineOf line, Action action) {
        return decide(Given.rules(contract("resolve-ticket", Otherwise.DENY, line)), action);
    }

    private static void denied(Decision decision, String rule) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Deny.class, deny -> assertThat(deny.rule()).isEqualTo(rule));
    }

    private static Permit permitted(Decision decision) {
        assertThat(decision).isInstanceOf(Permit.class);
        return (Permit) decision;
    }

    @Test
    void oneCustomerByKeyPassesAndIsCutAfterOneRow() {
        Permit permit = permitted(decide(perform(read("customers", byId("7")))));
        assertThat(permit.rule()).isEqualTo("purposes.resolve-ticket.allow[0]");
        assertThat(permit.evidence())
                .hasSize(2)
                .contains(new Signal.Contract("purposes.resolve-ticket.allow[0]", true, "READ crm/customers"));
        assertThat(permit.limits()).isEqualTo(new Limits(1));
    }

    @Test
    void everyCustomerIsDeniedAndTheReasonNamesTheKeys() {
        Decision decision = decide(perform(read("customers", all())));
        denied(decision, "purposes.resolve-ticket.allow[0].keyedBy");
        assertThat(((Deny) decision).reason()).isEqualTo("reading `customers` needs a key: one of id, email");
    }

    @Test
    void aKeyOfAnotherColumnIsNoKey() {
        denied(decide(perform(read("customers", by("city", "Oslo")))), "purposes.resolve-ticket.allow[0].keyedBy");
    }

    @Test
    void aKeyWithoutAValueIsNoKeyWhenItRuns() {
        denied(decide(perform(read("customers", by("id")))), "purposes.resolve-ticket.allow[0].keyedBy");
        permitted(decide(prepare(read("customers", by("id")))));
    }

    @Test
    void whatNoLineNamesIsDeniedByOtherwise() {
        Decision decision = decide(perform(read("payroll", byId("1"))));
        denied(decision, "purposes.resolve-ticket.otherwise");
        assertThat(((Deny) decision).reason()).isEqualTo("purpose `resolve-ticket` does not allow reading `payroll`");
    }

    @Test
    void whatNamesNothingIsDeniedInWordsAllTheSame() {
        assertThat(reason(new Operation(Verb.DEFINE, thing("structure", ""), everything(), Set.of(), "VACUUM")))
                .endsWith("does not allow changing the structure of what `VACUUM` is about");
        assertThat(reason(new Operation(Verb.GRANT, thing("role", ""), everything(), Set.of(), "")))
                .endsWith("does not allow granting rights on any role");
    }

    @Test
    void whatRunsBehindAChangeIsSaid() {
        String note = "changing `tickets` may run code of its owner";
        assertThat(reason(new Operation(Verb.EXECUTE, thing("table", "tickets"), everything(), Set.of(), note)))
                .endsWith("does not allow running `tickets`, and " + note);
    }

    private String reason(Operation operation) {
        return ((Deny) decide(perform(operation))).reason();
    }

    private static Scope everything() {
        return new Scope.Unbounded(-1);
    }

    private static Resource thing(String kind, String name) {
        return new Resource("crm", kind, name, List.of());
    }

    @Test
    void anActionIsPermittedOnlyWholly() {
        denied(
                decide(perform(read("customers", byId("7")), read("payroll", byId("1")))),
                "purposes.resolve-ticket.otherwise");
    }

    @Test
    void whatIsNotUnderstoodIsDenied() {
        assertThat(((Deny) decide(perform())).evidence()).hasAtLeastOneElementOfType(Signal.NotUnderstood.class);
        Operation text = new Operation(
                Verb.UNKNOWN,
                new Resource("crm", "statement", "DO", List.of()),
                new Scope.Unbounded(-1),
                Set.of(),
                "DO");
        assertThat(((Deny) decide(perform(text))).evidence()).hasAtLeastOneElementOfType(Signal.NotUnderstood.class);
    }

    @Test
    void somethingAtAnotherTargetIsDenied() {
        Operation elsewhere =
                new Operation(Verb.READ, new Resource("erp", "table", "tickets", List.of("id")), byId("1"), Set.of());
        assertThat(((Deny) decide(perform(elsewhere))).evidence())
                .hasAtLeastOneElementOfType(Signal.NotUnderstood.class);
    }

    @Test
    void anUnknownFunctionNeedsALineThatNamesIt() {
        Given.LineOf tickets = line(Verb.READ, "tickets").atMost(50, 50, 50);
        Action action = perform(read("tickets", new Scope.AtMost(5)), function("slug"));
        assertThat(((Deny) decide(tickets, action)).evidence()).hasAtLeastOneElementOfType(Signal.NotUnderstood.class);
        assertThat(permitted(decide(tickets.naming("slug"), action)).limits()).isEqualTo(new Limits(5));
    }

    @Test
    void anUnknownFunctionAloneMayReturnAnythingSoALimitStopsIt() {
        denied(
                decide(line(Verb.READ, "tickets").naming("slug").atMost(50, 50, 50), perform(function("slug"))),
                "purposes.resolve-ticket.allow[0].atMost.perAction");
        permitted(decide(line(Verb.READ, "tickets").naming("slug"), perform(function("slug"))));
    }

    @Test
    void whatConcernsTheSessionAloneIsAlwaysPermitted() {
        Permit permit = permitted(decide(perform(Given.begin())));
        assertThat(permit.rule()).isEqualTo("access[0]");
        assertThat(permit.reservation()).matches(nothing -> nothing.charges().isEmpty());
    }

    @Test
    void aLineWithFieldsCoversNoOthers() {
        Given.LineOf line = line(Verb.READ, "tickets").fields("id");
        denied(decide(line, perform(read("tickets", all()))), "purposes.resolve-ticket.allow[0].fields");
        permitted(decide(line, perform(operation(Verb.READ, "tickets", all(), List.of("id")))));
        denied(
                decide(line, perform(operation(Verb.READ, "tickets", all(), List.of()))),
                "purposes.resolve-ticket.allow[0].fields");
    }

    // R7
    /// A column that is not there may be any of them, the sensitive ones too: that is not what should be said of it.
    @Test
    void whatIsNotUnderstoodIsSaidFirst() {
        Action misread = perform(ssn(Verb.READ, Label.SENSITIVE), Given.function("phone"));
        denied(decide(line(Verb.READ, "customers"), misread), "purposes.resolve-ticket.otherwise");
    }

    @Test
    void sensitiveColumnsNeedAGrantByName() {
        Given.LineOf customers = line(Verb.READ, "customers");
        Action ssn = perform(operation(Verb.READ, "customers", byId("1"), List.of("id", "ssn"), Label.SENSITIVE));
        denied(decide(customers, ssn), "purposes.resolve-ticket.allow[0].sensitive");
        permitted(decide(customers.granting("ssn"), ssn));
        permitted(decide(customers.fields("id", "ssn"), ssn));
    }

    // R7
    @Test
    void aMaskedColumnMayStandInAnAnswerAndNowhereElse() {
        Given.LineOf customers = line(Verb.READ, "customers").masking("ssn");
        Action shown = perform(ssn(Verb.READ, Label.SENSITIVE, Label.MASKABLE));
        Permit permit = permitted(decide(customers, shown));
        assertThat(permit.masks()).containsExactly(new Mask("customers", "ssn"));
        assertThat(permitted(decide(customers.granting("ssn"), shown)).masks()).isEmpty();
        assertThat(permitted(decide(customers.fields("id"), shown)).masks()).hasSize(1);
        String sensitive = "purposes.resolve-ticket.allow[0].sensitive";
        denied(decide(customers, perform(ssn(Verb.READ, Label.SENSITIVE))), sensitive);
        denied(decide(customers, perform(ssn(Verb.READ, Label.SENSITIVE, Label.ORACLE))), sensitive);
        denied(
                decide(line(Verb.UPDATE, "customers").masking("ssn"), perform(ssn(Verb.UPDATE, Label.MASKABLE))),
                sensitive);
    }

    private static Operation ssn(Verb verb, Label... labels) {
        return operation(verb, "customers", byId("1"), List.of("id", "ssn"), labels);
    }

    // R7
    @Test
    void theWholeOfARecordIncludesItsSensitiveColumns() {
        Action whole = perform(operation(Verb.READ, "customers", byId("1"), List.of()));
        denied(decide(line(Verb.READ, "customers"), whole), "purposes.resolve-ticket.allow[0].sensitive");
        permitted(decide(line(Verb.READ, "customers").granting("ssn", "card"), whole));
    }

    // R7
    @Test
    void anOracleOnASensitiveColumnIsDeniedUnlessGranted() {
        Action oracle = perform(operation(Verb.READ, "customers", all(), List.of("id", "card"), Label.ORACLE));
        denied(decide(line(Verb.READ, "customers"), oracle), "purposes.resolve-ticket.allow[0].sensitive");
        Action unnamed = perform(operation(Verb.READ, "tickets", all(), List.of("id"), Label.ORACLE));
        denied(decide(line(Verb.READ, "tickets"), unnamed), "purposes.resolve-ticket.allow[0].sensitive");
        permitted(decide(line(Verb.READ, "tickets").granting("id"), unnamed));
    }

    // R7
    @Test
    void anAggregateCountsWhatItFoldsNotItsRow() {
        Given.LineOf tickets = line(Verb.READ, "tickets").atMost(50, 50, NO_LIMIT);
        Action counted = perform(read("tickets", new Scope.Unbounded(20), Label.AGGREGATE));
        assertThat(permitted(decide(tickets, counted))
                        .reservation()
                        .charges()
                        .getFirst()
                        .records())
                .isEqualTo(50);
        for (Scope scope : List.of(all(), new Scope.Unbounded(-1), notUnique("city", "Oslo"), new Scope.AtMost(51))) {
            denied(
                    decide(tickets, perform(read("tickets", scope, Label.AGGREGATE))),
                    "purposes.resolve-ticket.allow[0].atMost.perAction");
        }
        permitted(decide(line(Verb.READ, "tickets"), perform(read("tickets", all(), Label.AGGREGATE))));
    }

    // R7
    @Test
    void aNumberAboutKeyedRecordsCostsOnePerKey() {
        Given.LineOf tickets = line(Verb.READ, "tickets").atMost(2, 50, NO_LIMIT);
        Action counted = perform(read("tickets", notUnique("city", "Oslo", "Bergen"), Label.AGGREGATE, Label.COUNTED));
        assertThat(permitted(decide(tickets, counted)).reservation().charges())
                .first()
                .extracting(charge -> charge.records())
                .isEqualTo(2L);
        Scope three = notUnique("city", "Oslo", "Bergen", "Moss");
        denied(
                decide(tickets, perform(read("tickets", three, Label.AGGREGATE, Label.COUNTED))),
                "purposes.resolve-ticket.allow[0].atMost.perAction");
        denied(
                decide(tickets, perform(read("tickets", all(), Label.AGGREGATE, Label.COUNTED))),
                "purposes.resolve-ticket.allow[0].atMost.perAction");
        denied(
                decide(
                        tickets,
                        perform(read(
                                "tickets",
                                notUnique("city", "Oslo"),
                                Label.AGGREGATE,
                                Label.COUNTED,
                                Label.UNPROVEN_LINEAGE))),
                "purposes.resolve-ticket.allow[0].atMost.perAction");
    }

    // R7
    @Test
    void unprovenLineageIsDeniedWhereALimitDependsOnIt() {
        Given.LineOf tickets = line(Verb.READ, "tickets").atMost(NO_LIMIT, 50, NO_LIMIT);
        Action view = perform(read("tickets", new Scope.AtMost(1), Label.UNPROVEN_LINEAGE));
        denied(decide(tickets, view), "purposes.resolve-ticket.allow[0].atMost.perSession");
        permitted(decide(line(Verb.READ, "tickets"), view));
        permitted(decide(tickets, perform(read("tickets", byId("1"), Label.UNPROVEN_LINEAGE))));
    }

    @Test
    void readingTheKeyOfTheRecordThatIsUpdatedNeedsNoLineOfItsOwn() {
        Given.LineOf update = line(Verb.UPDATE, "tickets").keyedBy("id").atMost(1, NO_LIMIT, NO_LIMIT);
        Operation change = operation(Verb.UPDATE, "tickets", byId("5"), List.of("status"));
        Operation find = operation(Verb.READ, "tickets", byId("5"), List.of("id"));
        assertThat(permitted(decide(update, perform(change, find))).limits()).isEqualTo(new Limits(1));
        denied(decide(update, perform(find)), "purposes.resolve-ticket.otherwise");
        denied(
                decide(update, perform(change, operation(Verb.READ, "tickets", byId("5"), List.of("id", "note")))),
                "purposes.resolve-ticket.otherwise");
    }

    /// Every driver asks an INSERT for the keys that the server gave.
    @Test
    void whatAnInsertReturnsNeedsNoKeyAndCounts() {
        Rules rules = Given.rules(contract(
                "resolve-ticket",
                Otherwise.DENY,
                line(Verb.READ, "tickets").keyedBy("id").atMost(2, NO_LIMIT, NO_LIMIT),
                line(Verb.CREATE, "tickets")));
        Operation made = operation(Verb.CREATE, "tickets", new Scope.AtMost(2), List.of("note"));
        permitted(decide(rules, perform(made, read("tickets", new Scope.AtMost(2), Label.CREATED))));
        denied(
                decide(rules, perform(made, read("tickets", new Scope.AtMost(2)))),
                "purposes.resolve-ticket.allow[0].keyedBy");
        denied(
                decide(rules, perform(made, read("tickets", new Scope.AtMost(3), Label.CREATED))),
                "purposes.resolve-ticket.allow[0].atMost.perAction");
        denied(
                decide(rules, perform(made, read("customers", new Scope.AtMost(1), Label.CREATED))),
                "purposes.resolve-ticket.otherwise");
    }

    /// Rows count it, as what has no key.
    @Test
    void whatStandsBesideOtherRecordsNeedsNoKeyOfItsOwn() {
        Given.LineOf line = line(Verb.READ, "tickets").keyedBy("id").atMost(2, NO_LIMIT, NO_LIMIT);
        permitted(decide(line, perform(read("tickets", all(), Label.REACHED))));
        denied(decide(line, perform(read("tickets", all()))), "purposes.resolve-ticket.allow[0].keyedBy");
        denied(
                decide(line, perform(read("tickets", all(), Label.REACHED, Label.AGGREGATE))),
                "purposes.resolve-ticket.allow[0].atMost.perAction");
        Operation change = operation(Verb.UPDATE, "tickets", all(), List.of("status"));
        Operation labelled = new Operation(change.verb(), change.resource(), all(), Set.of(Label.REACHED));
        denied(
                decide(line(Verb.UPDATE, "tickets").keyedBy("id"), perform(labelled)),
                "purposes.resolve-ticket.allow[0].keyedBy");
    }

    @Test
    void aChangeThatNobodyCanCountDoesNotStartUnderALimit() {
        Given.LineOf update = line(Verb.UPDATE, "tickets").atMost(1, NO_LIMIT, NO_LIMIT);
        for (Scope scope : List.of(all(), notUnique("status", "open"), new Scope.AtMost(2))) {
            denied(
                    decide(update, perform(operation(Verb.UPDATE, "tickets", scope, List.of("status")))),
                    "purposes.resolve-ticket.allow[0].atMost.perAction");
        }
        permitted(decide(update, perform(operation(Verb.UPDATE, "tickets", new Scope.AtMost(1), List.of("status")))));
    }

    @Test
    void whatFeedsAChangeCannotBeCutEither() {
        Rules rules = Given.rules(contract(
                "resolve-ticket",
                Otherwise.DENY,
                line(Verb.READ, "tickets").atMost(50, 50, 50),
                line(Verb.CREATE, "export")));
        Operation into = operation(Verb.CREATE, "export", all(), List.of("id"));
        denied(
                decide(rules, perform(into, read("tickets", all()))),
                "purposes.resolve-ticket.allow[0].atMost.perAction");
        permitted(decide(rules, perform(into, read("tickets", new Scope.AtMost(50)))));
    }

    @Test
    void preparingAsksForTheRightKeysAndReservesNothing() {
        Permit permit = permitted(decide(prepare(read("customers", by("id")))));
        assertThat(permit.reservation()).matches(nothing -> nothing.charges().isEmpty());
        denied(decide(prepare(read("customers", all()))), "purposes.resolve-ticket.allow[0].keyedBy");
        denied(decide(prepare(read("payroll", all()))), "purposes.resolve-ticket.otherwise");
    }

    @Test
    void preparingWhatCouldNeverRunIsDenied() {
        denied(
                decide(prepare(read("customers", byId("1", "2", "3", "4", "5", "6")))),
                "purposes.resolve-ticket.allow[0].atMost.perAction");
    }

    @Test
    void aLineForEveryResourceCoversEach() {
        permitted(decide(line(Verb.DISCOVER, "*"), perform(operation(Verb.DISCOVER, "pg_class", all(), List.of()))));
    }

    @Test
    void aSessionWithoutPurposeAndWithoutDefaultContractMayNothing() {
        PolicyDecisionPoint doors = new PolicyDecisionPoint(
                Given.rules(Given.access("a", "b"), contract("a", Otherwise.DENY), contract("b", Otherwise.DENY)),
                Given.counters());
        Decision decision = doors.decide(perform(read("tickets", byId("1"))), Given.state(Given.session(doors)));
        denied(decision, "targets.crm.default");
        assertThat(((Deny) decision).reason())
                .isEqualTo("no purpose was stated, and without one nothing is allowed at `crm`: state a purpose");
    }
}
