package dev.sallyport.transport.http;

import dev.sallyport.api.connector.Admission;
import dev.sallyport.api.connector.Approach;
import dev.sallyport.api.credential.CredentialLease;
import dev.sallyport.api.identity.RefusalReason;
import io.netty.channel.EventLoop;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The sessions that are open over HTTP, each shared by all requests of its key. Whoever comes while one
/// is being opened waits for it. Safe on every thread.
final class SessionTable {

    private static final System.Logger LOG = System.getLogger(SessionTable.class.getName());

    private final ConcurrentHashMap<SessionKey, CompletableFuture<Entry>> open = new ConcurrentHashMap<>();
    private final Executor blocking;
    private final LongSupplier nanos;
    private final Supplier<HttpLimits> limits;

    SessionTable(Executor blocking, LongSupplier nanos, Supplier<HttpLimits> limits) {
        this.blocking = blocking;
        this.nanos = nanos;
        this.limits = limits;
    }

    /// What knocking led to.
    sealed interface Entry {

        /// One more request sits on it, and leaves it with [Seat#leave].
        record In(Seat seat) implements Entry {}

        record Away(TurnedAway why) implements Entry {}
    }

    /// @param then called on the loop, at once where the session is there
    void enter(SessionKey key, Stand<?> stand, Approach approach, EventLoop loop, Consumer<Entry> then) {
        CompletableFuture<Entry> mine = new CompletableFuture<>();
        CompletableFuture<Entry> found = open.get(key);
        if (found == null && open.size() >= limits.get().sessions()) {
            then.accept(tooMany(stand, approach));
            return;
        }
        if (found == null) found = open.putIfAbsent(key, mine);
        if (found == null) {
            found = mine;
            knock(key, stand, approach, loop, mine);
        }
        CompletableFuture<Entry> there = found;
        if (there.isDone()) entered(there.join(), key, there, stand, approach, loop, then);
        else there.thenAccept(entry -> onLoop(loop, () -> entered(entry, key, there, stand, approach, loop, then)));
    }

    /// One that ended in the meantime makes room for a new one.
    private void entered(
            Entry entry,
            SessionKey key,
            CompletableFuture<Entry> from,
            Stand<?> stand,
            Approach approach,
            EventLoop loop,
            Consumer<Entry> then) {
        if (entry instanceof Entry.In in && !in.seat().sit()) {
            open.remove(key, from);
            enter(key, stand, approach, loop, then);
        } else {
            then.accept(entry);
        }
    }

    private static Entry tooMany(Stand<?> stand, Approach approach) {
        String detail = "too many sessions are open, try again later";
        RefusalReason reason = RefusalReason.TOO_MANY_SESSIONS;
        String id = stand.gate()
                .turnedAway(
                        new dev.sallyport.api.connector.Rejection(approach.target(), approach.peer(), reason, detail));
        return new Entry.Away(new TurnedAway(reason, detail, id, true));
    }

    private void knock(
            SessionKey key, Stand<?> stand, Approach approach, EventLoop loop, CompletableFuture<Entry> mine) {
        try {
            blocking.execute(() -> admit(key, stand, approach, loop, mine));
        } catch (RejectedExecutionException closing) {
            failed(key, mine, "the gateway is closing");
        }
    }

    private <L extends CredentialLease> void admit(
            SessionKey key, Stand<L> stand, Approach approach, EventLoop loop, CompletableFuture<Entry> mine) {
        try {
            Admission<L> answer = stand.gate().admit(approach, loop);
            onLoop(loop, () -> admitted(key, stand, answer, loop, mine));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failed(key, mine, "the gateway is closing");
        } catch (RuntimeException | Error e) { // whoever waits for this key would wait for good
            LOG.log(Level.ERROR, "admission failed", e);
            failed(key, mine, "the gateway failed at this");
        }
    }

    private <L extends CredentialLease> void admitted(
            SessionKey key, Stand<L> stand, Admission<L> answer, EventLoop loop, CompletableFuture<Entry> mine) {
        switch (answer) {
            case Admission.TurnedAway<L>(RefusalReason reason, String detail, String id) -> {
                open.remove(key, mine);
                mine.complete(new Entry.Away(new TurnedAway(reason, detail, id, true)));
            }
            case Admission.Admitted<L> in -> {
                Visit visit = stand.target().admitted(in);
                Seat seat = new Seat(in.mediator(), visit, loop, nanos, () -> open.remove(key, mine));
                seat.open(limits.get().times().idleSession());
                mine.complete(new Entry.In(seat));
            }
        }
    }

    private void failed(SessionKey key, CompletableFuture<Entry> mine, String why) {
        open.remove(key, mine);
        mine.complete(new Entry.Away(new TurnedAway(RefusalReason.TARGET_UNAVAILABLE, why, "", true)));
    }

    private static void onLoop(Executor loop, Runnable step) {
        try {
            loop.execute(step);
        } catch (RejectedExecutionException closing) {
            LOG.log(Level.DEBUG, "the gateway is closing", closing);
        }
    }

    int size() {
        return open.size();
    }
}
