package dev.sallyport.trail;

import dev.sallyport.trail.file.PrivateFolder;
import dev.sallyport.trail.read.Segments;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Only one process may write to a directory. The lock dies with the process that holds it.
final class DirectoryLock implements Closeable {

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        PrivateFolder.make(directory);
        FileChannel channel =
                FileChannel.open(directory.resolve(Segments.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) return new DirectoryLock(channel);
        } catch (OverlappingFileLockException _) {
            // held by this very process: said below
        }
        channel.close();
        throw new IOException("trail: another process writes to it, stop that one first: `" + directory + "`");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
