package dev.sallyport.postgres.wire;

import dev.sallyport.api.session.Envelope;
import dev.sallyport.postgres.admin.TargetException;
import dev.sallyport.postgres.lease.Leases;
import dev.sallyport.postgres.lease.RoleLease;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Back ends logged in ahead for the sessions of one role and purpose. Safe on every thread.
final class Shelf {

    private static final System.Logger LOG = System.getLogger(Shelf.class.getName());
    private static final long REST_AFTER_FAILURE = Duration.ofSeconds(5).toNanos();

    private final Leases leases;
    private final String role;
    private final Envelope envelope;
    private final Route route;
    private final Dialling dialling;
    private final LinkedBlockingQueue<WarmBackEnd> ready = new LinkedBlockingQueue<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile long lastUsed;
    private volatile long restUntil;
    private volatile boolean closed;

    Shelf(Leases leases, String role, Envelope envelope, Route route, Dialling dialling) {
        this.leases = leases;
        this.role = role;
        this.envelope = envelope;
        this.route = route;
        this.dialling = dialling;
        this.lastUsed = System.nanoTime();
        this.restUntil = lastUsed;
    }

    /// When there is none, waits for one that is under way. Blocks.
    Optional<WarmBackEnd> take() {
        lastUsed = System.nanoTime();
        return Optional.ofNullable(poll());
    }

    /// Several are cheaper together.
    void fillWhenLow() {
        if (4 * (ready.size() + underWay.get()) <= 3 * leases.warm().size()) fill();
    }

    private @Nullable WarmBackEnd poll() {
        WarmBackEnd found = ready.poll();
        if (found != null || underWay.get() == 0) return found;
        try {
            return ready.poll(dialling.connect().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /// Orders what is missing.
    void fill() {
        while (!closed && System.nanoTime() - restUntil >= 0 && ordered()) {
            try {
                dialling.blocking().execute(this::make);
            } catch (RejectedExecutionException closing) {
                underWay.decrementAndGet();
                return;
            }
        }
    }

    private boolean ordered() {
        int now = underWay.get();
        return ready.size() + now < leases.warm().size() && (underWay.compareAndSet(now, now + 1) || ordered());
    }

    private void make() {
        try {
            RoleLease blank = leases.mintBlank(role, envelope);
            new LogInAhead(dialling, route, blank).start(this::arrived, why -> failed(blank, why));
        } catch (TargetException | RuntimeException e) {
            rest(String.valueOf(e.getMessage()));
            underWay.decrementAndGet();
        }
    }

    private void arrived(WarmBackEnd warm) {
        ready.add(warm);
        underWay.decrementAndGet();
        warm.channel().closeFuture().addListener(gone -> dropped(warm));
        if (closed) clear();
    }

    private void failed(RoleLease blank, String why) {
        rest(why);
        underWay.decrementAndGet();
        destroy(blank);
    }

    private void rest(String why) {
        restUntil = System.nanoTime() + REST_AFTER_FAILURE;
        LOG.log(Level.WARNING, "no session of target `" + route.target() + "` could be opened ahead: " + why);
    }

    private void dropped(WarmBackEnd warm) {
        if (ready.remove(warm)) destroy(warm.blank());
    }

    /// Closing it destroys its role too: see [#dropped].
    void discardOlderThan(Duration keep) {
        long now = System.nanoTime();
        for (WarmBackEnd warm : ready) {
            if (now - warm.since() > keep.toNanos()) warm.channel().close();
        }
    }

    boolean unusedFor(Duration keep) {
        return System.nanoTime() - lastUsed > keep.toNanos();
    }

    void close() {
        closed = true;
        clear();
    }

    private void clear() {
        for (WarmBackEnd warm : ready) warm.channel().close();
    }

    void destroy(RoleLease blank) {
        Runnable destruction = () -> {
            try {
                blank.close();
            } catch (TargetException e) {
                LOG.log(Level.DEBUG, "a role made ahead is left to the sweeper", e);
            }
        };
        try {
            dialling.blocking().execute(destruction);
        } catch (RejectedExecutionException closing) {
            Thread.ofVirtual().name("shelf").start(destruction);
        }
    }
}
