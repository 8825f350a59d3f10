package dev.sallyport.app.history;

import dev.sallyport.trail.line.EventKind;
import dev.sallyport.trail.read.TrailRecord;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Records in the order in which the counters were asked and changed (R24), which is nearly that of the
/// trail: loops write in turns. A record without a place of its own stays behind those that it follows
/// in the trail. One thread.
///
/// A place that never comes, because its record was refused, is waited for while many others pass.
final class Timeline implements Iterator<TrailRecord> {

    private static final int MOST_WAITING = 20_000;

    private final Iterator<TrailRecord> trail;
    private final PriorityQueue<Entry> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Entry::place).thenComparingLong(Entry::seq));
    private @Nullable TrailRecord start;
    private long highest;
    private long released;

    private record Entry(TrailRecord record, long place) {
        long seq() {
            return record.seq();
        }
    }

    Timeline(Iterator<TrailRecord> trail) {
        this.trail = trail;
    }

    @Override
    public boolean hasNext() {
        return !waiting.isEmpty() || start != null || trail.hasNext();
    }

    @Override
    public TrailRecord next() {
        while (start == null && trail.hasNext() && !due()) take(trail.next());
        Entry entry = waiting.poll();
        if (entry == null) return restart();
        released = Math.max(released, entry.place());
        return entry.record();
    }

    private boolean due() {
        Entry first = waiting.peek();
        return first != null && (first.place() <= released + 1 || waiting.size() > MOST_WAITING);
    }

    private void take(TrailRecord record) {
        if (isStart(record)) {
            start = record;
            return;
        }
        long place = place(record);
        highest = Math.max(highest, place);
        waiting.add(new Entry(record, place == 0 ? highest : place));
    }

    /// Each start of the gateway counts from 1 again.
    private TrailRecord restart() {
        TrailRecord next = start;
        if (next == null) throw new NoSuchElementException("the trail ends here");
        start = null;
        highest = 0;
        released = 0;
        return next;
    }

    static boolean isStart(TrailRecord record) {
        return record.kind() == EventKind.ADMINISTERED && record.text("what").equals("start");
    }

    private static long place(TrailRecord record) {
        return switch (record.kind()) {
            case DECIDED -> record.json().path("gen").path("counters").asLong();
            case PERFORMED -> record.json().path("counters").asLong();
            case REFUSED,
                    SESSION_OPENED,
                    LEASE_ISSUED,
                    ALARM,
                    HOLD_ANSWERED,
                    LEASE_DESTROYED,
                    SESSION_CLOSED,
                    TASK_OPENED,
                    TASK_ENDED,
                    CONTEXT_ADDED,
                    CONTEXT_HEARD,
                    ADMINISTERED -> 0;
        };
    }
}
