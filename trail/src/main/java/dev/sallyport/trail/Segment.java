package dev.sallyport.trail;

import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One file of the chain. `length` is where its last good record ends; bytes beyond it do not count. With a [Tail] its
/// end may not be in the file yet: `held` is how much is.
final class Segment {

    private static final long FORGOTTEN_AT_ONCE = 1 << 20;

    private final Disk disk;
    private final Path path;
    private DiskFile file;
    private @Nullable Tail tail;
    private volatile long held;
    private long length;
    private long synced;
    private long forgotten;
    private boolean dirty;
    private boolean byTail;
    private volatile boolean unsettled;

    final int number;
    final Instant began;

    Segment(Disk disk, Path path, int number, Instant began, long length) throws IOException {
        this.disk = disk;
        this.path = path;
        this.number = number;
        this.began = began;
        this.length = length;
        this.held = length;
        this.file = disk.open(path);
    }

    long length() {
        return length;
    }

    /// What is written from now on goes by the tail, when it can take it.
    void follow(Tail newest) {
        tail = newest;
    }

    /// Before a page is written.
    ///
    /// @param bytes no fewer than will be written
    void expect(long bytes) throws IOException {
        if (tail == null) return;
        byTail = tail.takes(bytes);
        if (byTail) tail.expect(bytes);
        else tail.move(true);
    }

    /// Writes beyond the good length; [#accept] makes it count.
    ///
    /// @param ahead bytes since the good length that were written already
    void write(ByteBuffer bytes, long ahead) throws IOException {
        if (tail != null && byTail) tail.put(bytes, length + ahead);
        else {
            dirty = true;
            unsettled = true;
            file.write(bytes, length + ahead);
        }
    }

    /// @throws IOException when they do not count after all
    void accept(long bytes) throws IOException {
        long longer = length + bytes;
        if (tail != null && byTail) tail.publish(longer);
        else if (tail != null) tail.passed(longer);
        if (!byTail) held = longer;
        length = longer;
        dirty = false;
    }

    /// What the tail hands on. It counts as held before the monitor is let go: [#rewrite] cuts off what does not.
    ///
    /// @param blocks whole ones
    /// @return how many bytes
    synchronized int extend(ByteBuffer bytes, long offset, boolean blocks) throws IOException {
        int count = bytes.remaining();
        if (blocks) settle();
        unsettled |= !blocks;
        if (blocks) file.writeBlocks(bytes, offset);
        else file.write(bytes, offset);
        held = offset + count;
        return count;
    }

    /// What lies in the system's memory goes to the disk before anything behind it passes that memory: after a power
    /// loss no good line may stand behind a gap.
    synchronized void settle() throws IOException {
        if (unsettled) file.force();
        unsettled = false;
    }

    /// Cuts off what does not count.
    void repair() throws IOException {
        if (!dirty) return;
        try {
            file.truncate(length);
        } catch (ClosedChannelException _) {
            reopen();
            file.truncate(length);
        }
        dirty = false;
    }

    /// An interrupted thread closes the channel that it writes to.
    private void reopen() throws IOException {
        try {
            file.close();
        } catch (IOException _) {
            // it is replaced because it does not work
        }
        file = disk.open(path);
    }

    void force() throws IOException {
        file.force();
    }

    void synced(long upTo) {
        synced = Math.max(synced, upTo);
    }

    /// What is on the disk is let go of in memory, much of it at once, as each time the whole file is looked through.
    void forget() {
        if (synced - forgotten < FORGOTTEN_AT_ONCE) return;
        file.forget(synced);
        forgotten = synced;
    }

    /// After a failed fsync the kernel may take lost pages for clean ones: what was not yet on the disk is written once
    /// more.
    synchronized void rewrite() throws IOException {
        reopen();
        ByteBuffer block = ByteBuffer.allocateDirect(1 << 16);
        long end = held;
        long at = synced;
        while (at < end) {
            block.clear().limit((int) Math.min(block.capacity(), end - at));
            if (file.read(block, at) <= 0) throw new IOException("the segment is shorter than it was");
            block.flip();
            int count = block.remaining();
            file.write(block, at);
            at += count;
        }
        file.truncate(end);
        file.force();
        synced = end;
        dirty = false;
    }

    void close() throws IOException {
        file.close();
    }
}
