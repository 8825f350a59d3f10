package dev.sallyport.trail;

import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.file.TailFile;
import dev.sallyport.trail.file.TailHeader.Place;
import dev.sallyport.trail.line.Link;
import dev.sallyport.trail.line.LinkWriter;
import dev.sallyport.trail.read.Segments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Fixes the order of all records: one page after the other, under one short lock. A page is written whole or not at
/// all; after a failure the file is cut back to its last good record before anything else is written.
///
/// [#append] is safe on every thread; [#sync], [#forget], [#recover] and [#close] belong to the sync thread.
final class Chain {

    private static final int HEX = 64;

    private final Object lock = new Object();
    private final Disk disk;
    private final TrailSettings settings;
    private final InstantSource clock;
    private final Refusals refusals;
    private final LinkWriter links = new LinkWriter();
    private final ByteBuffer out = ByteBuffer.allocateDirect(1 << 17);
    private final byte[] hash = new byte[HEX];
    private final byte[] nextHash = new byte[HEX];
    private final List<Segment> retired = new ArrayList<>();
    /// What was fsynced lately; the sync thread's own.
    private final List<Segment> safe = new ArrayList<>();

    private Segment segment;
    private int tipSegment;
    private long seq;
    private long flushed;
    private boolean newName = true;
    private boolean closed;
    private boolean ended;
    private @Nullable String suspect;
    private final @Nullable Tail tail;

    Chain(Disk disk, TrailSettings settings, InstantSource clock, Refusals refusals, Segment segment, Tip tip) {
        this.disk = disk;
        this.settings = settings;
        this.clock = clock;
        this.refusals = refusals;
        this.segment = segment;
        this.seq = tip.seq();
        this.tipSegment = tip.segment();
        copy(tip.hash().getBytes(StandardCharsets.US_ASCII), hash);
        tail = tail();
        if (tail != null) segment.follow(tail);
    }

    private @Nullable Tail tail() {
        Place place = new Place(segment.number, 0, Long.MAX_VALUE);
        Optional<TailFile> file = disk.tail(tailPath(), Tail.SIZE, place, segment.length());
        return file.isPresent() ? new Tail(file.get(), segment) : null;
    }

    private Path tailPath() {
        return settings.directory().resolve(Segments.TAIL);
    }

    private static void copy(byte[] from, byte[] to) {
        System.arraycopy(from, 0, to, 0, HEX);
    }

    /// @return true when every line of the page is in the file; false when none is
    boolean append(Page page) {
        synchronized (lock) {
            try {
                ready();
                rotateWhenDue();
                write(page);
                refusals.resumed();
                return true;
            } catch (IOException e) {
                refusals.refused(page.lines(), Refusals.why(e));
                return false;
            }
        }
    }

    private void ready() throws IOException {
        if (closed) throw new IOException("the trail is closed");
        if (suspect != null) throw new IOException(suspect);
        segment.repair();
    }

    private void write(Page page) throws IOException {
        try {
            copy(hash, nextHash);
            out.clear();
            flushed = 0;
            segment.expect(page.end(page.lines() - 1) + (long) page.lines() * Link.MAX_LINK);
            for (int i = 0; i < page.lines(); i++) line(page, i);
            flush();
            segment.accept(flushed);
        } catch (IOException e) {
            undo(e);
            throw e;
        }
        seq += page.lines();
        tipSegment = segment.number;
        copy(nextHash, hash);
    }

    private void line(Page page, int line) throws IOException {
        put(page.array(), page.start(line), page.end(line));
        links.link(seq + line + 1, page.digest(line), nextHash);
        put(links.array(), 0, links.length());
    }

    private void put(byte[] bytes, int start, int end) throws IOException {
        int from = start;
        while (from < end) {
            if (!out.hasRemaining()) flush();
            int count = Math.min(out.remaining(), end - from);
            out.put(bytes, from, count);
            from += count;
        }
    }

    private void flush() throws IOException {
        out.flip();
        int count = out.remaining();
        segment.write(out, flushed);
        flushed += count;
        out.clear();
    }

    /// When this fails too, the next append tries it again first.
    private void undo(IOException cause) {
        try {
            segment.repair();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    private void rotateWhenDue() throws IOException {
        if (segment.length() == 0) return;
        Instant now = clock.instant();
        boolean old = Duration.between(segment.began, now).compareTo(settings.segmentAge()) > 0;
        if (!old && segment.length() < settings.segmentBytes()) return;
        if (tail != null) tail.expectAnother();
        int number = segment.number + 1;
        Path path = settings.directory().resolve(Segments.name(number));
        Segment next = new Segment(disk, path, number, now, 0);
        if (tail != null) begin(tail, next);
        retired.add(segment);
        segment = next;
        newName = true;
    }

    private static void begin(Tail tail, Segment next) throws IOException {
        try {
            tail.begin(next);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        next.follow(tail);
    }

    /// Puts everything that was appended before the call on the disk.
    ///
    /// @return the last line that is now safe
    /// @throws IOException after which nothing more is appended until [#recover] succeeded
    Tip sync() throws IOException {
        Unsafe unsafe = unsafe();
        try {
            if (tail != null) tail.move(true);
        } catch (IOException e) {
            suspect("writing failed: ", e);
            throw e;
        }
        try {
            force(unsafe);
            return unsafe.tip();
        } catch (IOException e) {
            suspect("fsync failed: ", e);
            throw e;
        }
    }

    /// What an fsync has to cover.
    ///
    /// @param name true when a file is new: its directory must be fsynced too
    private record Unsafe(List<Segment> full, Segment last, long length, boolean name, Tip tip) {}

    private Unsafe unsafe() throws IOException {
        synchronized (lock) {
            if (suspect != null) throw new IOException(suspect);
            Unsafe unsafe = new Unsafe(List.copyOf(retired), segment, segment.length(), newName, tip());
            newName = false;
            return unsafe;
        }
    }

    private void force(Unsafe unsafe) throws IOException {
        for (Segment full : unsafe.full()) {
            full.force();
            full.synced(full.length());
        }
        unsafe.last().force();
        if (unsafe.name()) disk.syncDirectory(settings.directory());
        unsafe.last().synced(unsafe.length());
        safe.addAll(unsafe.full());
        safe.add(unsafe.last());
        for (Segment full : unsafe.full()) full.close();
        synchronized (lock) {
            retired.removeAll(unsafe.full());
        }
    }

    /// Lets go, in memory, of what the last syncs put on the disk: after those who wait for them were told.
    void forget() {
        safe.forEach(Segment::forget);
        safe.clear();
    }

    private void suspect(String what, IOException cause) {
        synchronized (lock) {
            newName = true;
            suspect = what + Refusals.why(cause);
            refusals.refused(0, suspect);
        }
    }

    /// After a failed sync: writes again what may not have reached the disk. While it works nothing is appended.
    ///
    /// @return false when the disk still fails
    boolean recover() {
        List<Segment> all;
        synchronized (lock) {
            if (suspect == null) return true;
            if (closed) return false; // the files are another's by now
            all = new ArrayList<>(retired);
            all.add(segment);
        }
        try {
            for (Segment each : all) each.rewrite();
            if (tail != null) {
                tail.forgive();
                tail.move(true);
            }
            Recheck.segments(settings.directory(), all.getFirst().number, tip().hash());
        } catch (IOException _) {
            return false;
        }
        synchronized (lock) {
            suspect = null;
        }
        refusals.resumed();
        return true;
    }

    Tip tip() {
        synchronized (lock) {
            return new Tip(seq, new String(hash, StandardCharsets.US_ASCII), tipSegment);
        }
    }

    /// Refuses from now on.
    void seal() {
        synchronized (lock) {
            closed = true;
        }
    }

    /// Cuts off what does not count, as far as the disk allows. Only once: later the files may be another's.
    void close() throws IOException {
        synchronized (lock) {
            closed = true;
            if (ended) return;
            ended = true;
            try {
                segment.repair();
            } finally {
                letGo();
            }
        }
    }

    private void letGo() throws IOException {
        try {
            closeTail();
        } finally {
            for (Segment each : retired) each.close();
            segment.close();
        }
    }

    /// What could not be moved stays for the next opening.
    private void closeTail() throws IOException {
        if (tail != null && tail.close()) disk.delete(tailPath());
    }
}
