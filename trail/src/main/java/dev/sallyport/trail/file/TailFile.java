package dev.sallyport.trail.file;

import dev.sallyport.trail.file.TailHeader.Place;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A file in memory of which the same pages are written again and again: what is put here outlives the process, costs
/// no call of the system, and needs no new page. It does not outlive a power loss. Layout: [TailHeader].
///
/// Bytes and positions are put by one thread at a time; [#bytes] may be called by another for what was published.
public final class TailFile implements Closeable {

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = LONG.varHandle();

    private final Arena arena = Arena.ofShared();
    private final MemorySegment header;
    private final MemorySegment ring;
    private final ByteBuffer view;
    private long turn;

    private TailFile(FileChannel channel, int size) throws IOException {
        MemorySegment all = channel.map(MapMode.READ_WRITE, 0, TailHeader.BLOCK + (long) size, arena);
        header = all.asSlice(0, TailHeader.BLOCK);
        ring = all.asSlice(TailHeader.BLOCK);
        view = ring.asByteBuffer();
    }

    /// Makes the file, and all of its pages, so that none is missing later.
    ///
    /// @param size a multiple of [TailHeader#BLOCK]
    /// @throws IOException when it is there already, there is no room for it, or such files are not to be had here
    public static TailFile create(Path path, int size, Place place, long head) throws IOException {
        try (FileChannel channel = FileChannel.open(
                path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            fill(channel, TailHeader.BLOCK + (long) size);
            TailFile file = new TailFile(channel, size);
            file.begin(size, place, head);
            return file;
        } catch (UnsupportedOperationException | InternalError e) {
            throw new IOException(e);
        }
    }

    private static void fill(FileChannel channel, long size) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 18);
        long at = 0;
        while (at < size) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), size - at));
            at += channel.write(zeros, at);
        }
    }

    private void begin(long size, Place place, long head) {
        set(TailHeader.SIZE_AT, size);
        set(TailHeader.HEAD_AT, head);
        set(TailHeader.MOVED_AT, head);
        place(TailHeader.placeAt(turn), place);
        set(0, TailHeader.MAGIC);
    }

    private void place(int at, Place place) {
        set(at, place.number());
        set(at + 8, place.base());
        set(at + 16, place.end());
    }

    /// In the order of the program for whoever looks into the file.
    private void set(int at, long value) {
        LONGS.setRelease(header, (long) at, value);
    }

    public int size() {
        return (int) ring.byteSize();
    }

    /// Puts everything that remains in the buffer at a position. It counts when it is published.
    ///
    /// @throws IOException when the file's pages cannot be had any more
    public void put(ByteBuffer bytes, long position) throws IOException {
        try {
            long at = position;
            while (bytes.hasRemaining()) at += piece(bytes, (int) (at % size()));
        } catch (InternalError e) {
            throw unwritable(e);
        }
    }

    /// How the machine says that a page is missing, and there is no room for it.
    private static IOException unwritable(InternalError e) {
        return new IOException("the tail's memory cannot be written", e);
    }

    private int piece(ByteBuffer bytes, int at) {
        int count = Math.min(bytes.remaining(), size() - at);
        view.put(at, bytes, bytes.position(), count);
        bytes.position(bytes.position() + count);
        return count;
    }

    /// Everything before a position counts.
    ///
    /// @throws IOException as [#put] does
    public void publish(long head) throws IOException {
        try {
            set(TailHeader.HEAD_AT, head);
        } catch (InternalError e) {
            throw unwritable(e);
        }
    }

    /// Everything before a position is in its segment's file. Called by one thread at a time.
    ///
    /// @throws IOException as [#put] does
    public void moved(long to) throws IOException {
        try {
            set(TailHeader.MOVED_AT, to);
        } catch (InternalError e) {
            throw unwritable(e);
        }
    }

    /// Everything before a position counts, and is in its segment's file.
    ///
    /// @throws IOException as [#put] does
    public void passed(long to) throws IOException {
        moved(to);
        publish(to);
    }

    /// From now on bytes belong to another segment. Can be tried again.
    ///
    /// @param full the one until now
    /// @throws IOException as [#put] does
    public void begin(Place full, Place next) throws IOException {
        try {
            place(TailHeader.placeAt(turn), full);
            place(TailHeader.placeAt(turn + 1), next);
            set(TailHeader.TURN_AT, turn + 1);
        } catch (InternalError e) {
            throw unwritable(e);
        }
        turn++;
        publish(next.base());
    }

    /// Bytes from a position on, no more than lie in one piece; a view, not a copy.
    public ByteBuffer bytes(long position, long most) {
        int at = (int) (position % size());
        return view.slice(at, (int) Math.min(most, size() - at));
    }

    /// Nobody may use it any more.
    @Override
    public void close() {
        arena.close();
    }
}
