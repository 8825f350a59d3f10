package dev.sallyport.postgres.fuzz;

import dev.sallyport.testkit.generate.Generators;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/// How many rounds are played, and from which seed. `sallyport.seed` plays one; `sallyport.fuzz.seconds` and
/// `sallyport.fuzz.from` play as many as there is time for.
///
/// @param from the first seed
/// @param most rounds
/// @param atMost no round begins later
/// @param players at once
record Rounds(long from, long most, Duration atMost, int players) {

    private static final Duration IN_CI = Duration.ofSeconds(12);
    private static final int PLAYERS = 4;

    /// One round, of its seed alone.
    @FunctionalInterface
    interface Round {
        void play(long seed, Generators some) throws Exception;
    }

    /// @param inCi rounds where nothing else is said
    static Rounds asked(int inCi) {
        Long one = Long.getLong("sallyport.seed");
        if (one != null) return new Rounds(one, 1, IN_CI, 1);
        Long seconds = Long.getLong("sallyport.fuzz.seconds");
        long from = Long.getLong("sallyport.fuzz.from", 1);
        return seconds == null
                ? new Rounds(from, inCi, IN_CI, PLAYERS)
                : new Rounds(from, Long.MAX_VALUE, Duration.ofSeconds(seconds), PLAYERS);
    }

    /// @return rounds that were played
    /// @throws AssertionError for the first round that fails, naming its seed
    long play(Round round) throws InterruptedException {
        AtomicLong next = new AtomicLong(from);
        long end = System.nanoTime() + atMost.toNanos();
        try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> playing = new ArrayList<>();
            for (int i = 0; i < players; i++) playing.add(all.submit(() -> play(round, next, end)));
            for (Future<?> player : playing) ended(player, next);
        }
        return Math.min(next.get() - from, most);
    }

    private Void play(Round round, AtomicLong next, long end) {
        while (System.nanoTime() < end) {
            long seed = next.getAndIncrement();
            if (seed - from >= most) return null;
            try {
                round.play(seed, new Generators(seed));
            } catch (Exception | AssertionError e) {
                throw new AssertionError("seed " + seed + " (repeat with -Dsallyport.seed=" + seed + "): " + e, e);
            }
        }
        return null;
    }

    /// The others stop too.
    private void ended(Future<?> player, AtomicLong next) throws InterruptedException {
        try {
            player.get();
        } catch (ExecutionException e) {
            next.set(from + most);
            throw e.getCause() instanceof AssertionError failed ? failed : new AssertionError(e.getCause());
        }
    }
}
