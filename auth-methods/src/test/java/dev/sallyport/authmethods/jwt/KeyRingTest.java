package dev.sallyport.authmethods.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class KeyRingTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");

    /// RFC 8037, appendix A.2.
    private static final String SET = "{\"keys\":[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"%s\","
            + "\"x\":\"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo\"}]}";

    private static final KeyFetching TIMES = KeyFetching.DEFAULT;

    private int fetches;
    private String kid = "old";
    private KeyOrigin origin = () -> SET.formatted(kid).getBytes(StandardCharsets.UTF_8);

    private final KeyRing ring = new KeyRing(
            () -> {
                fetches++;
                return origin.fetch();
            },
            TIMES);

    private static Optional<KeySet> elsewhere(java.util.concurrent.Callable<Optional<KeySet>> question)
            throws Exception {
        try (var thread = Executors.newVirtualThreadPerTaskExecutor()) {
            return thread.submit(question).get(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void keysAreFetchedAgainWhenTheirTimeIsOverAndNotBefore() throws Exception {
        KeySet first = ring.current(NOON).orElseThrow();
        kid = "new";
        assertThat(ring.current(NOON.plus(TIMES.cacheTime()).minusNanos(1))).containsSame(first);
        assertThat(fetches).isEqualTo(1);
        assertThat(ring.current(NOON.plus(TIMES.cacheTime())).orElseThrow().has("new"))
                .isTrue();
    }

    @Test
    void oldKeysServeNoLongerThanTheyMay() throws Exception {
        KeySet first = ring.current(NOON).orElseThrow();
        origin = () -> {
            throw new IOException("away");
        };
        Instant end = NOON.plus(TIMES.cacheTime()).plus(TIMES.maxStale());
        assertThat(ring.current(end.minusNanos(1))).containsSame(first);
        assertThat(ring.current(end)).isEmpty();
        assertThat(ring.problem()).contains("away");
    }

    @Test
    void whoSawOldKeysGetsThoseThatSomebodyElseFetched() throws Exception {
        KeySet first = ring.current(NOON).orElseThrow();
        kid = "new";
        Instant later = NOON.plus(TIMES.minInterval());
        KeySet newer = ring.newerThan(first, later).orElseThrow();
        assertThat(newer.has("new")).isTrue();
        Instant muchLater = later.plus(TIMES.minInterval());
        assertThat(ring.newerThan(first, muchLater)).containsSame(newer);
        assertThat(fetches).as("nobody asks the issuer for what is here").isEqualTo(2);
        assertThat(elsewhere(() -> ring.newerThan(first, muchLater))).containsSame(newer);
    }

    @Test
    void afterAFlushAnybodyFetches() throws Exception {
        KeySet first = ring.current(NOON).orElseThrow();
        ring.flush();
        assertThat(elsewhere(() -> ring.current(NOON))).isPresent().get().isNotSameAs(first);
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void whoGivesUpDoesNotCostTheNextItsTry() throws Exception {
        CompletableFuture<Thread> fetching = new CompletableFuture<>();
        origin = () -> {
            fetching.complete(Thread.currentThread());
            Thread.sleep(Duration.ofSeconds(15));
            throw new IOException("nobody gave up");
        };
        Thread impatient = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(() -> ring.current(NOON)).isInstanceOf(InterruptedException.class));
        fetching.get(5, TimeUnit.SECONDS).interrupt();
        assertThat(impatient.join(Duration.ofSeconds(5))).isTrue();
        origin = () -> SET.formatted(kid).getBytes(StandardCharsets.UTF_8);
        assertThat(ring.current(NOON)).as("at the same moment").isPresent();
    }
}
