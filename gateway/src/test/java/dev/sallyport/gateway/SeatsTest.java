package dev.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.api.identity.RefusalReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// How many sessions may be there at once.
class SeatsTest {

    private static final GatewayLimits.OpenSessions LIMITS =
            new GatewayLimits.OpenSessions(5, 3, Duration.ofHours(1), Duration.ofSeconds(1));

    private final Seats seats = new Seats(LIMITS, rule -> rule.equals("access[0]") ? 2 : Integer.MAX_VALUE);

    private Seats.Seat taken(String workload, String rule) {
        return (Seats.Seat) seats.take(workload, rule);
    }

    @Test
    void eachOfTheThreeLimitsRefusesByName() {
        taken("a", "access[0]");
        taken("a", "access[0]");
        assertThat(seats.take("a", "access[0]")).asString().contains("access[0].maxSessions");
        taken("a", "access[1]");
        assertThat(seats.take("a", "access[1]")).asString().contains("this workload");
        taken("b", "access[0]");
        taken("c", "access[0]");
        assertThat(seats.take("d", "access[0]")).asString().contains("the gateway");
    }

    @Test
    void aSeatIsGivenBackOnce() throws InterruptedException {
        Seats.Seat first = taken("a", "access[0]");
        taken("a", "access[0]");
        first.close();
        first.close();
        assertThat(seats.taken()).isEqualTo(1);
        assertThat(seats.awaitEmpty(Duration.ZERO)).isFalse();
    }

    @Test
    void parallelSessionsNeverGetOneMoreThanTheLimit() throws Exception { // R5
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Seats.Seating>> guests = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                guests.add(() -> seats.take("a", "access[0]"));
            }
            List<Seats.Seating> seatings = new ArrayList<>();
            for (Future<Seats.Seating> guest : threads.invokeAll(guests)) {
                seatings.add(guest.get());
            }
            assertThat(seatings).filteredOn(Seats.Seat.class::isInstance).hasSize(2);
        }
    }

    @Test
    void aSeatIsTakenUntilTheLeaseIsGone() {
        World world = new World(GatewayPolicy.of(GatewayLimits.DEFAULT, rule -> 1, target -> TrailOutage.REFUSE));
        World.Visit visit = world.enter("billing");
        visit.mediator.close();
        assertThat(world.gateway.sessions().list()).isEmpty();
        assertThat(world.turnedAway("billing").reason()).isEqualTo(RefusalReason.TOO_MANY_SESSIONS);
        world.run();
        world.enter("billing");
    }
}
