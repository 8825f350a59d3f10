package dev.sallyport.trail;

import dev.sallyport.trail.file.Disk;
import dev.sallyport.trail.file.DiskFile;
import dev.sallyport.trail.file.TailFile;
import dev.sallyport.trail.file.TailHeader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The real disk, which runs full after a number of bytes, cannot truncate, or fails to fsync, as told. It notes
/// fsyncs and does none: no test here outlives a power loss.
final class FaultyDisk implements Disk {

    static final String FULL = "No space left on device";

    volatile long room = Long.MAX_VALUE;
    volatile boolean truncates = true;
    volatile boolean forces = true;
    volatile boolean opens = true;
    /// Whether records go by a tail.
    volatile boolean tails;
    /// Fsyncs wait for it.
    volatile CountDownLatch release = new CountDownLatch(0);
    final List<String> log = new CopyOnWriteArrayList<>();

    @Override
    public DiskFile open(Path path) throws IOException {
        if (!opens) throw new IOException(FULL);
        return new Faulty(Disk.real().open(path), path);
    }

    @Override
    public void syncDirectory(Path directory) {
        log.add("force " + directory.getFileName());
    }

    @Override
    public void delete(Path path) throws IOException {
        Disk.real().delete(path);
    }

    @Override
    public Optional<TailFile> tail(Path path, int size, TailHeader.Place place, long head) {
        return tails ? Disk.real().tail(path, size, place, head) : Optional.empty();
    }

    List<String> log() {
        return new ArrayList<>(log);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) throw new IOException("nobody let the disk go on");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private final class Faulty implements DiskFile {
        private final DiskFile file;
        private final Path path;

        Faulty(DiskFile file, Path path) {
            this.file = file;
            this.path = path;
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            log.add("write " + path.getFileName());
            int fits = (int) Math.min(room, from.remaining());
            ByteBuffer part = from.duplicate().limit(from.position() + fits);
            file.write(part, position);
            if (room != Long.MAX_VALUE) room -= fits;
            boolean whole = fits == from.remaining();
            from.position(from.position() + fits);
            if (!whole) throw new IOException(FULL);
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            if (!truncates) throw new IOException("Input/output error");
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            log.add("force " + path.getFileName());
            await(release);
            if (!forces) throw new IOException("Input/output error");
        }

        @Override
        public void forget(long upTo) {
            log.add("forget " + path.getFileName() + " to " + upTo);
            file.forget(upTo);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
