package dev.sallyport.authority.baseline;

import static dev.sallyport.authority.Given.NOON;
import static dev.sallyport.authority.Given.access;
import static dev.sallyport.authority.Given.contract;
import static dev.sallyport.authority.Given.line;
import static dev.sallyport.authority.Given.perform;
import static dev.sallyport.authority.Given.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.action.Scope;
import dev.sallyport.api.decision.DeclaredPurpose;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.identity.Workload;
import dev.sallyport.api.session.Envelope;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.api.session.Purpose.Declarer;
import dev.sallyport.api.session.Session;
import dev.sallyport.api.target.Verb;
import dev.sallyport.authority.Given;
import dev.sallyport.authority.PolicyDecisionPoint;
import dev.sallyport.authority.rules.AccessRule;
import dev.sallyport.authority.rules.Contract;
import dev.sallyport.authority.rules.Contract.Otherwise;
import dev.sallyport.authority.rules.InvalidRulesException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Door one at the opening of a session, and again at every action.
class AdmitTest {

    private static final Contract TICKET = contract("ticket", Otherwise.DENY, line(Verb.READ, "tickets"));
    private static final Contract PAYROLL = contract("payroll", Otherwise.DENY, line(Verb.READ, "payroll"));

    private static PolicyDecisionPoint doors(AccessRule rule) {
        return new PolicyDecisionPoint(Given.rules(rule, TICKET, PAYROLL), Given.counters());
    }

    private static AccessRule rule(Set<Declarer> declaredBy, String... purposes) {
        return access(Mode.ENFORCE, Instant.MIN, declaredBy, purposes);
    }

    private static Entry admit(AccessRule rule, Map<String, Object> claims, String declared) {
        return doors(rule).admit(Given.workload("w", claims), "crm", new DeclaredPurpose(declared, "free text"), NOON);
    }

    private static Purpose purpose(Entry entry) {
        assertThat(entry).isInstanceOf(Entry.Granted.class);
        return ((Entry.Granted) entry).purpose();
    }

    private static void refused(Entry entry, RefusalReason reason) {
        assertThat(entry)
                .isInstanceOfSatisfying(
                        Entry.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void aMethodThatNoRuleBindsIsTurnedAway() {
        Workload stranger = new Workload("others", "x", "x", new TreeMap<>(), NOON.plusSeconds(60));
        refused(
                doors(rule(Set.of(), "ticket")).admit(stranger, "crm", DeclaredPurpose.NONE, NOON),
                RefusalReason.NOT_BOUND);
    }

    @Test
    void aTargetThatIsNotConfiguredIsUnknown() {
        refused(
                doors(rule(Set.of(), "ticket")).admit(Given.workload(), "erp", DeclaredPurpose.NONE, NOON),
                RefusalReason.UNKNOWN_TARGET);
    }

    @Test
    void aProofThatHasEndedOpensNothing() {
        Workload late = new Workload("support-pods", "x", "x", new TreeMap<>(), NOON);
        refused(doors(rule(Set.of(), "ticket")).admit(late, "crm", DeclaredPurpose.NONE, NOON), RefusalReason.EXPIRED);
    }

    // R1
    @Test
    void theOnlyPurposeOfARuleIsGivenWithoutAWord() {
        assertThat(purpose(admit(rule(Set.of(), "ticket"), Map.of(), "")))
                .isEqualTo(new Purpose("ticket", "free text", Declarer.RULE));
    }

    // R1
    @Test
    void anAgentsWordCountsOnlyWhereTheRuleSaysSo() {
        assertThat(purpose(admit(rule(Set.of(Declarer.AGENT), "ticket", "payroll"), Map.of(), "payroll")))
                .isEqualTo(new Purpose("payroll", "free text", Declarer.AGENT));
        assertThat(purpose(admit(rule(Set.of(Declarer.CLAIM), "ticket", "payroll"), Map.of(), "payroll"))
                        .name())
                .isEqualTo(Purpose.DEFAULT);
        assertThat(purpose(admit(rule(Set.of(), "ticket", "payroll"), Map.of(), "payroll"))
                        .name())
                .isEqualTo(Purpose.DEFAULT);
    }

    // R1
    @Test
    void aPurposeThatTheRuleDoesNotHaveIsRefusedByName() {
        Entry entry = admit(rule(Set.of(Declarer.AGENT), "ticket"), Map.of(), "payroll");
        refused(entry, RefusalReason.PURPOSE_NOT_ALLOWED);
        assertThat(((Entry.Refused) entry).detail()).isEqualTo("access[0].purposes: allowed are ticket, not `payroll`");
    }

    // R1: the default contract is not something to choose
    @Test
    void nobodyDeclaresTheDefaultPurpose() {
        refused(
                admit(rule(Set.of(Declarer.AGENT), "ticket"), Map.of(), Purpose.DEFAULT),
                RefusalReason.PURPOSE_NOT_ALLOWED);
    }

    // R1
    @Test
    void aClaimNamesThePurposeAndTheAgentCannotContradictIt() {
        AccessRule rule = rule(Set.of(Declarer.CLAIM, Declarer.AGENT), "ticket", "payroll");
        assertThat(purpose(admit(rule, Map.of("purpose", "ticket"), "")).declaredBy())
                .isEqualTo(Declarer.CLAIM);
        refused(admit(rule, Map.of("purpose", "ticket"), "payroll"), RefusalReason.PURPOSE_NOT_ALLOWED);
        refused(admit(rule, Map.of("purpose", "root"), ""), RefusalReason.PURPOSE_NOT_ALLOWED);
        assertThat(purpose(admit(rule, Map.of("purpose", 7L), "payroll")).declaredBy())
                .isEqualTo(Declarer.AGENT);
    }

    // R1
    @Test
    void aRuleThatWantsAClaimGivesNothingToWhoeverHasNone() {
        assertThat(purpose(admit(rule(Set.of(Declarer.CLAIM), "ticket"), Map.of(), ""))
                        .name())
                .isEqualTo(Purpose.DEFAULT);
    }

    @Test
    void theEnvelopeIsWhatTheContractCouldAllow() {
        Entry.Granted granted = (Entry.Granted) admit(rule(Set.of(), "ticket"), Map.of(), "");
        assertThat(granted.access().envelope().allows(Verb.READ, "tickets")).isTrue();
        assertThat(granted.access().envelope().allows(Verb.READ, "payroll")).isFalse();
        assertThat(granted.access().envelope().readsOnly()).isTrue();
    }

    @Test
    void theEnvelopeIsOpenWhereAHumanOrNobodyDecides() {
        PolicyDecisionPoint holding = new PolicyDecisionPoint(
                Given.rules(rule(Set.of(), "ticket"), contract("ticket", Otherwise.HOLD)), Given.counters());
        Entry.Granted held = (Entry.Granted) holding.admit(Given.workload(), "crm", DeclaredPurpose.NONE, NOON);
        assertThat(held.access().envelope()).isEqualTo(Envelope.UNRESTRICTED);
        AccessRule observing = access(Mode.OBSERVE, NOON.plusSeconds(60), Set.of(), "ticket");
        Entry.Granted seen = (Entry.Granted) admit(observing, Map.of(), "");
        assertThat(seen.access().envelope()).isEqualTo(Envelope.UNRESTRICTED);
    }

    @Test
    void aSessionEndsWithTheProofOrTheRuleWhicheverIsFirst() {
        Workload soon = new Workload("support-pods", "x", "x", new TreeMap<>(), NOON.plusSeconds(60));
        Entry.Granted granted =
                (Entry.Granted) doors(rule(Set.of(), "ticket")).admit(soon, "crm", DeclaredPurpose.NONE, NOON);
        assertThat(granted.access().latestEnd()).isEqualTo(NOON.plusSeconds(60));
        Entry.Granted longer = (Entry.Granted) admit(rule(Set.of(), "ticket"), Map.of(), "");
        assertThat(longer.access().latestEnd()).isEqualTo(NOON.plus(Duration.ofHours(8)));
    }

    // R20: its lease is made for observing
    @Test
    void aSessionThatIsOnlyObservedEndsWithThatMode() {
        AccessRule observing = access(Mode.OBSERVE, NOON.plusSeconds(60), Set.of(), "ticket");
        Entry.Granted granted = (Entry.Granted) admit(observing, Map.of(), "");
        assertThat(granted.access().latestEnd()).isEqualTo(NOON.plusSeconds(60));
    }

    // R20
    @Test
    void observeModeThatHasEndedIsEnforceMode() {
        Entry.Granted granted = (Entry.Granted) admit(access(Mode.OBSERVE, NOON, Set.of(), "ticket"), Map.of(), "");
        assertThat(granted.access().mode()).isEqualTo(Mode.ENFORCE);
    }

    // R18
    @Test
    void aSessionWhoseRuleIsGoneOrNarrowedMayNothingMore() {
        PolicyDecisionPoint doors = doors(rule(Set.of(Declarer.AGENT), "ticket", "payroll"));
        Session session = Given.session(doors, Given.workload(), new DeclaredPurpose("ticket", ""));
        var action = perform(read("tickets", new Scope.AtMost(1)));
        assertThat(doors.decide(action, Given.state(session))).isInstanceOf(Permit.class);
        doors.reload(Given.rules(rule(Set.of(Declarer.AGENT), "payroll"), TICKET, PAYROLL));
        assertThat(doors.decide(action, Given.state(session)))
                .isInstanceOfSatisfying(
                        Deny.class, deny -> assertThat(deny.rule()).isEqualTo("access[0]"));
    }

    @Test
    void aSessionThatIsOverMayNothingMore() {
        PolicyDecisionPoint doors = doors(rule(Set.of(), "ticket"));
        Session session = Given.session(doors);
        assertThat(doors.decide(perform(read("tickets", new Scope.AtMost(1))), Given.state(session, session.endsAt())))
                .isInstanceOf(Deny.class);
    }

    @Test
    void namesThatLeadNowhereAreFoundAllAtOnce() {
        assertThatThrownBy(() -> new PolicyDecisionPoint(
                        Given.rules(rule(Set.of(), "tickets", "refunds"), TICKET), Given.counters()))
                .isInstanceOf(InvalidRulesException.class)
                .hasMessage("access[0].purposes: no such purpose: `tickets`; "
                        + "access[0].purposes: no such purpose: `refunds`");
    }
}
