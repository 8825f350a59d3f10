package dev.sallyport.trail.file;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The file system of the machine.
enum ChannelDisk implements Disk {
    REAL;

    private static final Logger LOG = System.getLogger("dev.sallyport.trail");

    @Override
    public DiskFile open(Path path) throws IOException {
        return new ChannelFile(
                path,
                FileChannel.open(
                        path,
                        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))));
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void delete(Path path) throws IOException {
        Files.delete(path);
    }

    /// Memory that two processes share, one of which only reads, is what Linux promises for a file.
    @Override
    public Optional<TailFile> tail(Path path, int size, TailHeader.Place place, long head) {
        if (!System.getProperty("os.name", "").equals("Linux")) return Optional.empty();
        try {
            return Optional.of(TailFile.create(path, size, place, head));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "each record is written to its segment at once: there is no tail to be had", e);
            dropIncomplete(path);
            return Optional.empty();
        }
    }

    private void dropIncomplete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "an incomplete tail stays", e);
        }
    }

    /// `O_DIRECT`. By its name, as the compiler warns of the class: it is the JDK's own, and documented.
    private static OpenOption direct() throws IOException {
        try {
            for (Object each :
                    Class.forName("com.sun.nio.file.ExtendedOpenOption").getEnumConstants())
                if (each instanceof OpenOption option && option.toString().equals("DIRECT")) return option;
            throw new IOException("this JDK knows no direct writes");
        } catch (ClassNotFoundException e) {
            throw new IOException(e);
        }
    }

    private static final class ChannelFile implements DiskFile {

        private final Path path;
        private final FileChannel channel;
        private @Nullable FileChannel past;
        private boolean refuses;

        ChannelFile(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            long at = position;
            while (from.hasRemaining()) at += channel.write(from, at);
        }

        @Override
        public void writeBlocks(ByteBuffer from, long position) throws IOException {
            if (refuses) write(from, position);
            else writePast(from, position);
        }

        /// A file system may take such writes not at all, or only in larger blocks.
        private void writePast(ByteBuffer from, long position) throws IOException {
            int start = from.position();
            try {
                if (past == null) past = FileChannel.open(path, StandardOpenOption.WRITE, direct());
                long at = position;
                while (from.hasRemaining()) at += past.write(from, at);
            } catch (IOException | UnsupportedOperationException e) {
                LOG.log(Level.DEBUG, "the system's memory is not passed by", e);
                refuses = true;
                write(from.position(start), position);
            }
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return channel.read(into, position);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void forget(long upTo) {
            PageCache.forget(path, upTo);
        }

        @Override
        public void close() throws IOException {
            if (past != null) past.close();
            channel.close();
        }
    }
}
