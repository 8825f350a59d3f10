package dev.sallyport.trail;

import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.file.DiskFile;
import dev.sallyport.trail.file.TailHeader;
import dev.sallyport.trail.file.TailHeader.Place;
import dev.sallyport.trail.line.Link;
import dev.sallyport.trail.read.LineScanner;
import dev.sallyport.trail.read.LineScanner.Found;
import dev.sallyport.trail.read.Segments;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// After a kill: what the tail still held goes into the segments. Of a killed process that is all of it. After a power
/// loss the tail may be older or newer than the segments, in parts: then whole lines count that hang on the line
/// before them, and the tail is kept aside. Can be repeated at any point.
final class Recovery {

    private static final String ASIDE = Segments.TAIL + ".torn";

    private final Disk disk;
    private final Path directory;
    private final MessageDigest sha256 = Recheck.sha256();
    private @Nullable String hash;
    private boolean whole = true;

    private Recovery(Disk disk, Path directory) {
        this.disk = disk;
        this.directory = directory;
    }

    /// @return what could not be used, in words, for the record
    static Optional<String> of(Disk disk, Path directory) throws IOException {
        Path tail = directory.resolve(Segments.TAIL);
        return Files.exists(tail) ? new Recovery(disk, directory).empty(tail) : Optional.empty();
    }

    private Optional<String> empty(Path tail) throws IOException {
        Optional<TailHeader> header = Segments.tail(tail);
        if (header.isPresent())
            for (Place place : header.get().places().toList())
                segment(place, header.get().moved());
        else whole = blank(tail);
        return whole ? delete(tail) : keep(tail);
    }

    /// It was about to be made.
    private static boolean blank(Path tail) throws IOException {
        try (InputStream in = Files.newInputStream(tail)) {
            for (byte each : in.readNBytes(TailHeader.BLOCK)) if (each != 0) return false;
        }
        return true;
    }

    private Optional<String> delete(Path tail) throws IOException {
        disk.delete(tail);
        disk.syncDirectory(directory);
        return Optional.empty();
    }

    private Optional<String> keep(Path tail) throws IOException {
        Files.move(tail, aside(directory), StandardCopyOption.REPLACE_EXISTING);
        disk.syncDirectory(directory);
        return Optional.of("what could not be read of the tail was moved to " + ASIDE);
    }

    /// When the trail itself turns out to be damaged: once that is mended, the tail may fit again.
    static void putBack(Disk disk, Path directory) throws IOException {
        Files.move(aside(directory), directory.resolve(Segments.TAIL));
        disk.syncDirectory(directory);
    }

    private static Path aside(Path directory) {
        return directory.resolve(ASIDE);
    }

    /// One that is not there was removed at the end of its time, after all of it had been handed on.
    private void segment(Place place, long moved) throws IOException {
        Path path = directory.resolve(Segments.name(place.number()));
        if (!Files.exists(path)) {
            whole &= place.end() == place.base() || place.end() <= moved;
            return;
        }
        long end = soundUpTo(path);
        whole &= end >= place.end() - place.base();
        if (end > Files.size(path)) extend(path, end);
    }

    /// Behind the last whole line that hangs on the one before it.
    private long soundUpTo(Path path) throws IOException {
        long end = 0;
        try (LineScanner lines = new LineScanner(path, 0)) {
            while (lines.next() == Found.LINE && sound(lines)) end = lines.nextOffset();
        }
        return end;
    }

    private boolean sound(LineScanner lines) {
        Optional<Link> link = Link.parse(lines.array(), lines.from(), lines.length());
        boolean sound = link.isPresent()
                && link.get().holds(sha256, lines.array(), lines.from())
                && (hash == null || hash.equals(link.get().prev()));
        if (sound) hash = link.get().hash();
        return sound;
    }

    private void extend(Path path, long end) throws IOException {
        long at = Files.size(path);
        ByteBuffer block = ByteBuffer.allocate(1 << 16);
        try (SeekableByteChannel from = Segments.open(path);
                DiskFile to = disk.open(path)) {
            from.position(at);
            while (at < end) {
                block.clear().limit((int) Math.min(block.capacity(), end - at));
                if (from.read(block) <= 0) throw new IOException("the tail is shorter than it was");
                int count = block.flip().remaining();
                to.write(block, at);
                at += count;
            }
            to.force();
        }
    }
}
