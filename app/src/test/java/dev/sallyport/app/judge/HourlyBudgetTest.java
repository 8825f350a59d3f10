package dev.sallyport.app.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HourlyBudgetTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    private final HourlyBudget budget = new HourlyBudget();

    @Test
    void anHourHoldsSoManyAndTheNextOneAsManyAgain() {
        for (int i = 0; i < 3; i++) assertThat(budget.take(3, NOON)).isTrue();
        assertThat(budget.take(3, NOON)).isFalse();
        assertThat(budget.take(3, NOON.plus(Duration.ofMinutes(60)))).isFalse();
        assertThat(budget.take(3, NOON.plus(Duration.ofMinutes(61)))).isTrue();
        assertThat(budget.take(3, NOON.plus(Duration.ofDays(400)))).isTrue();
    }

    @Test
    void aClockThatGoesBackGivesNothingBack() {
        assertThat(budget.take(1, NOON)).isTrue();
        assertThat(budget.take(1, NOON.minus(Duration.ofDays(1)))).isFalse();
        assertThat(budget.take(1, Instant.EPOCH)).isFalse();
    }

    @Test
    void noSixtyMinutesHoldMore() {
        Random random = new Random(7);
        Deque<Instant> taken = new ArrayDeque<>();
        Instant now = NOON;
        for (int i = 0; i < 20_000; i++) {
            now = now.plusSeconds(random.nextInt(120));
            while (!taken.isEmpty() && taken.getFirst().isBefore(now.minus(Duration.ofMinutes(60))))
                taken.removeFirst();
            if (budget.take(20, now)) taken.addLast(now);
            assertThat(taken).hasSizeLessThanOrEqualTo(20);
        }
    }

    @Test
    void manyAtOnceTakeNoMore() {
        AtomicInteger taken = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 500; i++)
                threads.execute(() -> {
                    if (budget.take(100, NOON)) taken.incrementAndGet();
                });
        }
        assertThat(taken).hasValue(100);
    }
}
