package dev.sallyport.trail;

import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.line.Link;
import dev.sallyport.trail.read.LineScanner;
import dev.sallyport.trail.read.Position;
import dev.sallyport.trail.read.Segments;
import dev.sallyport.trail.read.TrailReader;
import dev.sallyport.trail.seal.HeadSigner;
import dev.sallyport.trail.seal.SignedHead.Claim;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/// Removes the oldest segments whole, at the end of their time, and leaves a signed record of it, so that
/// verification still succeeds and says where the trail begins. Belongs to the sync thread.
final class Retention {

    private final Disk disk;
    private final TrailSettings settings;
    private final InstantSource clock;
    private final HeadSigner signer;

    Retention(Disk disk, TrailSettings settings, InstantSource clock, HeadSigner signer) {
        this.disk = disk;
        this.settings = settings;
        this.clock = clock;
        this.signer = signer;
    }

    /// @return the number of the last segment that was removed; 0 when there was nothing to do
    int tidy() throws IOException {
        if (settings.keep().equals(TrailSettings.FOR_EVER)) return 0;
        Instant limit = clock.instant().minus(settings.keep());
        NavigableMap<Integer, Path> files = Segments.list(settings.directory());
        int expired = files.isEmpty() ? 0 : expired(files, limit);
        for (Map.Entry<Integer, Path> file : files.headMap(expired, true).entrySet())
            remove(
                    file.getKey(),
                    file.getValue(),
                    files.higherEntry(file.getKey()).getValue());
        return expired;
    }

    /// A segment is wholly older when the one after it began before the limit. The last one always stays.
    private int expired(NavigableMap<Integer, Path> files, Instant limit) {
        int expired = 0;
        for (int number : files.headMap(files.lastKey(), false).keySet()) {
            Position next = new Position(number + 1, 0);
            if (!new TrailReader(settings.directory())
                    .timeAt(next)
                    .filter(limit::isAfter)
                    .isPresent()) break;
            expired = number;
        }
        return expired;
    }

    /// One at a time, the record first: a crash leaves nothing that cannot be verified.
    private void remove(int number, Path path, Path next) throws IOException {
        record(number, next);
        disk.delete(path);
    }

    /// The first line that stays says what the last removed one was.
    private void record(int expired, Path next) throws IOException {
        try (LineScanner lines = new LineScanner(next, 0)) {
            Optional<Link> first = lines.next() == LineScanner.Found.LINE
                    ? Link.parse(lines.array(), lines.from(), lines.length())
                    : Optional.empty();
            Link link = first.orElseThrow(() -> new IOException("no first line in `" + next + "`"));
            new HeadLog(disk, settings.directory().resolve(Segments.REMOVED))
                    .append(signer.sign(Claim.REMOVED, link.seq() - 1, link.prev(), expired, clock.instant()));
        }
    }
}
