package dev.sallyport.trail.read;

import dev.sallyport.trail.read.LineScanner.Found;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks over the lines of all segments, and on as they grow. Not thread-safe.
final class TrailCursor implements Closeable {

    private final Path directory;
    private final RecordParser parser = new RecordParser();
    private int segment;
    private long start;
    private @Nullable LineScanner lines;

    TrailCursor(Path directory, Position from) {
        this.directory = directory;
        this.segment = from.segment();
        this.start = from.offset();
    }

    /// Empty when there is nothing more for now; a line that is still being written is waited for.
    Optional<TrailLine> next() throws IOException {
        while (lines != null || open()) {
            Optional<TrailLine> line = read(false);
            if (line.isPresent()) return line;
            Optional<Integer> after = following();
            if (after.isEmpty()) return line;
            line = read(true);
            if (line.isPresent()) return line;
            moveTo(after.get());
        }
        return Optional.empty();
    }

    /// @param complete a segment that another one follows will not grow any more
    private Optional<TrailLine> read(boolean complete) throws IOException {
        if (lines == null) return Optional.empty();
        Found found = lines.next();
        Position at = new Position(segment, lines.offset());
        Position next = new Position(segment, lines.nextOffset());
        return switch (found) {
            case LINE -> Optional.of(parser.parse(lines, at, next));
            case TOO_LONG -> Optional.of(new UnreadableLine(at, next, "too long"));
            case PARTIAL -> complete ? Optional.of(abandoned(at)) : Optional.empty();
            case END -> Optional.empty();
        };
    }

    private TrailLine abandoned(Position at) throws IOException {
        moveTo(segment + 1);
        return new UnreadableLine(at, new Position(segment, 0), "the line has no end");
    }

    private void moveTo(int number) throws IOException {
        close();
        segment = number;
        start = 0;
    }

    /// The segment itself, or the first one after it.
    private boolean open() throws IOException {
        NavigableMap<Integer, Path> files = Segments.list(directory).tailMap(segment, true);
        if (files.isEmpty()) return false;
        if (files.firstKey() != segment) moveTo(files.firstKey());
        lines = new LineScanner(files.firstEntry().getValue(), start);
        return true;
    }

    private Optional<Integer> following() throws IOException {
        NavigableMap<Integer, Path> later = Segments.list(directory).tailMap(segment, false);
        return later.isEmpty() ? Optional.empty() : Optional.of(later.firstKey());
    }

    @Override
    public void close() throws IOException {
        if (lines != null) lines.close();
        lines = null;
    }
}
