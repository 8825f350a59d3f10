package dev.sallyport.trail;

import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.file.DiskFile;
import dev.sallyport.trail.seal.SignedHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Appends signed heads to one file, each on the disk before the call returns. Not thread-safe.
///
/// The file is opened for each head, so that an anchor may be mounted, moved or rotated while the gateway runs.
final class HeadLog {

    private final Disk disk;
    private final Path path;

    HeadLog(Disk disk, Path path) {
        this.disk = disk;
        this.path = path;
    }

    /// A half-written head of an earlier try, or of a gateway that was killed, is cut off first.
    void append(SignedHead head) throws IOException {
        ByteBuffer line = ByteBuffer.wrap((head.line() + "\n").getBytes(StandardCharsets.US_ASCII));
        try (DiskFile file = disk.open(path)) {
            long end = wholeLines(file);
            if (end < file.size()) file.truncate(end);
            file.write(line, end);
            file.force();
            if (end == 0) disk.syncDirectory(path.toAbsolutePath().resolveSibling("."));
        }
    }

    private static long wholeLines(DiskFile file) throws IOException {
        long size = file.size();
        ByteBuffer tail = ByteBuffer.allocate((int) Math.min(size, SignedHead.MAX_LENGTH));
        while (tail.hasRemaining() && file.read(tail, size - tail.remaining()) > 0) {
            // until the tail is read
        }
        for (int i = tail.position() - 1; i >= 0; i--) if (tail.get(i) == '\n') return size - tail.position() + i + 1;
        if (size > tail.position()) throw new IOException("not a file of signed heads");
        return 0;
    }

    Path path() {
        return path;
    }
}
