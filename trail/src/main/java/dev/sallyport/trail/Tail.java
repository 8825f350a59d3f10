package dev.sallyport.trail;

import dev.sallyport.trail.file.TailFile;
import dev.sallyport.trail.file.TailHeader;
import dev.sallyport.trail.file.TailHeader.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What was written last, on its way into the segments. It lies in a [TailFile], which outlives the process; from
/// there it goes to the segments before each fsync, and earlier when there is much of it: whole blocks, past the
/// system's memory. Each page of a file that grows in the system's memory has to be found, cleared, written back and
/// given back, which costs a statement as much as deciding it does.
///
/// [#put], [#publish] and [#begin] belong to whoever holds the chain's lock; [#move] is safe on every thread and may
/// be called under that lock, as nothing here takes it. Owns one thread.
final class Tail {

    static final int SIZE = 8 << 20;

    /// Bytes after which the thread moves them, and from which on whole blocks are written on their own.
    private static final int MUCH = 1 << 20;

    private static final int BLOCK = TailHeader.BLOCK;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /// A segment's bytes among all.
    private record Stretch(Segment segment, long base, long end) {
        Place place() {
            return new Place(segment.number, base, end);
        }
    }

    private record Stretches(@Nullable Stretch before, Stretch newest) {}

    private final TailFile file;
    private final int most;
    private final ReentrantLock moving = new ReentrantLock();
    private final Thread mover;
    private volatile Stretches stretches;
    private volatile long head;
    /// Everything before it is in the segments.
    private volatile long moved;
    private volatile boolean due;
    private volatile boolean ended;
    /// Under `moving`: the file's memory is gone.
    private boolean closed;
    /// The system tells of some failures only once, so whoever moves hears of it until all was written
    /// anew.
    private volatile @Nullable IOException failure;

    /// @param file made for the segment, with its length as its head
    Tail(TailFile file, Segment segment) {
        this.file = file;
        this.most = file.size() / 4;
        this.stretches = new Stretches(null, new Stretch(segment, 0, Long.MAX_VALUE));
        this.head = segment.length();
        this.moved = head;
        this.mover = Thread.ofPlatform().name("sallyport-trail-tail").daemon().start(this::run);
    }

    /// A page of more bytes goes past it.
    boolean takes(long bytes) {
        return bytes <= most;
    }

    /// Bytes of the newest segment. They count when they are published.
    ///
    /// @param offset in the segment
    void put(ByteBuffer bytes, long offset) throws IOException {
        file.put(bytes, stretches.newest().base() + offset);
    }

    /// Makes room behind the head.
    void expect(long bytes) throws IOException {
        if (head + bytes - moved > file.size()) move(true);
    }

    /// @param length of the newest segment: what was put before it counts
    void publish(long length) throws IOException {
        long to = stretches.newest().base() + length;
        file.publish(to);
        head = to;
        if (to - moved >= MUCH && !due) {
            due = true;
            LockSupport.unpark(mover);
        }
    }

    /// The newest segment was written past the tail, up to its length.
    void passed(long length) throws IOException {
        moving.lock();
        try {
            long to = stretches.newest().base() + length;
            file.passed(to);
            moved = to;
            head = to;
        } finally {
            moving.unlock();
        }
    }

    /// Before a segment is begun: two stretches are known, not three. Where segments are as large as they should be
    /// the one before has long been moved.
    void expectAnother() throws IOException {
        if (moved < stretches.newest().base()) move(true);
    }

    void begin(Segment next) throws IOException {
        Stretch until = stretches.newest();
        Stretch full = new Stretch(until.segment(), until.base(), head);
        Stretch newest = new Stretch(next, blockOf(head + BLOCK - 1), Long.MAX_VALUE);
        file.begin(full.place(), newest.place());
        stretches = new Stretches(full, newest);
        head = newest.base();
    }

    private static long blockOf(long position) {
        return position - position % BLOCK;
    }

    /// Into the segments, in order.
    ///
    /// @param all else what fills no block stays
    /// @throws IOException after which as much is left as before, or less, and nothing is moved until [#forgive]
    void move(boolean all) throws IOException {
        moving.lock();
        try {
            if (closed) throw new IOException("the trail is closed");
            IOException before = failure;
            if (before != null) throw new IOException(Refusals.why(before), before);
            moveNow(all);
        } catch (IOException e) {
            if (failure == null) failure = e;
            throw e;
        } finally {
            moving.unlock();
        }
    }

    private void moveNow(boolean all) throws IOException {
        long upTo = head; // before the stretches: they are never older than it
        Stretches now = stretches;
        if (moved < now.newest().base()) finish(now, upTo);
        if (moved >= now.newest().base()) move(now.newest(), upTo, all);
    }

    private void finish(Stretches now, long upTo) throws IOException {
        Stretch before = Objects.requireNonNull(now.before(), "only the first segment has none, and begins at 0");
        move(before, Math.min(upTo, before.end()), true);
        if (moved < before.end()) return;
        before.segment().settle();
        moved(now.newest().base());
    }

    /// All that was moved and not fsynced has been written anew.
    void forgive() {
        failure = null;
    }

    /// The block where its file ends is filled up as usual first: whoever reads it meanwhile has it in the system's
    /// memory, and would see zeros behind its old end for a moment if it grew past that.
    private void move(Stretch stretch, long upTo, boolean all) throws IOException {
        if (upTo - moved >= MUCH / 4) {
            moveUpTo(stretch, blockOf(moved + BLOCK - 1), false);
            moveUpTo(stretch, blockOf(upTo), true);
        }
        if (all) moveUpTo(stretch, upTo, false);
    }

    private void moveUpTo(Stretch stretch, long upTo, boolean blocks) throws IOException {
        while (moved < upTo) {
            ByteBuffer piece = file.bytes(moved, upTo - moved);
            moved(moved + stretch.segment().extend(piece, moved - stretch.base(), blocks));
        }
    }

    private void moved(long to) throws IOException {
        file.moved(to);
        moved = to;
    }

    private void run() {
        while (!ended) {
            LockSupport.park(this);
            if (due) tryToMove();
        }
    }

    /// When it fails the next fsync meets the same, and tells those who wait.
    private void tryToMove() {
        due = false;
        try {
            move(false);
        } catch (IOException _) {
            LockSupport.parkNanos(this, 10_000_000);
        }
    }

    /// @return true when all of it is in the segments, and nobody uses the file any more
    boolean close() {
        ended = true;
        LockSupport.unpark(mover);
        try {
            return mover.join(PATIENCE) && moving.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && letGo();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean letGo() {
        try {
            if (closed) return false;
            closed = true;
            file.close();
            return moved == head;
        } finally {
            moving.unlock();
        }
    }
}
