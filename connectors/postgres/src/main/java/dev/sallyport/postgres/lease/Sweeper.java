package dev.sallyport.postgres.lease;

import dev.sallyport.postgres.admin.AdminLine;
import dev.sallyport.postgres.admin.AdminStatement;
import dev.sallyport.postgres.admin.Part;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.target.LeaseSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Finds what a `kill -9`, a target that was away or a forgotten session left behind, and destroys it. It touches roles
/// of its own instance that no live lease stands for, and roles of any instance that are expired beyond a grace period;
/// never another role (R13). Safe on every thread.
public final class Sweeper implements AutoCloseable {

    public static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
    private static final Duration TICK = Duration.ofSeconds(1);

    private final AdminLine line;
    private final LiveLeases live;
    private final Demolition demolition;
    private final PendingDestructions pending;
    private final InstantSource clock;
    /// Every lease that the round before found; null before the first. What was there then may be left
    /// behind, what comes up later was made by somebody.
    private volatile @Nullable Set<String> before;

    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lease-sweeper").factory());

    /// Hears of each round, on the sweeper's thread; must not throw.
    public interface Witness {

        /// Only when there was something to do.
        void swept(Sweep sweep);

        /// The target could not be asked, or the round broke.
        void missed(Exception why);
    }

    Sweeper(AdminLine line, LiveLeases live, Demolition demolition, PendingDestructions pending, InstantSource clock) {
        this.line = line;
        this.live = live;
        this.demolition = demolition;
        this.pending = pending;
        this.clock = clock;
    }

    /// Sweeps now and then at every interval; between, looks every second for leases that are too old and for
    /// destructions that are due again. Call it once.
    public void start(Duration interval, Witness witness) {
        repeat(Duration.ZERO, interval, witness, this::sweep);
        repeat(TICK, TICK, witness, this::endOverdue);
    }

    private interface Round {
        Sweep run() throws TargetException;
    }

    private void repeat(Duration first, Duration interval, Witness witness, Round round) {
        var _ = rounds.scheduleWithFixedDelay(
                () -> witnessed(witness, round), first.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// A bug must not end the rounds in silence.
    private static void witnessed(Witness witness, Round round) {
        try {
            tell(witness, round.run());
        } catch (TargetException | RuntimeException e) {
            witness.missed(e);
        }
    }

    private static void tell(Witness witness, Sweep sweep) {
        if (!sweep.destroyed().isEmpty() || !sweep.failed().isEmpty()) {
            witness.swept(sweep);
        }
    }

    /// One whole round.
    ///
    /// @throws TargetException when the target could not be asked which roles there are
    public Sweep sweep() throws TargetException {
        String prefix = line.target().leases().prefix() + "_";
        List<String> names = line.read(
                "list the leases",
                session -> session.list(AdminStatement.ROLES_LIKE.with(Part.literal(prefix)), row -> row.getString(1)));
        Instant now = clock.instant();
        Set<String> known = before == null ? Set.copyOf(names) : before;
        before = Set.copyOf(names);
        Sweep sweep =
                destroy(names.stream().filter(name -> isForsaken(name, now)).toList());
        // of the destroyed ones: whose session ended while the names came was there no more
        List<String> strangers = sweep.destroyed().stream()
                .filter(name -> !known.contains(name) && isOwnAndInTime(name, now))
                .toList();
        return new Sweep(sweep.destroyed(), sweep.failed(), strangers);
    }

    private boolean isOwnAndInTime(String text, Instant now) {
        return RoleName.parse(text)
                .filter(name -> name.instance().equals(line.target().leases().instance())
                        && name.expiresAt().isAfter(now))
                .isPresent();
    }

    /// Ends live leases past their age (R14) and tries again what failed before, without asking the target for more.
    public Sweep endOverdue() {
        Instant now = clock.instant();
        List<String> names = new ArrayList<>(pending.due(now));
        live.expired(now).stream()
                .map(RoleLease::id)
                .filter(id -> !pending.holds(id))
                .forEach(names::add);
        return destroy(names);
    }

    /// Ends every lease of this gateway on this target, and with them their back ends: revocation, and an orderly end.
    public Sweep endAll() {
        return destroy(live.all().stream().map(RoleLease::id).toList());
    }

    private boolean isForsaken(String text, Instant now) {
        LeaseSettings leases = line.target().leases();
        Optional<RoleName> name = RoleName.parse(text).filter(n -> n.prefix().equals(leases.prefix()));
        return name.isPresent() && isForsaken(name.get(), leases, now);
    }

    private boolean isForsaken(RoleName name, LeaseSettings leases, Instant now) {
        return name.instance().equals(leases.instance())
                ? !live.holds(name.toString()) || !name.expiresAt().isAfter(now)
                : name.expiresAt().plus(leases.expiredGrace()).isBefore(now);
    }

    private Sweep destroy(Collection<String> names) {
        List<String> destroyed = new ArrayList<>();
        Map<String, String> failed = new HashMap<>();
        for (String name : names) {
            try {
                if (destroy(name)) {
                    destroyed.add(name);
                }
            } catch (TargetException e) {
                failed.put(name, String.valueOf(e.getMessage()));
                if (e.isAway()) {
                    break; // the others would only wait for the same time-out
                }
            }
        }
        return new Sweep(destroyed, failed);
    }

    private boolean destroy(String name) throws TargetException {
        Optional<RoleLease> lease = live.find(name);
        if (lease.isEmpty()) {
            return demolition.destroy(name);
        }
        lease.get().close();
        return true;
    }

    /// Ends the rounds; waits a little for one that is under way.
    @Override
    public void close() {
        rounds.shutdownNow();
        try {
            rounds.awaitTermination(TICK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
