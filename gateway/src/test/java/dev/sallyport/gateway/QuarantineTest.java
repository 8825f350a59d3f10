package dev.sallyport.gateway;

import static dev.sallyport.testkit.gateway.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.testkit.gateway.ManualLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Contained workloads stay out.
class QuarantineTest {

    private final ManualLoop clock = new ManualLoop(NOON);
    private final Quarantine quarantine = new Quarantine(clock, 2);

    @Test
    void aQuarantineEndsAtItsMomentAndIsNeverShortened() {
        quarantine.add("a", NOON.plusSeconds(60));
        quarantine.add("a", NOON.plusSeconds(10));
        clock.advance(Duration.ofSeconds(59));
        assertThat(quarantine.of("a")).contains(NOON.plusSeconds(60));
        clock.advance(Duration.ofSeconds(1));
        assertThat(quarantine.of("a")).isEmpty();
        assertThat(quarantine.list()).isEmpty();
    }

    @Test
    void aFullTableRefusesEveryoneRatherThanForgetSomeone() { // as R5: it denies, it does not evict
        quarantine.add("a", NOON.plusSeconds(60));
        quarantine.add("b", NOON.plusSeconds(60));
        assertThat(quarantine.of("innocent")).isEmpty();
        quarantine.add("c", NOON.plusSeconds(30));
        assertThat(quarantine.of("innocent")).contains(NOON.plusSeconds(30));
        clock.advance(Duration.ofSeconds(30));
        assertThat(quarantine.of("innocent")).isEmpty();
        assertThat(quarantine.of("a")).isPresent();
    }

    @Test
    void anAdministratorLetsAWorkloadInAgain() {
        quarantine.add("a", NOON.plusSeconds(60));
        assertThat(quarantine.release("a")).isTrue();
        assertThat(quarantine.release("a")).isFalse();
        assertThat(quarantine.of("a")).isEmpty();
    }
}
