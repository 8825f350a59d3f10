package dev.sallyport.trail;

import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.file.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.time.Instant;

/// One file of the chain. `length` is where its last good record ends; bytes beyond it do not count.
final class Segment {

    private static final long FORGOTTEN_AT_ONCE = 1 << 20;

    private final Disk disk;
    private final Path path;
    private DiskFile file;
    private long length;
    private long synced;
    private long forgotten;
    private boolean dirty;

    final int number;
    final Instant began;

    Segment(Disk disk, Path path, int number, Instant began, long length) throws IOException {
        this.disk = disk;
        this.path = path;
        this.number = number;
        this.began = began;
        this.length = length;
        this.file = disk.open(path);
    }

    long length() {
        return length;
    }

    /// Writes beyond the good length; [#accept] makes it count.
    ///
    /// @param ahead bytes since the good length that were written already
    void write(ByteBuffer bytes, long ahead) throws IOException {
        dirty = true;
        file.write(bytes, length + ahead);
    }

    void accept(long bytes) {
        length += bytes;
        dirty = false;
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
    void rewrite() throws IOException {
        reopen();
        ByteBuffer block = ByteBuffer.allocateDirect(1 << 16);
        long at = synced;
        while (at < length) {
            block.clear().limit((int) Math.min(block.capacity(), length - at));
            if (file.read(block, at) <= 0) throw new IOException("the segment is shorter than it was");
            block.flip();
            int count = block.remaining();
            file.write(block, at);
            at += count;
        }
        file.truncate(length);
        file.force();
        synced = length;
        dirty = false;
    }

    void close() throws IOException {
        file.close();
    }
}
