package dev.sallyport.gateway;

import static dev.sallyport.testkit.gateway.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.connector.Admission.TurnedAway;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.identity.Authentication;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.testkit.gateway.FakeLease;
import dev.sallyport.testkit.gateway.Samples;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Steps 3 to 7 of a request: who gets in, and what is left when somebody does not.
class AdmissionTest {

    private final World world = new World();

    @Test
    void aSessionIsAnnouncedBeforeItsLeaseIsMintedAndTheLeaseBeforeItIsUsed() {
        world.connector.before(request -> assertThat(world.trail.story()).containsExactly("SessionOpened"));
        World.Visit visit = world.enter("billing");
        assertThat(world.trail.story()).containsExactly("SessionOpened", "LeaseIssued");
        assertThat(visit.admitted.session().workload().subject()).isEqualTo("billing");
        assertThat(world.gateway.sessions().list()).extracting(SessionView::id).containsExactly(visit.id());
        assertThat(world.count("sessions.open")).isEqualTo(1);
    }

    @Test
    void aSessionEndsWithItsProofItsRuleOrTheGatewaysLimitWhicheverIsFirst() {
        assertThat(world.enter("billing").admitted.session().endsAt()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void theRefusalThatCameFarthestIsTold() {
        world.methods.put("second", (attestation, now) -> new Authentication.Refused(RefusalReason.EXPIRED, "old"));
        world.methods.put(
                "third", (attestation, now) -> new Authentication.Refused(RefusalReason.UNKNOWN_ISSUER, "who"));
        assertThat(world.turnedAway("!MALFORMED").reason()).isEqualTo(RefusalReason.EXPIRED);
    }

    @Test
    void aLaterMethodMayBeTheOneThatDoorOneAccepts() {
        world.methods.put("second", (attestation, now) -> new Authentication.Proven(Samples.workload("from-second")));
        world.authority.admits(
                (workload, target, declared, now) -> workload.subject().equals("from-second")
                        ? Samples.granted(now)
                        : new Entry.Refused(RefusalReason.NOT_BOUND, "not bound"));
        assertThat(world.enter("billing").admitted.session().workload().subject())
                .isEqualTo("from-second");
    }

    @Test
    void whoIsRefusedByDoorOneLeavesNothingButARefusal() {
        world.authority.admits((workload, target, declared, now) ->
                new Entry.Refused(RefusalReason.NOT_BOUND, "no access rule binds `support-pods` to `crm`"));
        TurnedAway<FakeLease> away = world.turnedAway("billing");
        assertThat(away.reason()).isEqualTo(RefusalReason.NOT_BOUND);
        AuditEvent.Refused record = world.trail.events(AuditEvent.Refused.class).getFirst();
        assertThat(record.requestId()).isEqualTo(away.requestId());
        assertThat(record.detail()).isEqualTo(away.detail());
        assertThat(world.connector.leases()).isEmpty();
        assertThat(world.count("refusals.NOT_BOUND")).isEqualTo(1);
    }

    @Test
    void aProofThatHasEndedMeanwhileProvesNothing() {
        world.loop.advance(Duration.ofHours(8));
        assertThat(world.turnedAway("billing").reason()).isEqualTo(RefusalReason.EXPIRED);
    }

    @Test
    void withoutATrailNobodyGetsInAndNoLeaseIsMinted() {
        world.trail.failing(event -> event instanceof AuditEvent.SessionOpened);
        assertThat(world.turnedAway("billing").reason()).isEqualTo(RefusalReason.TRAIL_UNAVAILABLE);
        assertThat(world.connector.leases()).isEmpty();
        nothingIsLeft();
    }

    @Test
    void aLeaseThatCannotBeRecordedIsDestroyed() {
        world.trail.failing(event -> event instanceof AuditEvent.LeaseIssued);
        assertThat(world.turnedAway("billing").reason()).isEqualTo(RefusalReason.TRAIL_UNAVAILABLE);
        world.run();
        assertThat(world.trail.story()).containsExactly("SessionOpened", "Refused", "LeaseDestroyed", "SessionClosed");
        nothingIsLeft();
    }

    @Test
    void aTargetThatIsAwayIsToldToTheTrailInItsOwnWordsButNotToTheGuest() {
        world.connector.before(request -> {
            throw new IOException("no route to crm.internal");
        });
        TurnedAway<FakeLease> away = world.turnedAway("billing");
        assertThat(away.reason()).isEqualTo(RefusalReason.TARGET_UNAVAILABLE);
        assertThat(away.detail()).doesNotContain("crm.internal");
        world.run();
        assertThat(world.trail.story()).containsExactly("SessionOpened", "Refused", "SessionClosed");
        assertThat(world.trail.events(AuditEvent.Refused.class).getFirst().detail())
                .contains("crm.internal");
        assertThat(world.trail.events(AuditEvent.SessionClosed.class).getFirst().reason())
                .contains("crm.internal");
        nothingIsLeft();
    }

    @Test
    void anInterruptedGuestLeavesNothingBehind() {
        world.connector.before(request -> Thread.currentThread().interrupt());
        assertThatThrownBy(() -> world.gate.admit(Samples.approach("billing"), world.loop))
                .isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        world.run();
        assertThat(world.trail.story()).containsExactly("SessionOpened", "LeaseDestroyed", "SessionClosed");
        nothingIsLeft();
    }

    @Test
    void aConnectorThatFailsInsideLeavesNothingBehind() {
        world.connector.before(request -> {
            throw new IllegalStateException("a bug");
        });
        assertThatThrownBy(() -> world.knock("billing")).isInstanceOf(IllegalStateException.class);
        world.run();
        assertThat(world.trail.story()).containsExactly("SessionOpened", "SessionClosed");
        nothingIsLeft();
    }

    @Test
    void whoIsContainedElsewhereWhileItsLeaseIsMintedDoesNotGetIn() {
        world.connector.before(request -> world.gateway.quarantine().add("billing", NOON.plusSeconds(60)));
        assertThat(world.turnedAway("billing").reason()).isEqualTo(RefusalReason.QUARANTINED);
        world.run();
        nothingIsLeft();
    }

    @Test
    void aRuleThatIsWithdrawnWhileTheLeaseIsMintedLetsNobodyIn() { // R18
        world.connector.before(request -> world.authority.admits(
                (workload, target, declared, now) -> new Entry.Refused(RefusalReason.NOT_BOUND, "gone")));
        assertThat(world.turnedAway("billing").reason()).isEqualTo(RefusalReason.NOT_BOUND);
        world.run();
        nothingIsLeft();
    }

    @Test
    void aQuarantinedWorkloadIsRefusedUntilItsTimeIsOver() {
        world.gateway.quarantine().add("billing", NOON.plusSeconds(60));
        assertThat(world.turnedAway("billing").reason()).isEqualTo(RefusalReason.QUARANTINED);
        assertThat(world.trail.story()).containsExactly("Refused");
        world.advance(Duration.ofSeconds(60));
        world.enter("billing");
    }

    @Test
    void aLoopThatHasShutDownAdmitsNobody() {
        world.loop.shutdown();
        assertThat(world.turnedAway("billing").reason()).isEqualTo(RefusalReason.TARGET_UNAVAILABLE);
        world.blocking.run();
        nothingIsLeft();
    }

    private void nothingIsLeft() {
        world.run();
        assertThat(world.connector.left()).isZero();
        assertThat(world.gateway.sessions().list()).isEmpty();
        assertThat(world.count("sessions.seats")).isZero();
        assertThat(world.loop.pendingTimers()).isZero();
    }
}
