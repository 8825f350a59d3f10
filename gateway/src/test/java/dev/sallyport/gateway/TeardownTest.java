package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.AuditEvent.LeaseDestroyed;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Nothing is left behind, however often it takes.
class TeardownTest {

    private final World world = new World();

    private LeaseDestroyed destroyed() {
        return world.trail.events(LeaseDestroyed.class).getFirst();
    }

    @Test
    void aTargetThatIsAwayIsAskedAgainWithLongerAndLongerPauses() {
        world.connector.failToDestroy(3);
        world.enter("billing").mediator.close();
        world.run();
        assertThat(world.connector.left()).isZero();
        assertThat(world.pauses).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(destroyed().verified()).isTrue();
    }

    @Test
    void aLeaseThatCannotBeDestroyedIsLeftToTheSweeperAndTheTrailSaysSo() {
        world.connector.failToDestroy(Integer.MAX_VALUE);
        world.enter("billing").mediator.close();
        world.run();
        assertThat(world.pauses).hasSize(7).last().isEqualTo(Duration.ofSeconds(16));
        assertThat(destroyed().verified()).isFalse();
        assertThat(destroyed().detail()).isEqualTo("left to the sweeper after 8 attempts: target away");
        assertThat(world.trail.story()).endsWith("LeaseDestroyed", "SessionClosed");
        assertThat(world.count("leases.left")).isEqualTo(1);
        assertThat(world.count("sessions.seats")).isZero();
    }

    @Test
    void aTrailThatFailsDoesNotKeepTheLeaseAlive() {
        World.Visit visit = world.enter("billing");
        world.trail.failing(event -> true);
        visit.read("select 1");
        visit.mediator.close();
        world.run();
        assertThat(world.connector.left()).isZero();
        assertThat(world.count("sessions.seats")).isZero();
        assertThat(world.authority.outstanding()).isZero();
    }

    @Test
    void aGatewayThatStopsStillDestroysItsLeases() throws InterruptedException {
        World.Visit visit = world.enter("billing");
        world.blocking.shutdown();
        visit.mediator.close();
        assertThat(world.gateway.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(world.connector.left()).isZero();
        assertThat(world.trail.events(AuditEvent.SessionClosed.class)).hasSize(1);
    }

    @Test
    void aRetryThatIsInterruptedIsLeftToTheSweeper() throws Exception {
        Pause interrupted = time -> {
            throw new InterruptedException();
        };
        world.connector.failToDestroy(1);
        var lease = world.enter("billing").admitted.lease();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            String failure = threads.submit(
                            () -> new Destruction(GatewayLimits.DEFAULT.teardown(), interrupted).destroy(lease))
                    .get();
            assertThat(failure).contains("after 1 attempts");
        }
    }
}
