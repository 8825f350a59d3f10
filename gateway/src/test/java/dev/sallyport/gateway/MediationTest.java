package dev.sallyport.gateway;

import static dev.sallyport.testkit.gateway.Samples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.action.Outcome;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.connector.Verdict.Wait;
import dev.sallyport.api.decision.Limits;
import dev.sallyport.api.decision.Signal;
import dev.sallyport.testkit.gateway.RecordingPassage;
import dev.sallyport.testkit.gateway.Samples;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Steps 8 to 12 of a request: propose, decide, record, perform.
class MediationTest {

    private final World world = new World();
    private final World.Visit visit = world.enter("billing");

    @Test
    void aReadIsPermittedAtOnceWhenItsRecordIsWritten() {
        world.trail.defer(durability -> durability == Durability.SYNCED);
        RecordingPassage passage = new RecordingPassage();
        Verdict verdict = visit.propose(Samples.read("select 1"), passage);
        assertThat(verdict).isInstanceOf(Verdict.Permitted.class);
        AuditEvent.Decided decided =
                world.trail.events(AuditEvent.Decided.class).getFirst();
        assertThat(decided.requestId()).isEqualTo(((Verdict.Permitted) verdict).requestId());
        assertThat(decided.requestId()).isEqualTo(visit.id() + "-1");
        assertThat(decided.generations().catalog()).isEqualTo(3); // R24
        assertThat(decided.generations().configuration()).isEqualTo(world.configuration);
    }

    @Test
    void aChangeIsNotLetThroughBeforeItsRecordIsOnTheDisk() { // R21
        world.trail.defer(durability -> durability == Durability.SYNCED);
        RecordingPassage passage = new RecordingPassage();
        assertThat(visit.propose(Samples.update("update"), passage)).isEqualTo(Wait.RECORDING);
        world.run();
        assertThat(passage.verdict()).isEmpty();
        world.trail.flush();
        assertThat(passage.verdict()).isEmpty();
        world.run();
        assertThat(passage.permitted()).isTrue();
        assertThat(world.trail.story()).endsWith("Decided");
    }

    private static World syncingReads() {
        GatewayLimits.Actions synced = new GatewayLimits.Actions(16, Duration.ofSeconds(2), 4, true);
        GatewayLimits byDefault = GatewayLimits.DEFAULT;
        return World.with(new GatewayLimits(
                byDefault.sessions(), synced, byDefault.teardown(), byDefault.refusals(), byDefault.quarantine()));
    }

    private static List<String> waitedFor(World world) {
        world.enter("billing").mediator.close();
        world.run();
        return world.trail.waitedFor();
    }

    @Test
    void aSessionIsOnTheDiskBeforeItsLeaseIsMadeAndWhatBecameOfItIsWritten() {
        assertThat(waitedFor(new World()))
                .containsExactly(
                        "SessionOpened SYNCED",
                        "LeaseIssued WRITTEN",
                        "LeaseDestroyed WRITTEN",
                        "SessionClosed WRITTEN");
        assertThat(waitedFor(syncingReads())).hasSize(4).allMatch(write -> write.endsWith(" SYNCED"));
    }

    @Test
    void readsCanBeSyncedToo() {
        World strict = syncingReads();
        World.Visit inside = strict.enter("billing");
        strict.trail.defer(durability -> durability == Durability.SYNCED);
        assertThat(inside.propose(Samples.read("select 1"), new RecordingPassage()))
                .isEqualTo(Wait.RECORDING);
    }

    @Test
    void proposalsGoOnWhileAnEarlierOneIsRecording() {
        world.trail.defer(durability -> durability == Durability.SYNCED);
        RecordingPassage change = visit.update("update");
        assertThat(visit.read("select 1").permitted()).isTrue();
        assertThat(change.verdict()).isEmpty();
    }

    @Test
    void aDenialSaysWhichRuleAndLeavesTheSessionUsable() { // R11
        world.authority.decides((action, state) -> Samples.deny("not for this purpose"));
        RecordingPassage denied = visit.read("select ssn");
        assertThat(denied.denial().reason()).isEqualTo("not for this purpose");
        world.authority.decides((action, state) -> Samples.permit());
        assertThat(visit.read("select 1").permitted()).isTrue();
        assertThat(world.trail.story()).doesNotContain("Performed");
    }

    @Test
    void whatWasNotUnderstoodIsCounted() { // R11
        world.authority.decides((action, state) -> Samples.deny("not understood"));
        visit.propose(Samples.unknown("do $$ $$"));
        visit.read("select 1");
        assertThat(world.count("actions.unknown")).isEqualTo(1);
        assertThat(world.count("decisions.deny")).isEqualTo(2);
    }

    @Test
    void anOutcomeIsSettledAndRecordedWithWhatWasCharged() {
        RecordingPassage passage = visit.read("select 1");
        visit.mediator.performed(passage, succeeded(1));
        AuditEvent.Performed performed =
                world.trail.events(AuditEvent.Performed.class).getFirst();
        assertThat(performed.outcome()).isEqualTo(succeeded(1));
        assertThat(performed.charged()).isEqualTo(Samples.permit().reservation());
        assertThat(performed.requestId()).isEqualTo(visit.id() + "-1");
        assertThat(world.authority.outstanding()).isZero();
    }

    @Test
    void aSecondOutcomeIsAMisuseThatChangesNothing() { // R5
        RecordingPassage passage = visit.read("select 1");
        visit.mediator.performed(passage, succeeded(1));
        assertThatThrownBy(() -> visit.mediator.performed(passage, succeeded(1)))
                .isInstanceOf(AssertionError.class);
        assertThat(world.count("calls.misused")).isEqualTo(1);
        assertThat(world.authority.settlements()).hasSize(1);
        assertThat(world.trail.events(AuditEvent.Performed.class)).hasSize(1);
    }

    @Test
    void anOutcomeOfWhatWasDeniedIsAMisuse() {
        world.authority.decides((action, state) -> Samples.deny("no"));
        RecordingPassage denied = visit.read("select 1");
        assertThatThrownBy(() -> visit.mediator.performed(denied, succeeded(1))).isInstanceOf(AssertionError.class);
        assertThat(world.trail.events(AuditEvent.Performed.class)).isEmpty();
    }

    @Test
    void theSamePassageIsNotProposedTwice() {
        RecordingPassage passage = visit.read("select 1");
        assertThatThrownBy(() -> visit.mediator.propose(Samples.read("select 2"), 3, passage))
                .isInstanceOf(AssertionError.class);
        visit.mediator.performed(passage, succeeded(1));
        assertThat(world.authority.outstanding()).isZero();
    }

    @Test
    void anActionWhoseRecordFailsIsDeniedAndItsReservationGivenBack() { // R5, "a full disk refuses actions"
        world.trail.failing(event -> event instanceof AuditEvent.Decided);
        RecordingPassage passage = visit.update("update");
        world.run();
        assertThat(passage.denial().rule()).isEqualTo("gateway.trail");
        assertThat(passage.denial().evidence()).hasOnlyElementsOfType(Signal.Operational.class);
        assertThat(world.authority.settlements())
                .extracting(settlement -> settlement.outcome().ending())
                .containsExactly(Outcome.Ending.SKIPPED);
        assertThat(world.count("records.lost")).isEqualTo(1);
        world.trail.failing(event -> false);
        assertThat(visit.update("update again").permitted()).isTrue();
    }

    @Test
    void aTargetMayBeConfiguredToGoOnUnrecorded() {
        World open = new World(
                GatewayPolicy.of(GatewayLimits.DEFAULT, rule -> Integer.MAX_VALUE, target -> TrailOutage.ALLOW));
        World.Visit inside = open.enter("billing");
        open.trail.failing(event -> true);
        RecordingPassage passage = inside.read("select 1");
        open.run();
        assertThat(passage.permitted()).isTrue();
        assertThat(open.count("records.lost")).isEqualTo(1);
        assertThat(open.turnedAway("other").detail()).contains("trail");
    }

    @Test
    void anOutcomeWhoseRecordFailsIsSettledAllTheSame() {
        RecordingPassage passage = visit.read("select 1");
        world.trail.failing(event -> event instanceof AuditEvent.Performed);
        visit.mediator.performed(passage, succeeded(1));
        world.run();
        assertThat(world.authority.outstanding()).isZero();
        assertThat(world.count("records.lost")).isEqualTo(1);
    }

    @Test
    void anAnswerThatOutgrowsItsPermitIsCutOnce() {
        world.authority.decides((action, state) -> Samples.permit(new Limits(5)));
        RecordingPassage passage = visit.read("select *");
        visit.mediator.progress(passage, 5, 5, 500);
        assertThat(passage.cut()).isEmpty();
        visit.mediator.progress(passage, 6, 6, 600);
        visit.mediator.progress(passage, 7, 7, 700);
        assertThat(passage.cut())
                .hasValueSatisfying(why -> assertThat(why.rule()).contains("allow[0]"));
        visit.mediator.performed(passage, Samples.outcome(Outcome.Ending.CUT, 6));
        assertThat(world.authority.outstanding()).isZero();
        assertThat(world.count("answers.cut")).isEqualTo(1);
    }

    @Test
    void progressAfterTheEndOfAnAnswerIsNothing() {
        RecordingPassage passage = visit.read("select 1");
        visit.mediator.performed(passage, succeeded(1));
        visit.mediator.progress(passage, 100, 100, 100);
        assertThat(passage.cut()).isEmpty();
    }

    @Test
    void moreThanMayBeUnderWayIsDenied() {
        GatewayLimits.Actions two = new GatewayLimits.Actions(2, Duration.ofSeconds(2), 4, false);
        GatewayLimits byDefault = GatewayLimits.DEFAULT;
        World small = World.with(new GatewayLimits(
                byDefault.sessions(), two, byDefault.teardown(), byDefault.refusals(), byDefault.quarantine()));
        World.Visit inside = small.enter("billing");
        RecordingPassage first = inside.read("1");
        inside.read("2");
        assertThat(inside.read("3").denial().rule()).isEqualTo("gateway.limits");
        inside.mediator.performed(first, succeeded(1));
        assertThat(inside.read("4").permitted()).isTrue();
    }

    @Test
    void anAuthorityThatFailsDenies() {
        world.authority.decides((action, state) -> {
            throw new IllegalStateException("a bug");
        });
        assertThat(visit.read("select 1").denial().evidence()).hasOnlyElementsOfType(Signal.NotEvaluated.class);
    }

    @Test
    void aWithdrawnActionThatIsRecordingIsNotLetThroughAndGivesBackWhatItReserved() {
        world.trail.defer(durability -> durability == Durability.SYNCED);
        RecordingPassage passage = visit.update("update");
        visit.mediator.withdraw(passage);
        world.trail.flush();
        world.run();
        assertThat(passage.verdict()).isEmpty();
        assertThat(world.trail.story()).endsWith("Decided", "Performed");
        assertThat(world.authority.settlements())
                .extracting(settlement -> settlement.outcome().ending())
                .containsExactly(Outcome.Ending.SKIPPED);
    }

    @Test
    void whatIsPermittedCannotBeWithdrawn() {
        RecordingPassage passage = visit.read("select 1");
        assertThatThrownBy(() -> visit.mediator.withdraw(passage)).isInstanceOf(AssertionError.class);
        visit.mediator.performed(passage, succeeded(1));
        visit.mediator.withdraw(passage);
        assertThat(world.count("calls.misused")).isEqualTo(1);
    }

    @Test
    void aConnectorThatFailsOnAVerdictDoesNotStopTheOthers() {
        world.trail.defer(durability -> durability == Durability.SYNCED);
        RecordingPassage bad = new RecordingPassage().then(verdict -> {
            throw new IllegalStateException("a bug");
        });
        visit.propose(Samples.update("bad"), bad);
        RecordingPassage good = visit.update("good");
        world.trail.flush();
        world.run();
        assertThat(good.permitted()).isTrue();
    }

    @Test
    void aVerdictMayLeadToTheNextProposalFromWithin() {
        world.trail.defer(durability -> durability == Durability.SYNCED);
        AtomicInteger heard = new AtomicInteger();
        RecordingPassage second = new RecordingPassage().then(verdict -> heard.incrementAndGet());
        RecordingPassage first =
                new RecordingPassage().then(verdict -> visit.propose(Samples.update("second"), second));
        visit.propose(Samples.update("first"), first);
        world.trail.flush();
        world.run();
        assertThat(heard).hasValue(0);
        world.trail.flush();
        world.run();
        assertThat(heard).hasValue(1);
    }
}
