package dev.sallyport.http.credential.token;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One token, fetched when somebody needs it, by one request at a time. Safe on every thread.
public final class FreshToken {

    /// Fetches the next token. Blocks; is called again while an earlier call hangs only after the
    /// time-out.
    @FunctionalInterface
    public interface Fetching {
        Token fetch() throws IOException, InterruptedException;
    }

    private final Fetching fetching;
    private final TokenTimes times;
    private final InstantSource clock;
    private final Executor blocking;

    // guarded by this
    private @Nullable Token token;
    private @Nullable Flight underway;
    private @Nullable IOException failure;
    private Instant notBefore = Instant.MIN;

    /// One fetch, and all who wait for it.
    private static final class Flight {
        private final CompletableFuture<Token> landing = new CompletableFuture<>();
    }

    /// @param blocking runs what blocks: virtual threads
    public FreshToken(Fetching fetching, TokenTimes times, InstantSource clock, Executor blocking) {
        this.fetching = fetching;
        this.times = times;
        this.clock = clock;
        this.blocking = blocking;
    }

    /// A token that can be shown now. Does not block; completes on any thread, exceptionally with an
    /// [IOException].
    public CompletionStage<Token> now() {
        Flight mine = new Flight();
        CompletionStage<Token> answer = board(mine, clock.instant());
        if (isUnderway(mine)) {
            begin(mine);
        }
        return answer;
    }

    /// As [#now], for code that may block; no longer than the time-out.
    public Token await() throws IOException, InterruptedException {
        try {
            return now().toCompletableFuture().get(times.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw late();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException why ? why : new IOException("the token could not be fetched");
        }
    }

    /// What there is, or what is on its way; `mine` becomes underway when nothing is and something
    /// should be.
    private synchronized CompletionStage<Token> board(Flight mine, Instant now) {
        Token have = token;
        boolean rests = now.isBefore(notBefore);
        if (have != null && now.isBefore(have.expiresAt().minus(times.margin()))) {
            if (!now.isBefore(have.renewAt(times.ahead())) && underway == null && !rests) {
                underway = mine;
            }
            return CompletableFuture.completedStage(have);
        }
        if (underway == null && rests && failure != null) {
            return CompletableFuture.failedStage(failure);
        }
        if (underway == null) {
            underway = mine;
        }
        return underway.landing.minimalCompletionStage();
    }

    @SuppressWarnings("ReferenceEquality")
    private synchronized boolean isUnderway(Flight flight) {
        return underway == flight;
    }

    private void begin(Flight flight) {
        try {
            blocking.execute(() -> fly(flight));
        } catch (RejectedExecutionException _) {
            land(flight, null, new IOException("the gateway is closing"));
        }
    }

    /// One that hangs is left behind after the time-out, and what it brings then is dropped.
    private void fly(Flight flight) {
        Thread thread = Thread.currentThread();
        CompletableFuture<Token> watch =
                flight.landing.copy().orTimeout(times.timeout().toMillis(), TimeUnit.MILLISECONDS);
        watch.whenComplete((_, why) -> {
            if (why instanceof TimeoutException && land(flight, null, late())) {
                thread.interrupt();
            }
        });
        try {
            land(flight, fetching.fetch(), null);
        } catch (IOException e) {
            land(flight, null, e);
        } catch (InterruptedException _) {
            land(flight, null, late());
        } catch (RuntimeException _) {
            land(flight, null, new IOException("the token could not be fetched"));
        }
    }

    /// @return false when it had been given up
    private boolean land(Flight flight, @Nullable Token next, @Nullable IOException why) {
        if (!end(flight, next, why)) {
            return false;
        }
        if (next != null) {
            flight.landing.complete(next);
        } else {
            flight.landing.completeExceptionally(why == null ? late() : why);
        }
        return true;
    }

    private synchronized boolean end(Flight flight, @Nullable Token next, @Nullable IOException why) {
        if (!isUnderway(flight)) {
            return false;
        }
        underway = null;
        failure = why;
        if (next != null) {
            token = next;
        } else {
            notBefore = clock.instant().plus(times.retryAfter());
        }
        return true;
    }

    private IOException late() {
        return new IOException("no token within " + times.timeout().toMillis() + " ms");
    }
}
