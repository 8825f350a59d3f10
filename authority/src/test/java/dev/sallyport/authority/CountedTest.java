package dev.sallyport.authority;

import static dev.sallyport.authority.Given.NO_LIMIT;
import static dev.sallyport.authority.Given.all;
import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.contract;
import static dev.sallyport.authority.Given.function;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.operation;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation.Charge;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.rules.AtMost;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Line;
import dev.sallyport.authority.rules.Rules;
import dev.sallyport.authority.rules.TargetRules;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What an action takes, and from which counters (R5, R7).
class CountedTest {

    private static Decision decide(Given.LineOf line, Action action) {
        PolicyDecisionPoint doors = new PolicyDecisionPoint(
                Given.rules(contract("resolve-ticket", Otherwise.DENY, line)), Given.counters());
        return doors.decide(action, Given.state(Given.session(doors)));
    }

    private static List<Charge> charges(Given.LineOf line, Action action) {
        Decision decision = decide(line, action);
        assertThat(decision).isInstanceOf(Permit.class);
        return ((Permit) decision).reservation().charges();
    }

    private static void denied(Given.LineOf line, Action action, String limit) {
        assertThat(decide(line, action))
                .isInstanceOfSatisfying(
                        Deny.class,
                        deny -> assertThat(deny.rule()).isEqualTo("purposes.resolve-ticket.allow[0].atMost." + limit));
    }

    /// The tables of counters are bounded, and full ones deny (R5): nothing stands there in vain.
    @Test
    void whatNobodyLimitsIsCountedNowhere() {
        Action one = perform(read("customers", byId("7")));
        Given.LineOf customers = line(Verb.READ, "customers");
        assertThat(charges(customers.atMost(5, NO_LIMIT, NO_LIMIT), one)).isEmpty();
        assertThat(charges(customers.atMost(5, 10, NO_LIMIT), one)).hasSize(1);
        assertThat(charges(customers.atMost(5, NO_LIMIT, 40), one)).hasSize(1);
        assertThat(charges(customers.atMost(5, 10, 40), one)).hasSize(2);
    }

    /// R5: of a key that has a value for some of its columns only, nobody knows which record it is.
    @Test
    void aKeyThatIsKnownByHalfCostsARecordWithoutAName() {
        Scope half =
                new Scope.Keyed(List.of(new Scope.Key("id", List.of("7")), new Scope.Key("tenant", List.of())), true);
        Given.LineOf customers = line(Verb.READ, "customers").keyedBy("id").atMost(NO_LIMIT, 10, NO_LIMIT);
        assertThat(charges(customers, perform(read("customers", half))))
                .singleElement()
                .satisfies(charge -> {
                    assertThat(charge.records()).isEqualTo(1);
                    assertThat(charge.keys()).isEmpty();
                });
        denied(customers.atMost(NO_LIMIT, 0, NO_LIMIT), perform(read("customers", half)), "perSession");
    }

    /// A loop has no time to name a million combinations.
    @Test
    void moreKeysThanTenThousandCostAsMuchWithoutNames() {
        Given.LineOf customers = line(Verb.READ, "customers").atMost(NO_LIMIT, 20_000, NO_LIMIT);
        assertThat(charges(customers, perform(read("customers", ids(10_000)))))
                .singleElement()
                .satisfies(charge -> assertThat(charge.keys()).hasSize(10_000));
        assertThat(charges(customers, perform(read("customers", ids(10_001)))))
                .singleElement()
                .satisfies(charge -> {
                    assertThat(charge.keys()).isEmpty();
                    assertThat(charge.records()).isEqualTo(10_001);
                });
    }

    private static Scope ids(int many) {
        return byId(IntStream.range(0, many).mapToObj(Integer::toString).toArray(String[]::new));
    }

    /// R7: zero is an estimate; it still may be one record.
    @Test
    void anAggregateOverWhatIsEstimatedToBeEmptyNeedsOneRecord() {
        Action none = perform(read("tickets", new Scope.Unbounded(0), Label.AGGREGATE));
        assertThat(decide(line(Verb.READ, "tickets").atMost(1, NO_LIMIT, NO_LIMIT), none))
                .isInstanceOf(Permit.class);
        denied(line(Verb.READ, "tickets").atMost(0, NO_LIMIT, NO_LIMIT), none, "perAction");
    }

    /// Nobody knows how much a function returns: every limit of the line that names it stops it.
    @Test
    void aFunctionAloneIsStoppedByEachLimitOfItsLine() {
        Given.LineOf named = line(Verb.READ, "tickets").naming("slug");
        Action alone = perform(function("slug"));
        denied(named.atMost(50, NO_LIMIT, NO_LIMIT), alone, "perAction");
        denied(named.atMost(NO_LIMIT, 50, NO_LIMIT), alone, "perSession");
        denied(named.atMost(NO_LIMIT, NO_LIMIT, 50), alone, "perHour");
    }

    /// R7: what shows no column needs no grant for one, what touches one that nobody can name has none.
    @Test
    void aSensitiveColumnWithoutANameIsGrantedToNobody() {
        Action oracle = perform(operation(Verb.READ, "tickets", byId("1"), List.of(), Label.ORACLE));
        assertThat(decide(line(Verb.READ, "tickets").granting("id"), oracle))
                .isInstanceOfSatisfying(Deny.class, deny -> {
                    assertThat(deny.rule()).isEqualTo("purposes.resolve-ticket.allow[0].sensitive");
                    assertThat(deny.reason()).endsWith("a sensitive column: `?`");
                });
        Action whole = perform(operation(Verb.DELETE, "customers", byId("1"), List.of()));
        assertThat(decide(line(Verb.DELETE, "customers"), whole)).isInstanceOf(Permit.class);
    }

    @Test
    void whatHasNoColumnsMissesNone() {
        for (Verb verb : List.of(Verb.DELETE, Verb.EXECUTE, Verb.DEFINE))
            assertThat(decide(
                            line(verb, "tickets").fields("id"), perform(operation(verb, "tickets", all(), List.of()))))
                    .as("%s", verb)
                    .isInstanceOf(Permit.class);
    }

    @Test
    void findingWhatIsDeletedNeedsNoLineOfItsOwnAndFindingWhatIsSentDoes() {
        for (Verb verb : List.of(Verb.UPDATE, Verb.DELETE, Verb.SHARE)) {
            Action action = perform(
                    operation(verb, "tickets", byId("5"), List.of("id")),
                    operation(Verb.READ, "tickets", byId("5"), List.of("id")));
            assertThat(decide(line(verb, "tickets").keyedBy("id"), action))
                    .as("%s", verb)
                    .isInstanceOf(verb == Verb.SHARE ? Deny.class : Permit.class);
        }
    }

    @Test
    void aSessionWithoutAPurposeIsHeldToTheDefaultContractOfItsTarget() {
        PolicyDecisionPoint doors = new PolicyDecisionPoint(
                Given.rules(
                        Given.access("a", "b"),
                        contract("a", Otherwise.DENY, line(Verb.READ, "*")),
                        contract("b", Otherwise.DENY, line(Verb.READ, "*")),
                        contract("strict", Otherwise.DENY, line(Verb.READ, "tickets"))),
                Given.counters());
        assertThat(doors.decide(perform(read("tickets", byId("1"))), Given.state(Given.session(doors))))
                .isInstanceOfSatisfying(
                        Permit.class, permit -> assertThat(permit.rule()).isEqualTo("purposes.strict.allow[0]"));
        assertThat(doors.decide(perform(read("payroll", byId("1"))), Given.state(Given.session(doors))))
                .isInstanceOfSatisfying(
                        Deny.class, deny -> assertThat(deny.rule()).isEqualTo("purposes.strict.otherwise"));
    }

    /// A purpose may have lines for several targets: each allows something at its own alone.
    @Test
    void aLineOfAnotherTargetAllowsNothingHere() {
        Contract here = contract("resolve-ticket", Otherwise.DENY, line(Verb.READ, "tickets"));
        Line there = new Line(
                "purposes.resolve-ticket.allow[1]",
                Verb.READ,
                "erp",
                "payroll",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                AtMost.UNLIMITED,
                false,
                List.of());
        Contract both = new Contract(
                here.name(),
                "",
                List.of(here.allow().getFirst(), there),
                Otherwise.DENY,
                here.holdPatience(),
                NO_LIMIT);
        Rules crm = Given.rules(both);
        TargetRules erp = new TargetRules("erp", Map.of(), Map.of(), "", NO_LIMIT);
        Rules rules = new Rules(
                crm.access(), crm.contracts(), Map.of("crm", crm.targets().get("crm"), "erp", erp), Map.of());
        PolicyDecisionPoint doors = new PolicyDecisionPoint(rules, Given.counters());
        Session session = Given.session(doors);
        assertThat(doors.decide(perform(read("tickets", byId("1"))), Given.state(session)))
                .isInstanceOf(Permit.class);
        assertThat(doors.decide(perform(read("payroll", byId("1"))), Given.state(session)))
                .isInstanceOfSatisfying(
                        Deny.class, deny -> assertThat(deny.rule()).isEqualTo("purposes.resolve-ticket.otherwise"));
    }
}
