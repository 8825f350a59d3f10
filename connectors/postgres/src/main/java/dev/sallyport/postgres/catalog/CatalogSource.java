package dev.sallyport.postgres.catalog;

import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.TargetException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Keeps the newest snapshot of one target's structure. Safe on every thread, event loops included.
public final class CatalogSource implements AutoCloseable {

    public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(30);
    public static final Duration DEFAULT_STALE_AFTER = Duration.ofMinutes(5);
    /// Between a look and one that somebody asks for.
    static final Duration PAUSE = Duration.ofSeconds(1);
    /// Before views are asked for again that somebody kept locked.
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AdminLine line;
    private final Set<String> harmlessNames;
    private final Duration interval;
    private final Duration staleAfter;
    private final InstantSource clock;
    private final ScheduledExecutorService loads = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("catalog").factory());
    private final AtomicReference<@Nullable CompletableFuture<LiveCatalog>> waiting = new AtomicReference<>();
    private final AtomicReference<@Nullable CompletableFuture<LiveCatalog>> demanded = new AtomicReference<>();
    private final ViewTexts texts = new ViewTexts();
    private volatile @Nullable Held held;
    private volatile Instant lastLook = Instant.EPOCH;
    private volatile @Nullable TargetException failure;

    private record Held(LiveCatalog catalog, Instant askedAt) {}

    /// @param line stays the caller's: close it after this
    /// @param harmlessNames names of built-in functions without side effects (`HarmlessFunctions.names()`)
    /// @param interval between looks in the background
    /// @param staleAfter how long a snapshot serves while the target cannot be asked
    public CatalogSource(
            AdminLine line, Set<String> harmlessNames, Duration interval, Duration staleAfter, InstantSource clock) {
        this.line = line;
        this.harmlessNames = Set.copyOf(harmlessNames);
        this.interval = interval;
        this.staleAfter = staleAfter;
        this.clock = clock;
    }

    /// Looks now and at every interval. Call it once.
    public void start() {
        var _ = loads.scheduleWithFixedDelay(this::refreshUnattended, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void refreshUnattended() {
        var _ = refresh(); // a failure is kept for `lastFailure`
    }

    /// Never waits. Empty before the first look and when the last one is too old: then nothing can be understood, and
    /// what cannot be understood is denied.
    public Optional<LiveCatalog> current() {
        Held newest = held;
        return newest == null || newest.askedAt().plus(staleAfter).isBefore(clock.instant())
                ? Optional.empty()
                : Optional.of(newest.catalog());
    }

    /// A snapshot that shows everything committed before this call; several callers may share one. Fails with a
    /// [TargetException] when the target cannot be asked. Dependents run on the loading thread: hop to your own.
    public CompletableFuture<LiveCatalog> refresh() {
        CompletableFuture<LiveCatalog> mine = new CompletableFuture<>();
        CompletableFuture<LiveCatalog> earlier = waiting.compareAndExchange(null, mine);
        if (earlier != null) {
            return earlier.copy();
        }
        try {
            loads.execute(this::load);
        } catch (RejectedExecutionException _) {
            abandon();
        }
        return mine.copy();
    }

    /// As [#refresh], for names that the newest snapshot does not know: whoever asks before it begins shares
    /// one look, it begins no sooner than a second after the last, and fails after five. So nobody can keep
    /// the target busy by inventing names.
    public CompletableFuture<LiveCatalog> lookAgain() {
        CompletableFuture<LiveCatalog> mine = new CompletableFuture<>();
        CompletableFuture<LiveCatalog> earlier = demanded.compareAndExchange(null, mine);
        if (earlier == null) {
            demand(mine);
        }
        return (earlier == null ? mine : earlier).copy().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void demand(CompletableFuture<LiveCatalog> mine) {
        try {
            var _ = loads.schedule(() -> answer(mine), untilNextLook().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            demanded.set(null);
            mine.completeExceptionally(TargetException.stopping(line.target().name()));
        }
    }

    private Duration untilNextLook() {
        Duration since = Duration.between(lastLook, clock.instant());
        return since.compareTo(PAUSE) >= 0 ? Duration.ZERO : since.isNegative() ? PAUSE : PAUSE.minus(since);
    }

    /// From here on, a new caller needs a new look.
    private void answer(CompletableFuture<LiveCatalog> mine) {
        demanded.set(null);
        try {
            mine.complete(look());
        } catch (TargetException | RuntimeException e) {
            mine.completeExceptionally(e);
        }
    }

    /// Why the last look failed, for the status page.
    public Optional<TargetException> lastFailure() {
        return Optional.ofNullable(failure);
    }

    /// From here on, a new caller needs a new look: this one may miss what that caller has seen.
    private void load() {
        CompletableFuture<LiveCatalog> mine = waiting.getAndSet(null);
        if (mine == null) {
            return;
        }
        try {
            LiveCatalog catalog = look();
            failure = null;
            mine.complete(catalog);
        } catch (TargetException e) {
            failure = e;
            mine.completeExceptionally(e);
        } catch (RuntimeException e) {
            mine.completeExceptionally(e);
        }
    }

    /// What is as good as the same stays the same object, so that what was understood with it stays understood.
    private LiveCatalog look() throws TargetException {
        Instant now = clock.instant();
        lastLook = now;
        CatalogLoader.Look found = line.read("read the catalog", CatalogLoader::load);
        CatalogContent content = found.content().with(texts.of(found, line));
        if (texts.incomplete()) lookSoon();
        Held before = held;
        LiveCatalog catalog = before != null && before.catalog().content().servesFor(content)
                ? before.catalog()
                : new LiveCatalog(
                        generation(before, content, now),
                        edition(before, now),
                        content,
                        line.target().searchPath(),
                        harmlessNames);
        held = new Held(catalog, now);
        return catalog;
    }

    /// Whoever keeps a view locked does not do so for long.
    private void lookSoon() {
        try {
            var _ = loads.schedule(this::refreshUnattended, RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException _) {
            // it is closing
        }
    }

    /// Starts at the clock, so that it grows over a restart too (R24).
    private static long generation(@Nullable Held before, CatalogContent content, Instant now) {
        if (before == null) {
            return now.getEpochSecond();
        }
        LiveCatalog last = before.catalog();
        return last.content().meansTheSameAs(content)
                ? last.generation()
                : Math.max(last.generation() + 1, now.getEpochSecond());
    }

    private static long edition(@Nullable Held before, Instant now) {
        long then = before == null ? 0 : before.catalog().edition();
        return Math.max(then + 1, now.toEpochMilli());
    }

    @Override
    public void close() {
        loads.shutdownNow();
        abandon();
        CompletableFuture<LiveCatalog> asked = demanded.getAndSet(null);
        if (asked != null) {
            asked.completeExceptionally(TargetException.stopping(line.target().name()));
        }
    }

    private void abandon() {
        CompletableFuture<LiveCatalog> mine = waiting.getAndSet(null);
        if (mine != null) {
            mine.completeExceptionally(TargetException.stopping(line.target().name()));
        }
    }
}
