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

    /// @param file made for the segment, with its length as its head
    Tail(TailFile file, Segment segment) throws IOException {
        this.file = file;
        this.most = file.size() / 4;
        this.stretches = new Stretches(null, new Stretch(segment, 0, Long.MAX_VALUE));
        this.head = segment.length();
        this.moved = head;
        reload();
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
        if (head + bytes - blockOf(moved) > file.size()) move(true);
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
            file.publish(to);
            moved = to;
            head = to;
        } finally {
            moving.unlock();
        }
    }

    /// What came before the newest segment must be moved first: two stretches are known, not three.
    boolean mayBegin() {
        return moved >= stretches.newest().base();
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
    /// @throws IOException after which as much is left as before, or less
    void move(boolean all) throws IOException {
        moving.lock();
        try {
            if (closed) throw new IOException("the trail is closed");
            long upTo = head; // before the stretches: they are never older than it
            Stretches now = stretches;
            if (moved < now.newest().base()) finish(now, upTo);
            if (moved >= now.newest().base()) move(now.newest(), upTo, all);
        } finally {
            moving.unlock();
        }
    }

    private void finish(Stretches now, long upTo) throws IOException {
        Stretch before = Objects.requireNonNull(now.before(), "only the first segment has none, and begins at 0");
        move(before, Math.min(upTo, before.end()), true);
        if (moved == before.end()) moved = now.newest().base();
    }

    private void move(Stretch stretch, long upTo, boolean all) throws IOException {
        if (upTo - moved >= MUCH / 4) moveBlocks(stretch, blockOf(upTo));
        while (all && moved < upTo) {
            long from = moved;
            ByteBuffer piece = file.bytes(from, upTo - from);
            moved = from + stretch.segment().extend(piece, from - stretch.base(), false);
        }
    }

    /// The first block may be there in part: it is written once more, with the same bytes.
    private void moveBlocks(Stretch stretch, long upTo) throws IOException {
        long from = blockOf(moved);
        while (from < upTo) {
            ByteBuffer piece = file.bytes(from, upTo - from);
            from += stretch.segment().extend(piece, from - stretch.base(), true);
            moved = from;
        }
    }

    /// The last block of the newest segment, of which all is in its file: a part of it may have to be written again.
    void reload() throws IOException {
        Stretch newest = stretches.newest();
        long start = blockOf(head);
        ByteBuffer part = ByteBuffer.allocate((int) (head - start));
        newest.segment().read(part, start - newest.base());
        file.put(part.flip(), start);
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
