package dev.sallyport.http.credential.token;

import static dev.sallyport.http.credential.Sessions.NOON;
import static dev.sallyport.http.credential.Sessions.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.api.credential.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FreshTokenTest {

    private static final TokenTimes TIMES = new TokenTimes(
            Duration.ofMinutes(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            Duration.ofSeconds(5));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicReference<Instant> now = new AtomicReference<>(NOON);
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile boolean down;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private FreshToken fresh(TokenTimes times) {
        return new FreshToken(this::fetch, times, () -> now.get(), threads);
    }

    /// Ten minutes of life.
    private Token fetch() throws IOException, InterruptedException {
        int number = fetched.incrementAndGet();
        gate.await();
        if (down) {
            throw new IOException("the server is down");
        }
        return new Token(Secret.of("token-" + number), now.get(), now.get().plus(Duration.ofMinutes(10)), null);
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private static void eventually(java.util.function.BooleanSupplier what) throws InterruptedException {
        for (int i = 0; i < 1000 && !what.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertThat(what.getAsBoolean()).isTrue();
    }

    @Test
    void manyWhoWaitShareOneFetch() throws Exception {
        gate = new CountDownLatch(1);
        FreshToken token = fresh(TIMES);
        List<Future<Token>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            all.add(threads.submit(token::await));
        }
        eventually(() -> fetched.get() > 0);
        gate.countDown();
        for (Future<Token> each : all) {
            assertThat(text(each.get(10, TimeUnit.SECONDS).value())).isEqualTo("token-1");
        }
        assertThat(fetched).hasValue(1);
    }

    @Test
    void isRenewedAheadWhileTheOldOneIsShown() throws Exception {
        FreshToken token = fresh(TIMES);
        token.await();
        pass(Duration.ofMinutes(8).minusMillis(1));
        token.await();
        assertThat(fetched).hasValue(1);
        gate = new CountDownLatch(1);
        pass(Duration.ofMillis(1));
        for (int i = 0; i < 10; i++) {
            assertThat(text(token.await().value())).isEqualTo("token-1");
        }
        gate.countDown();
        eventually(() -> text(token.now().toCompletableFuture().join().value()).equals("token-2"));
        assertThat(fetched).hasValue(2);
    }

    @Test
    void aShortLifeIsNotRenewedInItsFirstHalf() {
        Token token = new Token(Secret.of("token-x"), NOON, NOON.plusSeconds(60), null);
        assertThat(token.renewAt(Duration.ofMinutes(2))).isEqualTo(NOON.plusSeconds(30));
        assertThat(token.renewAt(Duration.ofSeconds(10))).isEqualTo(NOON.plusSeconds(50));
        assertThat(token).hasToString("Token[until " + NOON.plusSeconds(60) + "]");
    }

    @Test
    void whatIsAboutToEndIsNotShown() throws Exception {
        FreshToken token = fresh(TIMES);
        token.await();
        pass(Duration.ofMinutes(10).minusSeconds(5));
        assertThat(text(token.await().value())).isEqualTo("token-2");
    }

    @Test
    void aFailureAheadHarmsNobodyAndIsNotRepeatedAtOnce() throws Exception {
        FreshToken token = fresh(TIMES);
        token.await();
        down = true;
        pass(Duration.ofMinutes(9));
        for (int i = 0; i < 20; i++) {
            assertThat(text(token.await().value())).isEqualTo("token-1");
            Thread.sleep(5);
        }
        assertThat(fetched).hasValue(2);
        down = false;
        pass(Duration.ofSeconds(1));
        eventually(() -> text(token.now().toCompletableFuture().join().value()).equals("token-3"));
    }

    @Test
    void aFailureIsToldToAllAndRested() throws Exception {
        down = true;
        FreshToken token = fresh(TIMES);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(token::await).isInstanceOf(IOException.class).hasMessage("the server is down");
        }
        assertThat(fetched).hasValue(1);
        down = false;
        pass(Duration.ofSeconds(1));
        assertThat(text(token.await().value())).isEqualTo("token-2");
    }

    @Test
    void oneThatHangsIsGivenUpAndWhatItBringsIsDropped() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch came = new CountDownLatch(1);
        TokenTimes short100 =
                new TokenTimes(TIMES.ahead(), Duration.ofMillis(100), Duration.ZERO, TIMES.lifetime(), TIMES.margin());
        FreshToken token = new FreshToken(
                () -> {
                    if (fetched.incrementAndGet() > 1) {
                        return new Token(Secret.of("token-next"), NOON, NOON.plusSeconds(600), null);
                    }
                    waitWhateverComes(hangs);
                    came.countDown();
                    return new Token(Secret.of("token-late"), NOON, NOON.plusSeconds(6000), null);
                },
                short100,
                () -> now.get(),
                threads);
        assertThatThrownBy(token::await).hasMessage("no token within 100 ms");
        eventually(() -> text(next(token).value()).equals("token-next"));
        hangs.countDown();
        assertThat(came.await(10, TimeUnit.SECONDS)).isTrue();
        Thread.sleep(50);
        assertThat(text(token.await().value())).isEqualTo("token-next");
    }

    private static void waitWhateverComes(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException _) {
                // it hangs on
            }
        }
    }

    private static Token next(FreshToken token) {
        try {
            return token.await();
        } catch (IOException | InterruptedException e) {
            return new Token(Secret.of("none yet"), NOON, NOON, null);
        }
    }

    @Test
    void nobodySpoilsItForTheOthers() throws Exception {
        gate = new CountDownLatch(1);
        FreshToken token = fresh(TIMES);
        CompletableFuture<Token> mine = token.now().toCompletableFuture();
        CompletableFuture<Token> other = token.now().toCompletableFuture();
        mine.completeExceptionally(new IllegalStateException("spoilt"));
        gate.countDown();
        assertThat(text(other.get(10, TimeUnit.SECONDS).value())).isEqualTo("token-1");
    }

    @Test
    void aGatewayThatClosesIsAFailure() {
        threads.shutdownNow();
        assertThatThrownBy(fresh(TIMES)::await).hasMessage("the gateway is closing");
    }

    @Test
    void aBugIsAFailureWithoutItsText() {
        FreshToken token = new FreshToken(
                () -> {
                    throw new IllegalStateException("secret-in-a-bug");
                },
                TIMES,
                () -> NOON,
                threads);
        assertThatThrownBy(token::await)
                .hasMessage("the token could not be fetched")
                .hasNoCause();
    }
}
