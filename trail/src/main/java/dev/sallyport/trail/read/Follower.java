package dev.sallyport.trail.read;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Waits for lines as they are written, across segments. Not thread-safe; close it.
public final class Follower implements Closeable {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final TrailCursor cursor;
    private final Filter filter;

    Follower(Path directory, Position from, Filter filter) {
        this.cursor = new TrailCursor(directory, from);
        this.filter = filter;
    }

    /// @param patience looks for so long, twenty times a second
    /// @return empty when nothing that passes the filter came in time; ask again
    public Optional<TrailLine> next(Duration patience) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<TrailLine> line = cursor.next();
            if (line.filter(filter::passes).isPresent()) return line;
            if (System.nanoTime() - deadline >= 0) return Optional.empty();
            if (line.isEmpty()) Thread.sleep(LOOK);
        }
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }
}
