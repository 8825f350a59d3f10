package dev.sallyport.authority;

import static dev.sallyport.authority.Given.NOON;
import static dev.sallyport.authority.Given.NO_LIMIT;
import static dev.sallyport.authority.Given.all;
import static dev.sallyport.authority.Given.by;
import static dev.sallyport.authority.Given.byId;
import static dev.sallyport.authority.Given.contract;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.notUnique;
import static dev.sallyport.authority.Given.operation;
import static dev.sallyport.authority.Given.outcome;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Action;
import dev.sallyport.api.action.Label;
import dev.sallyport.api.action.Operation;
import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Reservation;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose.Declarer;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Resource;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.budget.Capacity;
import dev.sallyport.authority.budget.Counters;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// R5: what was taken before, by whom, and what is left.
class BudgetTest {

    private static final String LINE = "purposes.resolve-ticket.allow[0]";

    private Counters counters = Given.counters();
    private PolicyDecisionPoint doors = new PolicyDecisionPoint(Given.crm(), counters);
    private Session session = Given.session(doors);

    private void given(Rules rules) {
        doors = new PolicyDecisionPoint(rules, counters);
        session = Given.session(doors);
    }

    private void given(Given.LineOf line) {
        given(Given.rules(contract("resolve-ticket", Otherwise.DENY, line)));
    }

    private Decision decide(Action action) {
        return doors.decide(action, Given.state(session));
    }

    private Permit permitted(Action action) {
        Decision decision = decide(action);
        assertThat(decision).isInstanceOf(Permit.class);
        return (Permit) decision;
    }

    private Reservation done(Action action, Ending ending, long records) {
        return doors.settle(action, permitted(action), outcome(ending, records), Given.state(session));
    }

    private void denied(Decision decision, String rule) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Deny.class, deny -> assertThat(deny.rule()).isEqualTo(rule));
    }

    private static Action customer(int id) {
        return perform(read("customers", byId(String.valueOf(id))));
    }

    @Test
    void customersOneByOneAreStoppedAtTheSessionsLimit() {
        for (int id = 0; id < 10; id++) done(customer(id), Ending.SUCCEEDED, 1);
        Decision decision = decide(customer(10));
        denied(decision, LINE + ".atMost.perSession");
        assertThat(((Deny) decision).reason())
                .isEqualTo("only 10 records of `customers` per session; 10 used, this asks for 1");
        assertThat(((Deny) decision).evidence()).contains(new Signal.Volume(LINE + ".atMost.perSession", 10, 1, 10));
    }

    @Test
    void aModelIsPaidInTokens() {
        given(line(Verb.EXECUTE, "gpt").atMost(NO_LIMIT, 1000, NO_LIMIT));
        Resource model = new Resource("crm", "model", "gpt", List.of());
        Decision decision = decide(perform(new Operation(Verb.EXECUTE, model, new Scope.AtMost(4000), Set.of(), "")));
        denied(decision, LINE + ".atMost.perSession");
        assertThat(((Deny) decision).reason())
                .isEqualTo("only 1000 tokens of `gpt` per session; 0 used, this asks for 4000");
    }

    /// An agent writes `LIMIT 9223372036854775806`, and what is left of a stricter limit than was kept
    /// to before is less than nothing: their sum is beyond what a long can hold.
    @Test
    void noNumberIsSoLargeThatItFits() {
        given(line(Verb.READ, "tickets").atMost(NO_LIMIT, NO_LIMIT, 50));
        done(perform(read("tickets", new Scope.AtMost(40))), Ending.SUCCEEDED, 40);
        given(Given.rules(contract(
                "resolve-ticket",
                Otherwise.DENY,
                line(Verb.READ, "tickets").atMost(NO_LIMIT, NO_LIMIT, 10),
                line(Verb.CREATE, "export"))));
        for (long most : new long[] {1, 10, 1L << 40, Long.MAX_VALUE - 40, Long.MAX_VALUE - 1, Long.MAX_VALUE}) {
            Action copy = perform(
                    operation(Verb.CREATE, "export", all(), List.of("id")), read("tickets", new Scope.AtMost(most)));
            denied(decide(copy), LINE + ".atMost.perHour");
        }
    }

    /// What many take at once that no limit of their own stops is still more than what somebody else's limit leaves.
    @Test
    void whatIsTakenWithoutALimitDoesNotMakeRoomForWhatHasOne() {
        given(Given.rules(contract(
                "resolve-ticket",
                Otherwise.DENY,
                line(Verb.READ, "tickets").fields("id"),
                line(Verb.READ, "tickets").fields("id", "text").atMost(NO_LIMIT, NO_LIMIT, 10))));
        Action texts = perform(operation(Verb.READ, "tickets", new Scope.AtMost(5), List.of("text")));
        for (int i = 0; i < 2; i++) done(texts, Ending.SUCCEEDED, 5);
        List<String> values = IntStream.range(0, 500).mapToObj(String::valueOf).toList();
        List<Scope.Key> keys = IntStream.range(0, 7)
                .mapToObj(column -> new Scope.Key("c" + column, values))
                .toList();
        for (Scope much : List.of(
                new Scope.AtMost(999_999_999_999_999_999L),
                new Scope.AtMost(Long.MAX_VALUE - 1),
                new Scope.Keyed(keys, false),
                new Scope.Keyed(keys, true))) {
            for (int i = 0; i < 12; i++) {
                denied(decide(texts), "purposes.resolve-ticket.allow[1].atMost.perHour");
                permitted(perform(operation(Verb.READ, "tickets", much, List.of("id"))));
            }
        }
    }

    /// A search of the model's provider, beside tokens: fifty searches an hour are no fifty tokens.
    @Test
    void whatIsCountedByItsUsesIsChargedForThemWhateverTheAnswerHolds() {
        given(Given.rules(contract(
                "resolve-ticket",
                Otherwise.DENY,
                line(Verb.EXECUTE, "model").atMost(NO_LIMIT, NO_LIMIT, 10_000),
                line(Verb.EXECUTE, "search").atMost(NO_LIMIT, NO_LIMIT, 2))));
        Action asked = perform(
                operation(Verb.EXECUTE, "search", new Scope.AtMost(1), List.of(), Label.BY_USE),
                operation(Verb.EXECUTE, "model", new Scope.AtMost(2000), List.of()));
        assertThat(done(asked, Ending.SUCCEEDED, 500).charges())
                .extracting(Reservation.Charge::records)
                .containsExactlyInAnyOrder(1L, 500L);
        done(asked, Ending.FAILED, 0);
        denied(decide(asked), "purposes.resolve-ticket.allow[1].atMost.perHour");
    }

    @Test
    void theSameKeyAgainIsFree() {
        for (int i = 0; i < 100; i++) done(customer(1), Ending.SUCCEEDED, 1);
        assertThat(counters.usage(NOON)).containsValue(1L).doesNotContainValue(2L);
        assertThat(permitted(customer(1)).reservation())
                .matches(nothing -> nothing.charges().isEmpty());
    }

    // forty reads in one pipeline, before any answer
    @Test
    void pipelinedReadsAreReservedBeforeTheyRun() {
        long permits = 0;
        for (int id = 0; id < 40; id++) if (decide(customer(id)) instanceof Permit) permits++;
        assertThat(permits).isEqualTo(10);
    }

    @Test
    void moreKeysThanOneActionMayHaveAreDenied() {
        denied(decide(perform(read("customers", byId("1", "2", "3", "4", "5", "6")))), LINE + ".atMost.perAction");
    }

    @Test
    void everyCombinationOfTwoKeysIsARecordOfItsOwn() {
        Scope tenants = new Scope.Keyed(
                List.of(new Scope.Key("tenant", List.of("a", "b")), new Scope.Key("id", List.of("1", "2", "3"))), true);
        denied(decide(perform(read("customers", tenants))), LINE + ".atMost.perAction");
        Scope one = new Scope.Keyed(
                List.of(new Scope.Key("tenant", List.of("a")), new Scope.Key("id", List.of("1"))), true);
        Scope other = new Scope.Keyed(
                List.of(new Scope.Key("id", List.of("1")), new Scope.Key("tenant", List.of("b"))), true);
        assertThat(done(perform(read("customers", one)), Ending.SUCCEEDED, 1))
                .matches(some -> !some.charges().isEmpty());
        assertThat(done(perform(read("customers", other)), Ending.SUCCEEDED, 1))
                .matches(some -> !some.charges().isEmpty());
    }

    // R1: no purpose shopping
    @Test
    void theHourlyLimitAddsUpOverSessionsPurposesAndPods() {
        given(Given.rules(
                Given.access(Mode.ENFORCE, Instant.MIN, Set.of(Declarer.AGENT), "a", "b"),
                contract(
                        "a",
                        Otherwise.DENY,
                        line(Verb.READ, "customers").keyedBy("id").atMost(5, NO_LIMIT, 3)),
                contract(
                        "b",
                        Otherwise.DENY,
                        line(Verb.READ, "customers").keyedBy("id").atMost(5, NO_LIMIT, 3))));
        for (int id = 0; id < 3; id++) {
            session = Given.session(doors, Given.workload(), new DeclaredPurpose(id % 2 == 0 ? "a" : "b", ""));
            permitted(customer(id));
        }
        session = Given.session(doors, Given.workload(), new DeclaredPurpose("b", ""));
        denied(decide(customer(3)), "purposes.b.allow[0].atMost.perHour");
        session = Given.session(doors, Given.workload("support/other", Map.of()), new DeclaredPurpose("b", ""));
        permitted(customer(3));
    }

    @Test
    void anHourEndsBetweenSixtyAndSixtyOneMinutesLater() {
        given(line(Verb.READ, "customers").keyedBy("id").atMost(5, NO_LIMIT, 1));
        done(customer(1), Ending.SUCCEEDED, 1);
        Instant stillWithin = NOON.plus(Duration.ofMinutes(60));
        denied(doors.decide(customer(2), Given.state(session, stillWithin)), LINE + ".atMost.perHour");
        Instant later = NOON.plus(Duration.ofMinutes(61));
        assertThat(doors.decide(customer(2), Given.state(session, later))).isInstanceOf(Permit.class);
    }

    @Test
    void aClockThatGoesBackBringsNoBudgetBack() {
        given(line(Verb.READ, "customers").keyedBy("id").atMost(5, NO_LIMIT, 1));
        permitted(customer(1));
        denied(doors.decide(customer(2), Given.state(session, NOON.minusSeconds(7200))), LINE + ".atMost.perHour");
    }

    @Test
    void theCeilingOfATargetHoldsOverAllWorkloads() {
        given(Given.rules(
                List.of(Given.access("resolve-ticket")),
                2,
                Map.of(),
                contract("resolve-ticket", Otherwise.DENY, line(Verb.READ, "customers"))));
        for (int id = 0; id < 2; id++) {
            session = Given.session(doors, Given.workload("w" + id, Map.of()), DeclaredPurpose.NONE);
            permitted(customer(id));
        }
        session = Given.session(doors, Given.workload("w3", Map.of()), DeclaredPurpose.NONE);
        denied(decide(customer(3)), "targets.crm.ceiling.perHour");
    }

    @Test
    void withoutAKeyTheAnswerIsCutAtWhatIsLeft() {
        Action tickets = perform(read("tickets", all()));
        Permit first = permitted(tickets);
        assertThat(first.limits()).isEqualTo(new Limits(50));
        denied(decide(tickets), "purposes.resolve-ticket.allow[1].atMost.perSession");
        doors.settle(tickets, first, outcome(Ending.SUCCEEDED, 30), Given.state(session));
        assertThat(permitted(tickets).limits()).isEqualTo(new Limits(20));
    }

    @Test
    void aLimitInTheStatementTakesNoMoreThanItSays() {
        assertThat(permitted(perform(read("tickets", new Scope.AtMost(3)))).limits())
                .isEqualTo(new Limits(3));
        assertThat(counters.usage(NOON)).containsValue(3L);
    }

    /// What an API was only asked for may be more, and then the rows of one are those of the other.
    @Test
    void onlyANumberThatTheTargetIsHeldToLeavesTheRowsToItsCompany() {
        given(line(Verb.READ, "tickets").atMost(10, NO_LIMIT, NO_LIMIT));
        assertThat(permitted(perform(read("tickets", new Scope.AtMost(1)), read("tickets", new Scope.AtMost(3))))
                        .limits())
                .isEqualTo(new Limits(1));
        Action held = perform(read("tickets", Scope.AtMost.firm(1)), read("tickets", Scope.AtMost.firm(3)));
        assertThat(permitted(held).limits()).isEqualTo(new Limits(20));
        Action more = perform(read("tickets", Scope.AtMost.firm(1)), read("tickets", Scope.AtMost.firm(10)));
        assertThat(permitted(more).limits()).as("not all of it was reserved").isEqualTo(new Limits(9));
    }

    @Test
    void aKeyThatIsNotUniqueCostsItsRowsEachTime() {
        Action byStatus = perform(read("tickets", notUnique("status", "open")));
        done(byStatus, Ending.SUCCEEDED, 4);
        done(byStatus, Ending.SUCCEEDED, 4);
        assertThat(counters.usage(NOON)).containsValue(8L);
        // a probe that finds nothing still says something
        done(byStatus, Ending.SUCCEEDED, 0);
        assertThat(counters.usage(NOON)).containsValue(9L);
    }

    @Test
    void inAJoinTheKeyedTableDoesNotCutTheOther() {
        Action join = perform(read("customers", byId("1")), read("tickets", all()));
        assertThat(permitted(join).limits()).isEqualTo(new Limits(50));
    }

    @Test
    void oneTableTwiceSharesWhatIsLeft() {
        assertThat(permitted(perform(read("tickets", all()), read("tickets", all())))
                        .limits())
                .isEqualTo(new Limits(25));
    }

    @Test
    void allCountersAreTakenOrNone() {
        given(Given.rules(
                List.of(Given.access("resolve-ticket")),
                1,
                Map.of(),
                contract(
                        "resolve-ticket",
                        Otherwise.DENY,
                        line(Verb.READ, "customers").atMost(5, 5, 5))));
        denied(decide(perform(read("customers", byId("1", "2")))), "targets.crm.ceiling.perHour");
        assertThat(counters.usage(NOON)).isEmpty();
    }

    @Test
    void whatNeverRanIsGivenBack() {
        assertThat(done(customer(1), Ending.SKIPPED, 0))
                .matches(nothing -> nothing.charges().isEmpty());
        assertThat(counters.usage(NOON)).isEmpty();
    }

    @Test
    void givingBackAKeyDoesNotTakeItFromAnother() {
        Permit skipped = permitted(customer(1));
        Permit ran = permitted(customer(1));
        doors.settle(customer(1), skipped, outcome(Ending.SKIPPED, 0), Given.state(session));
        assertThat(counters.usage(NOON)).containsValue(1L);
        doors.settle(customer(1), ran, outcome(Ending.SUCCEEDED, 1), Given.state(session));
        assertThat(counters.usage(NOON)).containsValue(1L);
    }

    // the text of an error can show a value: CAST(name AS int)
    @Test
    void aFailureKeepsItsKeysAndOneRecord() {
        done(customer(1), Ending.FAILED, 0);
        assertThat(counters.usage(NOON)).hasSize(2).containsValue(1L);
        done(perform(read("tickets", all())), Ending.FAILED, 0);
        assertThat(counters.usage(NOON)).hasSize(3).containsValue(1L);
    }

    @Test
    void whatWasAbandonedIsChargedInFull() {
        done(perform(read("tickets", all())), Ending.ABANDONED, 0);
        assertThat(counters.usage(NOON)).containsValue(50L);
    }

    @Test
    void whatWasCutIsChargedAsSeen() {
        done(perform(read("tickets", all())), Ending.CUT, 12);
        assertThat(counters.usage(NOON)).containsValue(12L);
    }

    @Test
    void settlingTwiceChangesNothing() {
        Action tickets = perform(read("tickets", all()));
        Permit permit = permitted(tickets);
        for (int i = 0; i < 2; i++) doors.settle(tickets, permit, outcome(Ending.SUCCEEDED, 7), Given.state(session));
        assertThat(counters.usage(NOON)).containsValue(7L);
    }

    @Test
    void aSessionThatIsOverLeavesOnlyItsWorkloadsCounters() {
        done(customer(1), Ending.SUCCEEDED, 1);
        doors.forget(session.id());
        assertThat(counters.usage(NOON).keySet()).allMatch(name -> name.startsWith("workload|"));
    }

    @Test
    void aFullTableOfKeysDeniesAndForgetsNothing() {
        counters = Given.counters(new Capacity(100, 4));
        given(line(Verb.READ, "customers").keyedBy("id").atMost(NO_LIMIT, 100, 100));
        done(customer(1), Ending.SUCCEEDED, 1);
        done(customer(2), Ending.SUCCEEDED, 1);
        denied(decide(customer(3)), "limits.counters.keys");
        permitted(customer(1));
    }

    @Test
    void aFullTableOfCountersDeniesNewOnesOnly() {
        counters = Given.counters(new Capacity(3, 100));
        given(Given.crm());
        permitted(customer(1));
        Session first = session;
        session = Given.session(doors, Given.workload("w2", Map.of()), DeclaredPurpose.NONE);
        denied(decide(customer(1)), "limits.counters.counters");
        session = first;
        permitted(customer(2));
    }

    @Test
    void aReloadKeepsWhatWasUsed() {
        for (int id = 0; id < 10; id++) done(customer(id), Ending.SUCCEEDED, 1);
        doors.reload(Given.crm());
        denied(decide(customer(10)), LINE + ".atMost.perSession");
    }

    // R5: kill -9
    @Test
    void afterARestartTheTrailBringsTheHourBack() {
        given(line(Verb.READ, "customers").keyedBy("id").atMost(5, NO_LIMIT, 3));
        Reservation settled = done(customer(1), Ending.SUCCEEDED, 1);
        Reservation unresolved = permitted(customer(2)).reservation();
        counters = Given.counters();
        counters.rebuild(List.of(new Counters.Spent(NOON, settled), new Counters.Spent(NOON, unresolved)), NOON);
        given(line(Verb.READ, "customers").keyedBy("id").atMost(5, NO_LIMIT, 3));
        assertThat(permitted(customer(1)).reservation())
                .matches(nothing -> nothing.charges().isEmpty());
        permitted(customer(3));
        denied(decide(customer(4)), LINE + ".atMost.perHour");
    }

    @Test
    void chargesShowNoKeys() {
        String charges = permitted(perform(read("customers", by("email", "ann@example.org"))))
                .reservation()
                .toString();
        assertThat(charges).doesNotContain("ann").contains("workload|support/agent|crm/customers|READ");
    }

    @Test
    void anotherInstallationsDigestsAreDifferent() {
        List<String> here =
                permitted(customer(1)).reservation().charges().getFirst().keys();
        counters = new Counters(new byte[16], Capacity.DEFAULT);
        given(Given.crm());
        assertThat(permitted(customer(1)).reservation().charges().getFirst().keys())
                .isNotEqualTo(here);
    }

    // R1: each operation gets the line that leaves the most room for all of them
    @Test
    void aFurtherLineTakesNothingAway() {
        Given.LineOf small = line(Verb.READ, "tickets").atMost(1, 2, NO_LIMIT);
        Given.LineOf large = line(Verb.READ, "tickets").atMost(5, 9, NO_LIMIT);
        given(Given.rules(contract("resolve-ticket", Otherwise.DENY, small, large)));
        permitted(perform(read("tickets", byId("1")), read("tickets", byId("2", "3"))));
        assertThat(permitted(perform(read("tickets", all()))).limits().records())
                .isEqualTo(5);
    }

    /// Whatever stands first, records without a name leave room for those that have one.
    @Test
    void recordsLeaveRoomForTheKeysBehindThem() {
        given(line(Verb.READ, "tickets").atMost(4, NO_LIMIT, NO_LIMIT));
        Permit permit = permitted(perform(read("tickets", notUnique("city", "Oslo")), read("tickets", byId("1"))));
        assertThat(permit.limits().records()).isEqualTo(3);
    }
}
