package dev.sallyport.sessions.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PatienceTest {

    private static final Duration LONGEST = Duration.ofMillis(200);

    @Test
    void whatNeverComesIsNotWaitedForForEver() {
        try (Patience patience = new Patience(LONGEST)) {
            long begun = System.nanoTime();
            assertThatThrownBy(() -> patience.await(new CompletableFuture<>()))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(LONGEST);
        }
    }

    @Test
    void whatComesInTimeIsToldAsItIs() throws Exception {
        try (Patience patience = new Patience(Duration.ofMinutes(1))) {
            CompletableFuture<Boolean> later =
                    new CompletableFuture<Boolean>().completeOnTimeout(false, 50, TimeUnit.MILLISECONDS);
            assertThat(patience.await(later)).isFalse();
            assertThat(patience.await(CompletableFuture.completedFuture(true))).isTrue();
        }
    }

    @Test
    void whoWaitsAtTheEndIsToldToo() throws Exception {
        CompletableFuture<Boolean> never = new CompletableFuture<>();
        Thread waiting;
        try (Patience patience = new Patience(Duration.ofMinutes(1))) {
            waiting = Thread.ofVirtual().start(() -> assertThatThrownBy(() -> patience.await(never)));
            while (waiting.getState() != Thread.State.WAITING) Thread.sleep(1);
        }
        assertThat(waiting.join(Duration.ofSeconds(10))).isTrue();
        assertThat(never).isCompletedExceptionally();
    }
}
