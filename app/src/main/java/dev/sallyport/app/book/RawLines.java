package dev.sallyport.app.book;

import dev.sallyport.trail.line.Link;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.TrailLine;
import dev.sallyport.trail.read.TrailRecord;
import dev.sallyport.trail.read.UnreadableLine;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The lines as they stand in the files, byte for byte, so that their hashes can be checked without Sallyport. Must
/// be shown every line, in order. Not thread-safe.
final class RawLines implements Closeable {

    private final Path folder;
    private Position before;
    private int open;
    private @Nullable SeekableByteChannel file;

    /// @param from where the reading begins
    RawLines(Path folder, Position from) {
        this.folder = folder;
        this.before = from;
    }

    /// @param end behind the line feed
    record Span(int segment, long start, long end) {}

    Span span(TrailLine line) {
        Position next = line.next();
        Position start = switch (line) {
            case TrailRecord _ -> next.segment() == before.segment() ? before : new Position(next.segment(), 0);
            case UnreadableLine bad -> bad.at();
        };
        before = next;
        return new Span(start.segment(), start.offset(), next.segment() == start.segment() ? next.offset() : -1);
    }

    /// Without its line feed. A line whose end is not known is read as far as any record can be long.
    String text(Span span) throws IOException {
        SeekableByteChannel channel = channel(span.segment());
        long end = span.end() < 0 ? channel.size() : span.end();
        int length = (int) Math.min(Math.max(0, end - span.start()), Link.MAX_LINE);
        ByteBuffer bytes = ByteBuffer.allocate(length);
        channel.position(span.start());
        while (bytes.hasRemaining() && channel.read(bytes) > 0) {
            // until all of it is read
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).stripTrailing();
    }

    private SeekableByteChannel channel(int segment) throws IOException {
        if (file == null || open != segment) {
            close();
            file = Segments.open(folder.resolve(Segments.name(segment)));
            open = segment;
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
        }
    }
}
