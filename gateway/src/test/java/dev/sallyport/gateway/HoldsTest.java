package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.connector.Verdict.Wait;
import dev.sallyport.api.decision.Approval;
import dev.sallyport.api.decision.Basis;
import dev.sallyport.api.decision.Decision;
import dev.sallyport.api.decision.Deny;
import dev.sallyport.api.decision.Generations;
import dev.sallyport.api.decision.Hold;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.decision.Stamp;
import dev.sallyport.testkit.gateway.RecordingPassage;
import dev.sallyport.testkit.gateway.Samples;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// R19: a human answers exactly what was shown, once, and the doors have the last word.
class HoldsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final World world = new World();
    private final World.Visit visit = world.enter("billing");
    private final RecordingPassage passage = new RecordingPassage();

    @BeforeEach
    void changesNeedAHuman() {
        world.authority.decides((action, state) ->
                state.approval() == Approval.None.NONE && action.changes() ? Samples.hold(PATIENCE) : Samples.permit());
    }

    private String held() {
        assertThat(visit.propose(Samples.update("update tickets"), passage)).isEqualTo(Wait.HELD);
        return world.gateway.holds().list().getFirst().id();
    }

    private List<Class<? extends Decision>> decisions() {
        return world.trail
                .decided(visit.id() + "-1")
                .<Class<? extends Decision>>map(decided -> decided.decision().getClass())
                .toList();
    }

    @Test
    void anApprovedActionIsDecidedAgainWithTheApprovalAndLetThrough() {
        String id = held();
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.ACCEPTED);
        assertThat(passage.verdict()).isEmpty(); // effects are on the loop
        world.run();
        assertThat(passage.permitted()).isTrue();
        assertThat(decisions()).containsExactly(Hold.class, Permit.class);
        assertThat(world.authority.asked().getLast().approval())
                .isEqualTo(new Approval.Given(id, "alice", "fp:update tickets"));
        assertThat(world.gateway.holds().list()).isEmpty();
    }

    @Test
    void r24_aReleasedActionIsRecordedWithAllThatItTakesToDecideItAgain() {
        world.authority.names(List.of(List.of("a0b1c2d3e4f50617")));
        String id = held();
        world.gateway.holds().approve(id, "alice");
        world.run();
        assertThat(world.trail.events(AuditEvent.Decided.class))
                .extracting(AuditEvent.Decided::basis)
                .containsExactly(
                        new Basis(Approval.None.NONE, List.of(List.of("a0b1c2d3e4f50617")), 0, ""),
                        new Basis(
                                new Approval.Given(id, "alice", "fp:update tickets"),
                                List.of(List.of("a0b1c2d3e4f50617")),
                                0,
                                ""));
    }

    /// The gateway may know of new rules before or after the doors do: those that decided are the ones that count.
    @Test
    void r24_theRulesThatDecidedStandInTheRecord() {
        world.authority.decides((_, _) -> Samples.deny("no").with(new Stamp("0123456789abcdef", 9)));
        visit.read("select 1");
        world.run();
        assertThat(world.trail.events(AuditEvent.Decided.class))
                .extracting(AuditEvent.Decided::generations)
                .containsExactly(new Generations("0123456789abcdef", 3, "pg_query 18", 9));
    }

    @Test
    void theAnswerIsInTheTrailBeforeItHasAnEffect() {
        String id = held();
        world.gateway.holds().approve(id, "alice");
        AuditEvent.HoldAnswered answered =
                world.trail.events(AuditEvent.HoldAnswered.class).getFirst();
        assertThat(answered.holdId()).isEqualTo(id);
        assertThat(answered.requestId()).isEqualTo(visit.id() + "-1");
        assertThat(answered.by()).isEqualTo("alice");
        assertThat(answered.fingerprint()).hasSize(64);
        world.run();
        assertThat(world.trail.story()).endsWith("Decided", "HoldAnswered", "Decided");
    }

    @Test
    void anAnswerThatCannotBeRecordedCountsForNothing() {
        String id = held();
        world.trail.failing(event -> event instanceof AuditEvent.HoldAnswered);
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.TRAIL_UNAVAILABLE);
        world.run();
        assertThat(passage.verdict()).isEmpty();
        world.trail.failing(event -> false);
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.ACCEPTED);
        world.run();
        assertThat(passage.permitted()).isTrue();
    }

    /// Its moment passes while somebody's answer is being written, and that fails: nobody is left to answer.
    @Test
    void anAnswerThatCannotBeRecordedInTimeLeavesADenial() {
        String id = held();
        world.trail.failing(event -> {
            if (event instanceof AuditEvent.HoldAnswered) world.loop.advance(PATIENCE);
            return event instanceof AuditEvent.HoldAnswered;
        });
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.TRAIL_UNAVAILABLE);
        assertThat(passage.verdict()).isEmpty();
        world.trail.failing(event -> false);
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.EXPIRED);
        world.advance(Duration.ofSeconds(1));
        assertThat(passage.verdict()).isPresent();
        assertThat(passage.permitted()).isFalse();
        assertThat(world.gateway.holds().list()).isEmpty();
    }

    @Test
    void anApprovalIsGoodForOneActionOnce() {
        String id = held();
        world.gateway.holds().approve(id, "alice");
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.UNKNOWN);
        assertThat(world.gateway.holds().deny(id, "bob", "")).isEqualTo(HoldAnswer.UNKNOWN);
        world.run();
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.UNKNOWN);
        assertThat(visit.propose(Samples.update("update tickets"), new RecordingPassage()))
                .isEqualTo(Wait.HELD);
        assertThat(world.trail.events(AuditEvent.HoldAnswered.class)).hasSize(1);
    }

    @Test
    void theRequesterDoesNotApproveItself() {
        String id = held();
        for (String self : List.of("billing", " Billing ", "support-pods:billing", "", "  ")) {
            assertThat(world.gateway.holds().approve(id, self)).isEqualTo(HoldAnswer.NOT_BY_YOU);
        }
        world.run();
        assertThat(passage.verdict()).isEmpty();
        assertThat(world.trail.story()).doesNotContain("HoldAnswered");
    }

    @Test
    void aDenialByAHumanIsToldWithItsReason() {
        String id = held();
        assertThat(world.gateway.holds().deny(id, "alice", "wrong ticket")).isEqualTo(HoldAnswer.ACCEPTED);
        world.run();
        assertThat(passage.denial().reason()).isEqualTo("`alice` denied it: wrong ticket");
        assertThat(decisions()).containsExactly(Hold.class, Deny.class);
    }

    @Test
    void patienceEndsInADenial() {
        String id = held();
        world.advance(PATIENCE);
        assertThat(passage.denial().reason()).isEqualTo("nobody approved it within 300 s");
        assertThat(decisions()).containsExactly(Hold.class, Deny.class);
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.UNKNOWN);
        assertThat(world.gateway.holds().list()).isEmpty();
    }

    @Test
    void theDecisionAtReleaseStands() {
        String id = held();
        world.authority.decides((action, state) -> Samples.deny("the budget is used up meanwhile"));
        world.gateway.holds().approve(id, "alice");
        world.run();
        assertThat(passage.denial().reason()).contains("budget");
    }

    @Test
    void theDoorsMayAskForAnotherHuman() {
        String first = held();
        world.authority.decides((action, state) -> Samples.hold(PATIENCE));
        world.gateway.holds().approve(first, "alice");
        world.run();
        assertThat(passage.verdict()).isEmpty();
        assertThat(world.gateway.holds().list())
                .extracting(HoldView::id)
                .doesNotContain(first)
                .hasSize(1);
    }

    @Test
    void homeworkIsDoneAgainAtRelease() {
        String id = held();
        world.authority.needs((action, state) -> Optional.of(() -> {}));
        world.gateway.holds().approve(id, "alice");
        world.loop.run();
        assertThat(passage.verdict()).isEmpty();
        world.run();
        assertThat(passage.permitted()).isTrue();
    }

    @Test
    void anApprovedActionThatIsWithdrawnWhileItThinksAgainEndsInTheTrailToo() {
        String id = held();
        world.authority.needs((action, state) -> Optional.of(() -> {}));
        world.gateway.holds().approve(id, "alice");
        world.loop.run();
        visit.mediator.withdraw(passage);
        world.run();
        assertThat(passage.verdict()).isEmpty();
        assertThat(decisions()).containsExactly(Hold.class, Deny.class);
    }

    @Test
    void anApprovalUnderAnotherConfigurationIsStale() {
        String id = held();
        world.configuration = "c0ffee0000000002";
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.ACCEPTED);
        world.run();
        assertThat(passage.denial().reason()).contains("configuration changed");
    }

    @Test
    void aHoldIsShownOnlyOnceItsRecordIsDurable() {
        world.trail.defer(durability -> durability == Durability.SYNCED);
        assertThat(visit.propose(Samples.update("update tickets"), passage)).isEqualTo(Wait.HELD);
        assertThat(world.gateway.holds().list()).isEmpty();
        world.trail.flush();
        world.run();
        assertThat(world.gateway.holds().list()).hasSize(1);
    }

    @Test
    void aHoldThatCannotBeRecordedIsADenial() {
        world.trail.failing(event -> event instanceof AuditEvent.Decided);
        assertThat(visit.propose(Samples.update("update tickets"), passage)).isEqualTo(Wait.HELD);
        RecordingPassage behind = visit.read("select 1");
        world.run();
        assertThat(passage.denial().rule()).isEqualTo("gateway.trail");
        assertThat(behind.denial().rule()).isEqualTo("gateway.trail");
        assertThat(world.count("holds.waiting")).isZero();
    }

    @Test
    void whatIsProposedBehindAHeldActionWaitsInOrder() {
        String id = held();
        RecordingPassage behind = new RecordingPassage();
        assertThat(visit.propose(Samples.read("select 1"), behind)).isEqualTo(Wait.HELD);
        world.run();
        assertThat(behind.verdict()).isEmpty();
        world.gateway.holds().approve(id, "alice");
        world.run();
        assertThat(passage.permitted()).isTrue();
        assertThat(behind.permitted()).isTrue();
        assertThat(world.trail.story()).endsWith("HoldAnswered", "Decided", "Decided");
    }

    @Test
    void aWithdrawnHoldIsVoidAndSaysSoInTheTrail() {
        String id = held();
        RecordingPassage behind = visit.read("select 1");
        visit.mediator.withdraw(passage);
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.UNKNOWN);
        world.run();
        assertThat(passage.verdict()).isEmpty();
        assertThat(behind.permitted()).isTrue();
        assertThat(decisions()).containsExactly(Hold.class, Deny.class);
    }

    @Test
    void aHoldThatIsWithdrawnWhileItsRecordIsOnItsWayIsNeverShown() {
        world.trail.defer(durability -> durability == Durability.SYNCED);
        visit.propose(Samples.update("update tickets"), passage);
        visit.mediator.withdraw(passage);
        world.trail.flush();
        world.run();
        assertThat(world.gateway.holds().list()).isEmpty();
        assertThat(decisions()).containsExactly(Hold.class, Deny.class);
    }

    @Test
    void anAnswerThatCrossesTheEndOfTheSessionHasNoEffect() {
        String id = held();
        world.gateway.holds().approve(id, "alice");
        visit.mediator.close();
        world.run();
        assertThat(passage.verdict()).isEmpty();
        assertThat(world.authority.settlements()).isEmpty();
        assertThat(decisions()).containsExactly(Hold.class, Deny.class);
        assertThat(world.trail.story()).endsWith("SessionClosed");
    }

    @Test
    void closingTheConversationVoidsItsHold() {
        String id = held();
        visit.mediator.close();
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.UNKNOWN);
        world.run();
        assertThat(decisions()).containsExactly(Hold.class, Deny.class);
        assertThat(world.count("holds.waiting")).isZero();
    }

    @Test
    void aSessionThatEndsDeniesWhatItHolds() {
        held();
        world.gateway.sessions().end(visit.id(), "revoked by `alice`");
        world.run();
        assertThat(passage.denial().reason()).contains("revoked by `alice`");
        assertThat(world.gateway.holds().list()).isEmpty();
    }

    @Test
    void aLoopThatIsGoneHasNothingToRelease() {
        String id = held();
        world.loop.shutdown();
        assertThat(world.gateway.holds().approve(id, "alice")).isEqualTo(HoldAnswer.UNKNOWN);
        assertThat(world.count("holds.waiting")).isZero();
    }

    @Test
    void thereIsNotRoomForAnyNumberOfHolds() {
        GatewayLimits.Actions one = new GatewayLimits.Actions(16, Duration.ofSeconds(2), 1, false);
        GatewayLimits byDefault = GatewayLimits.DEFAULT;
        World small = World.with(new GatewayLimits(
                byDefault.sessions(), one, byDefault.teardown(), byDefault.refusals(), byDefault.quarantine()));
        small.authority.decides((action, state) -> Samples.hold(PATIENCE));
        RecordingPassage first = small.enter("a").update("1");
        RecordingPassage second = small.enter("b").update("2");
        assertThat(first.verdict()).isEmpty();
        assertThat(second.denial().rule()).isEqualTo("gateway.limits");
        small.gateway.holds().deny(small.gateway.holds().list().getFirst().id(), "alice", "");
        small.run();
        assertThat(small.enter("c").update("3").verdict()).isEmpty();
    }

    @Test
    void whatIsShownIsWhatIsApproved() { // ANSI and bidi cannot hide a part of it
        visit.propose(Samples.update("update tickets\u001b[2K\u202e -- harmless\nset x = 1"), passage);
        HoldView shown = world.gateway.holds().list().getFirst();
        assertThat(shown.statement()).isEqualTo("update tickets\\u{1b}[2K\\u{202e} -- harmless\\nset x = 1");
        assertThat(shown.operations()).containsExactly("UPDATE crm/tickets(status) at most 1 record");
        assertThat(shown.arguments()).containsExactly("$1 = 7");
        assertThat(shown.workload()).isEqualTo("support-pods:billing");
        assertThat(shown.purpose()).isEqualTo("resolve-ticket");
        assertThat(shown.expiresAt()).isEqualTo(Samples.NOON.plus(PATIENCE));
    }

    @Test
    void anIdIsTakenInAnyCase() {
        String id = held();
        assertThat(id).matches("[0-9a-z]{4}-[0-9a-z]{4}");
        assertThat(world.gateway.holds().approve("  " + id.toUpperCase(Locale.ROOT), "alice"))
                .isEqualTo(HoldAnswer.ACCEPTED);
        assertThat(world.gateway.holds().approve("nope-nope", "alice")).isEqualTo(HoldAnswer.UNKNOWN);
    }
}
