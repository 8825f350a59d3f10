package dev.sallyport.testkit.gateway;

import dev.sallyport.api.audit.AuditEvent;
import dev.sallyport.api.audit.Durability;
import dev.sallyport.api.audit.Pen;
import dev.sallyport.api.audit.Trail;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A trail in memory. Safe on every thread; completions run on the pen's loop.
///
/// At first every record is durable at once. [#defer] keeps records waiting until [#flush]; [#failing] refuses
/// those that match. A record stands in [#events] only once it is durable, in the order in which it became so.
public final class MemoryTrail implements Trail {

    private final List<AuditEvent> events = new ArrayList<>();
    private final List<String> waitedFor = new ArrayList<>();
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private Predicate<AuditEvent> failing = event -> false;
    private Predicate<Durability> deferring = durability -> false;

    private record Waiting(Executor loop, AuditEvent event, Durability durability, Pen.Completion done) {}

    /// From now on records asked for with this durability wait for [#flush].
    public synchronized void defer(Predicate<Durability> which) {
        deferring = which;
    }

    /// From now on records that match are refused.
    public synchronized void failing(Predicate<AuditEvent> which) {
        failing = which;
    }

    /// Everything that waits becomes durable, or fails; the completions run on their loops.
    public void flush() {
        for (Waiting next = poll(); next != null; next = poll()) {
            complete(next);
        }
    }

    /// The oldest waiting record becomes durable, or fails.
    ///
    /// @return false when none waited
    public boolean flushOne() {
        Waiting next = poll();
        if (next == null) return false;
        complete(next);
        return true;
    }

    public synchronized int waiting() {
        return waiting.size();
    }

    public synchronized List<AuditEvent> events() {
        return List.copyOf(events);
    }

    public <E extends AuditEvent> List<E> events(Class<E> kind) {
        return events().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// The kinds of the records, in order: `[SessionOpened, LeaseIssued, …]`.
    public List<String> story() {
        return events().stream().map(event -> event.getClass().getSimpleName()).toList();
    }

    /// What a writer waited for, in order, and how durable it was to be: `[SessionOpened SYNCED, …]`.
    public synchronized List<String> waitedFor() {
        return List.copyOf(waitedFor);
    }

    public Stream<AuditEvent.Decided> decided(String requestId) {
        return events(AuditEvent.Decided.class).stream()
                .filter(decided -> decided.requestId().equals(requestId));
    }

    private synchronized @Nullable Waiting poll() {
        return waiting.poll();
    }

    private void complete(Waiting next) {
        boolean ok = record(next.event);
        next.loop.execute(() -> next.done.recorded(ok));
    }

    private synchronized boolean record(AuditEvent event) {
        if (failing.test(event)) return false;
        events.add(event);
        return true;
    }

    @Override
    public Pen pen(Executor loop) {
        return (event, durability, done) -> append(loop, event, durability, done);
    }

    private synchronized boolean append(Executor loop, AuditEvent event, Durability durability, Pen.Completion done) {
        Waiting record = new Waiting(loop, event, durability, done);
        if (deferring.test(durability)) {
            waiting.add(record);
            return false;
        }
        return recordNow(record);
    }

    /// What waits in front is written first: a pen keeps its order.
    private boolean recordNow(Waiting record) {
        Waiting ahead;
        while ((ahead = waiting.peek()) != null && ahead.durability == record.durability) {
            complete(waiting.remove());
        }
        if (!failing.test(record.event)) return record(record.event);
        record.loop.execute(() -> record.done.recorded(false));
        return false;
    }

    @Override
    public void write(AuditEvent event, Durability durability) throws IOException {
        if (Thread.interrupted()) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while writing");
        }
        if (!record(event)) throw new IOException("disk full");
        waitedFor(event.getClass().getSimpleName() + " " + durability);
    }

    private synchronized void waitedFor(String what) {
        waitedFor.add(what);
    }
}
