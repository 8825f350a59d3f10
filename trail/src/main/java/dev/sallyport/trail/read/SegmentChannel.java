package dev.sallyport.trail.read;

import dev.sallyport.trail.file.TailHeader;
import dev.sallyport.trail.file.TailHeader.Place;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/// A segment as it is at each moment: its file, and behind that what still lies in the tail. Not thread-safe.
///
/// The tail is looked into anew each time the file has ended. It may change while it is read: then it is read again,
/// and what it no longer holds is in the file by then. Whoever may not read it sees what is in the file, which is
/// later by the time between two fsyncs.
final class SegmentChannel implements SeekableByteChannel {

    private static final int TRIES = 100;
    private static final int GONE = -2;

    private final FileChannel file;
    private final Path tail;
    private final int number;
    private long position;

    SegmentChannel(Path path, int number) throws IOException {
        this.file = FileChannel.open(path);
        this.tail = path.resolveSibling(Segments.TAIL);
        this.number = number;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        for (int i = 0; i < TRIES; i++) {
            int count = file.read(into, position);
            if (count < 0) count = fromTail(into);
            if (count != GONE) {
                position += Math.max(count, 0);
                return count;
            }
        }
        throw new IOException("the end of `" + number + "` was written faster than it can be read");
    }

    /// @return -1 when the segment ends here, [#GONE] when what stood here has been moved into the file
    private int fromTail(ByteBuffer into) throws IOException {
        try (FileChannel open = FileChannel.open(tail)) {
            Optional<TailHeader> header = header(open);
            Optional<Place> place = header.flatMap(h -> h.of(number));
            return place.isPresent() ? read(open, header.get(), place.get(), into) : endOfFile();
        } catch (NoSuchFileException | AccessDeniedException _) {
            return endOfFile();
        }
    }

    /// It may have grown since it was read.
    private int endOfFile() throws IOException {
        return file.size() > position ? GONE : -1;
    }

    private int read(FileChannel open, TailHeader header, Place place, ByteBuffer into) throws IOException {
        if (position >= place.end() - place.base()) return endOfFile();
        long from = place.base() + position;
        if (!header.holds(from)) return endOfFile();
        ByteBuffer part = into.slice();
        part.limit((int) Math.min(part.remaining(), header.oneAfterTheOther(from, place.end())));
        while (part.hasRemaining()) if (open.read(part, header.at(from) + part.position()) <= 0) return -1;
        if (file.size() > position) return GONE; // only then can something else stand there
        into.position(into.position() + part.position());
        return part.position();
    }

    /// Twice alike, as a segment may be begun meanwhile: then one look may find what makes no sense, or worse, does.
    private static Optional<TailHeader> header(FileChannel open) throws IOException {
        Optional<TailHeader> first = once(open);
        for (int i = 0; i < TRIES; i++) {
            Optional<TailHeader> again = once(open);
            if (alike(first, again)) return again;
            first = again;
        }
        return first;
    }

    private static boolean alike(Optional<TailHeader> first, Optional<TailHeader> again) {
        if (first.isEmpty() || again.isEmpty()) return first.isEmpty() && again.isEmpty();
        return first.get().placesAs(again.get());
    }

    private static Optional<TailHeader> once(FileChannel open) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(TailHeader.BLOCK);
        open.read(bytes, 0);
        return TailHeader.parse(bytes.flip());
    }

    /// The tail's own, when there is one that can be read.
    static Optional<TailHeader> tail(Path path) throws IOException {
        try (FileChannel open = FileChannel.open(path)) {
            return header(open);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }
}
