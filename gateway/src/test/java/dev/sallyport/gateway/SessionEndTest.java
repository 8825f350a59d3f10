package dev.sallyport.gateway;

import static dev.sallyport.testkit.gateway.Samples.NOON;
import static dev.sallyport.testkit.gateway.Samples.succeeded;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.action.Outcome.Ending;
import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Verdict;
import dev.sallyport.api.decision.Entry;
import dev.sallyport.api.decision.Permit;
import dev.sallyport.api.identity.RefusalReason;
import dev.sallyport.api.session.Access;
import dev.sallyport.api.session.Mode;
import dev.sallyport.api.session.Purpose;
import dev.sallyport.testkit.gateway.FakeLease;
import dev.sallyport.testkit.gateway.RecordingPassage;
import dev.sallyport.testkit.gateway.Samples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a session ends: by itself, by the clock, by an administrator, by a change of the rules, by containment.
class SessionEndTest {

    private static final Duration GRACE = GatewayLimits.DEFAULT.sessions().grace();

    private final World world = new World();
    private final World.Visit visit = world.enter("billing");

    private String closingReason() {
        return world.trail.events(AuditEvent.SessionClosed.class).getFirst().reason();
    }

    private List<Ending> endings() {
        return world.trail.events(AuditEvent.Performed.class).stream()
                .map(performed -> performed.outcome().ending())
                .toList();
    }

    @Test
    void closingAbandonsWhatIsOpenDestroysTheLeaseAndIsTheLastRecord() {
        visit.read("select 1");
        visit.mediator.close();
        world.run();
        assertThat(world.trail.story())
                .containsExactly(
                        "SessionOpened", "LeaseIssued", "Decided", "Performed", "LeaseDestroyed", "SessionClosed");
        assertThat(endings()).containsExactly(Ending.ABANDONED);
        assertThat(world.authority.outstanding()).isZero();
        assertThat(world.authority.forgotten()).containsExactly(visit.id());
        assertThat(world.connector.left()).isZero();
        assertThat(world.loop.pendingTimers()).isZero();
    }

    @Test
    void closingIsIdempotentAndWhatComesAfterIsHarmless() {
        RecordingPassage open = visit.read("select 1");
        visit.mediator.close();
        visit.mediator.close();
        visit.mediator.performed(open, succeeded(1));
        visit.mediator.progress(open, 1, 1, 1);
        visit.mediator.withdraw(open);
        assertThat(visit.read("select 2").denied()).isTrue();
        world.run();
        visit.mediator.close();
        world.run();
        assertThat(world.trail.events(AuditEvent.SessionClosed.class)).hasSize(1);
        assertThat(world.trail.events(AuditEvent.Performed.class)).hasSize(1);
        assertThat(world.connector.leases().getFirst().attempts()).isEqualTo(1);
        assertThat(world.count("calls.misused")).isZero();
    }

    @Test
    void anAbandonedAnswerIsChargedWithWhatWasSeenOfIt() {
        RecordingPassage open = visit.read("select *");
        visit.mediator.progress(open, 256, 200, 65536);
        world.advance(Duration.ofSeconds(3));
        visit.mediator.close();
        var outcome = world.authority.settlements().getFirst().outcome();
        assertThat(outcome.records()).isEqualTo(256);
        assertThat(outcome.keys()).isEqualTo(200);
        assertThat(outcome.bytes()).isEqualTo(65536);
        assertThat(outcome.duration()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void anAdministratorEndsASessionAndItsAnswersAreCut() {
        RecordingPassage running = visit.read("select *");
        assertThat(world.gateway.sessions().end(visit.id(), "revoked")).isTrue();
        assertThat(visit.endings).isEmpty();
        world.loop.run();
        assertThat(visit.endings).containsExactly("revoked");
        assertThat(running.cut()).isPresent();
        assertThat(visit.read("select 1").denial().reason()).contains("revoked");
        visit.mediator.performed(running, Samples.outcome(Ending.CUT, 3));
        visit.mediator.close();
        world.run();
        assertThat(closingReason()).isEqualTo("revoked");
        assertThat(endings()).containsExactly(Ending.CUT);
    }

    @Test
    void whatIsRecordingWhenTheSessionEndsIsNotLetThrough() {
        world.trail.defer(durability -> durability == Durability.SYNCED);
        RecordingPassage change = visit.update("update");
        world.gateway.sessions().end(visit.id(), "revoked");
        world.loop.run();
        world.trail.flush();
        world.run();
        assertThat(change.denial().reason()).contains("revoked");
        assertThat(endings()).containsExactly(Ending.SKIPPED);
        assertThat(world.authority.outstanding()).isZero();
    }

    @Test
    void whatIsRecordingWhenTheConversationClosesIsSettledBeforeSessionClosed() {
        world.trail.defer(durability -> durability == Durability.SYNCED);
        RecordingPassage change = visit.update("update");
        visit.mediator.close();
        world.run();
        assertThat(world.trail.story()).doesNotContain("SessionClosed");
        world.trail.flush();
        world.run();
        assertThat(change.verdict()).isEmpty();
        assertThat(world.trail.story()).endsWith("Decided", "Performed", "SessionClosed");
        assertThat(endings()).containsExactly(Ending.SKIPPED);
    }

    @Test
    void aConnectorThatDoesNotHangUpIsClosedAfterItsGrace() {
        RecordingPassage running = visit.read("select *");
        world.gateway.sessions().end(visit.id(), "revoked");
        world.run();
        assertThat(world.connector.left()).isEqualTo(1);
        world.advance(GRACE);
        assertThat(world.connector.left()).isZero();
        assertThat(running.cut()).isPresent();
        assertThat(endings()).containsExactly(Ending.ABANDONED);
        assertThat(world.trail.story()).endsWith("SessionClosed");
    }

    @Test
    void aSessionEndsWhenItsTimeIsOver() {
        world.advance(Duration.ofMinutes(59));
        assertThat(visit.read("select 1").permitted()).isTrue();
        world.advance(Duration.ofMinutes(1));
        assertThat(visit.endings).containsExactly("its time is over");
        assertThat(visit.read("select 2").denied()).isTrue();
        world.advance(GRACE);
        assertThat(closingReason()).isEqualTo("its time is over");
        assertThat(world.gateway.sessions().list()).isEmpty();
    }

    @Test
    void whoSaysLateWhomToTellIsToldAtOnce() {
        var admitted = (Admission.Admitted<FakeLease>) world.knock("other");
        world.gateway.sessions().end(admitted.session().id(), "revoked early");
        world.loop.run();
        World.Visit late = new World.Visit(admitted);
        assertThat(late.endings).isEmpty(); // never from within
        world.loop.run();
        assertThat(late.endings).containsExactly("revoked early");
    }

    @Test
    void aLoopThatIsLateWithItsTimersIsNoWayToGoOn() {
        RecordingPassage running = visit.read("select *");
        world.loop.moveClock(Duration.ofHours(1));
        visit.mediator.progress(running, 1, 1, 1);
        assertThat(running.cut()).isPresent();
        assertThat(visit.read("select 2").denial().reason()).contains("its time is over");
    }

    @Test
    void reconsideringEndsWhatIsPastItsTimeByAClockThatJumped() { // R14: a machine that slept
        world.loop.moveClock(Duration.ofHours(1));
        assertThat(visit.endings).isEmpty();
        assertThat(world.gateway.sessions().reconsider()).isEqualTo(1);
        world.loop.run();
        assertThat(visit.endings).containsExactly("its time is over");
    }

    @Test
    void reconsideringEndsWhatWouldBeRefusedNow() { // R18
        world.enter("other");
        world.authority.admits(
                (workload, target, declared, now) -> workload.subject().equals("billing")
                        ? new Entry.Refused(RefusalReason.NOT_BOUND, "no access rule binds it")
                        : Samples.granted(now));
        assertThat(world.gateway.sessions().reconsider()).isEqualTo(1);
        world.loop.run();
        assertThat(visit.endings).containsExactly("no longer admitted: no access rule binds it");
        world.advance(GRACE);
        assertThat(world.gateway.sessions().list()).hasSize(1);
    }

    @Test
    void reconsideringEndsWhatWouldGetAnotherAccess() { // R18, R20
        Access access = Samples.access(NOON);
        List<Entry.Granted> others = List.of(
                granted(new Access(access.rule(), "reader", access.mode(), access.envelope(), access.latestEnd())),
                granted(new Access(access.rule(), access.role(), Mode.OBSERVE, access.envelope(), access.latestEnd())),
                new Entry.Granted(access, new Purpose("default", "", Purpose.Declarer.RULE)));
        for (Entry.Granted other : others) {
            World fresh = new World();
            World.Visit inside = fresh.enter("billing");
            fresh.authority.admits((workload, target, declared, now) -> other);
            assertThat(fresh.gateway.sessions().reconsider()).isEqualTo(1);
            fresh.loop.run();
            assertThat(inside.endings).hasSize(1);
        }
    }

    private static Entry.Granted granted(Access access) {
        return new Entry.Granted(access, Samples.granted(NOON).purpose());
    }

    @Test
    void reconsideringLeavesAnUnchangedSessionAloneHoweverOften() {
        for (int minute = 0; minute < 59; minute++) {
            world.gateway.everyMinute();
            world.advance(Duration.ofMinutes(1));
        }
        assertThat(visit.endings).isEmpty();
        world.advance(Duration.ofMinutes(1));
        assertThat(visit.endings).containsExactly("its time is over");
    }

    @Test
    void aRuleThatAllowsOnlyShorterSessionsMovesTheEndForward() {
        world.authority.admits((workload, target, declared, now) -> granted(new Access(
                "access[0]",
                "support",
                Mode.ENFORCE,
                Samples.access(now).envelope(),
                now.plus(Duration.ofMinutes(5)))));
        world.advance(Duration.ofMinutes(10));
        assertThat(world.gateway.sessions().reconsider()).isZero();
        world.run();
        assertThat(world.gateway.sessions().list().getFirst().endsAt()).isEqualTo(NOON.plus(Duration.ofMinutes(15)));
        world.advance(Duration.ofMinutes(4));
        world.gateway.sessions().reconsider();
        world.advance(Duration.ofMinutes(1));
        assertThat(visit.endings).containsExactly("its time is over");
    }

    @Test
    void aShortenedSessionThatIsEndingIsStillClosedAfterItsGrace() {
        world.gateway.sessions().end(visit.id(), "revoked");
        world.loop.run();
        world.authority.admits((workload, target, declared, now) -> granted(new Access(
                "access[0]",
                "support",
                Mode.ENFORCE,
                Samples.access(now).envelope(),
                now.plus(Duration.ofMinutes(5)))));
        world.gateway.sessions().reconsider();
        world.advance(GRACE);
        assertThat(world.connector.left()).isZero();
    }

    @Test
    void aDoorThatFailsOnReconsideringEndsTheSession() {
        world.authority.admits((workload, target, declared, now) -> {
            throw new IllegalStateException("a bug");
        });
        assertThat(world.gateway.sessions().reconsider()).isEqualTo(1);
        world.loop.run();
        assertThat(visit.endings).hasSize(1);
    }

    @Test
    void containmentEndsAllSessionsOfTheWorkloadAndKeepsItOut() {
        World.Visit sibling = world.enter("billing");
        World.Visit stranger = world.enter("other");
        RecordingPassage running = visit.read("select *");
        RecordingPassage elsewhere = sibling.read("select *");
        world.authority.decides((action, state) -> Samples.contain("enumerates customers"));
        RecordingPassage last = visit.read("select 200");
        assertThat(last.verdict()).get().isInstanceOf(Verdict.Ended.class);
        assertThat(visit.read("select 201").denied()).isTrue();
        world.loop.run();
        assertThat(running.cut()).isPresent();
        assertThat(elsewhere.cut()).isPresent();
        assertThat(visit.endings).isEmpty(); // it learnt it as its verdict
        assertThat(sibling.endings).singleElement().asString().contains("enumerates customers");
        assertThat(stranger.endings).isEmpty();
        assertThat(world.turnedAway("billing").reason()).isEqualTo(RefusalReason.QUARANTINED);
        world.advance(GRACE);
        assertThat(world.gateway.sessions().list())
                .extracting(SessionView::countedAs)
                .containsExactly("other");
        world.advance(GatewayLimits.DEFAULT.quarantine().length());
        world.enter("billing");
    }

    @Test
    void containmentDoesNotWaitForTheTrail() {
        World.Visit sibling = world.enter("billing");
        world.authority.decides((action, state) -> Samples.contain("enumerates customers"));
        world.trail.failing(event -> event instanceof AuditEvent.Decided);
        RecordingPassage last = visit.read("select 200");
        world.run();
        assertThat(last.verdict()).get().isInstanceOf(Verdict.Ended.class);
        assertThat(sibling.endings).hasSize(1);
        assertThat(world.turnedAway("billing").reason()).isEqualTo(RefusalReason.QUARANTINED);
    }

    @Test
    void stoppingEndsEverySessionAndWaitsForTheirLeases() throws InterruptedException {
        world.enter("other");
        assertThat(world.gateway.stop(Duration.ZERO)).isFalse();
        world.run();
        world.advance(GRACE);
        assertThat(world.gateway.stop(Duration.ZERO)).isTrue();
        assertThat(world.connector.left()).isZero();
        assertThat(closingReason()).isEqualTo("the gateway is stopping");
    }

    @Test
    void aLoopThatIsGoneDoesNotKeepALeaseAlive() {
        world.loop.shutdown();
        assertThat(world.gateway.sessions().end(visit.id(), "revoked")).isTrue();
        world.blocking.run();
        assertThat(world.connector.left()).isZero();
        assertThat(world.gateway.sessions().list()).isEmpty();
        assertThat(closingReason()).isEqualTo("revoked");
    }

    @Test
    void aSessionIsListedWithWhatItWasGivenAndRefused() {
        visit.read("select 1");
        world.authority.decides((action, state) -> Samples.deny("no"));
        visit.read("select 2");
        visit.read("select 3");
        SessionView view = world.gateway.sessions().list().getFirst();
        assertThat(view.permitted()).isEqualTo(1);
        assertThat(view.denied()).isEqualTo(2);
        assertThat(view.peer()).isEqualTo("10.0.0.7:50123");
        assertThat(view.state()).isEqualTo("open");
        assertThat(world.gateway.sessions().end("nobody", "x")).isFalse();
        assertThat(world.trail.events(AuditEvent.Decided.class))
                .filteredOn(decided -> decided.decision() instanceof Permit)
                .hasSize(1);
    }
}
