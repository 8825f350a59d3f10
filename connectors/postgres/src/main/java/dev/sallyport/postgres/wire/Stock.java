package dev.sallyport.postgres.wire;

import dev.sallyport.api.credential.LeaseRequest;
import dev.sallyport.api.session.Access;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.lease.Leases;
import dev.sallyport.postgres.lease.LogIn;
import dev.sallyport.postgres.lease.RoleLease;
import dev.sallyport.transport.EventLoops;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Back ends logged in ahead of their sessions, kept per target, role and purpose (R16): a role made
/// ahead may do nothing until it is handed out, and serves one session. Nothing is made before the
/// first session of its kind. Safe on every thread.
public final class Stock implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Stock.class.getName());
    private static final long TICK_MILLIS = 1000;

    private final EventLoops loops;
    private final Executor blocking;
    private final ConcurrentHashMap<Kind, Shelf> shelves = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, WarmBackEnd> handedOut = new ConcurrentHashMap<>();
    private final ScheduledExecutorService rounds = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("stock").factory());

    private record Kind(Leases leases, String role, String purpose, boolean readsOnly) {}

    public Stock(EventLoops loops, Executor blocking) {
        this.loops = loops;
        this.blocking = blocking;
        var _ = rounds.scheduleWithFixedDelay(this::look, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// A lease whose back end waits to be claimed. Empty when there is none to be had: it is made as if
    /// there were no stock. Blocks.
    public Optional<LogIn> take(Leases leases, Route route, WireLimits limits, LeaseRequest request) {
        if (leases.warm().none()) return Optional.empty();
        Shelf shelf = shelf(leases, route, limits, request);
        try {
            return shelf.take().flatMap(warm -> handOut(shelf, leases, warm, request));
        } finally {
            shelf.fillWhenLow(); // only now: what is made for later would go before the grants of this one
        }
    }

    private Shelf shelf(Leases leases, Route route, WireLimits limits, LeaseRequest request) {
        Access access = request.session().access();
        Kind kind = new Kind(
                leases,
                access.role(),
                request.session().purpose().name(),
                access.envelope().readsOnly());
        Dialling dialling = new Dialling(loops, blocking, limits.connect());
        return shelves.computeIfAbsent(kind, _ -> new Shelf(leases, access.role(), access.envelope(), route, dialling));
    }

    private Optional<LogIn> handOut(Shelf shelf, Leases leases, WarmBackEnd warm, LeaseRequest request) {
        try {
            RoleLease lease = leases.furnish(warm.blank(), request);
            handedOut.put(lease.role(), warm);
            warm.channel().closeFuture().addListener(gone -> handedOut.remove(lease.role()));
            return Optional.of(lease);
        } catch (TargetException e) {
            LOG.log(Level.WARNING, "a role made ahead could not be given to its session: " + e.getMessage());
            warm.channel().close();
            shelf.destroy(warm.blank());
            return Optional.empty();
        }
    }

    /// The back end of a lease that was handed out; once.
    Optional<WarmBackEnd> claim(String role) {
        return Optional.ofNullable(handedOut.remove(role));
    }

    private void look() {
        try {
            shelves.forEach(this::look);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the stock could not be looked at", e); // a bug must not end the rounds
        }
    }

    private void look(Kind kind, Shelf shelf) {
        var keep = kind.leases().warm().keep();
        if (kind.leases().warm().none() || shelf.unusedFor(keep)) {
            shelves.remove(kind, shelf);
            shelf.close();
        } else {
            shelf.discardOlderThan(keep);
            shelf.fill();
        }
    }

    /// What was made by former settings is destroyed.
    public void clear() {
        shelves.forEach((kind, shelf) -> {
            shelves.remove(kind, shelf);
            shelf.close();
        });
    }

    @Override
    public void close() {
        rounds.shutdownNow();
        clear();
    }
}
