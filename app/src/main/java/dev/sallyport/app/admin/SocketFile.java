package dev.sallyport.app.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/// The socket's file: where it may lie, and who may remove it.
final class SocketFile {

    /// The smallest `sun_path` among the systems in use (macOS: 104 bytes, with the closing zero).
    private static final int LONGEST = 103;

    private final Path path;
    private final AtomicBoolean bound = new AtomicBoolean();

    private SocketFile(Path path) {
        this.path = path;
    }

    /// A place where nothing listens; what a killed gateway left there is removed.
    static SocketFile free(Path wanted) throws IOException {
        Path path = wanted.toAbsolutePath().normalize();
        if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            throw new IOException(
                    "the system allows a socket path of " + LONGEST + " bytes, choose a shorter one: `" + path + "`");
        }
        PrivatePlace.folder(folderOf(path));
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) clear(path);
        return new SocketFile(path);
    }

    Path path() {
        return path;
    }

    /// It is ours now, and nobody else's.
    void bound() throws IOException {
        bound.set(true);
        PrivatePlace.close(path);
    }

    void remove() {
        if (!bound.getAndSet(false)) return;
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path path) throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException("is not a socket, remove it or choose another path: `" + path + "`");
        }
        if (answers(path)) {
            throw new IOException("another gateway answers here, stop it or choose another path: `" + path + "`");
        }
        Files.delete(path);
    }

    private static boolean answers(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path folderOf(Path path) throws IOException {
        Path folder = path.getParent();
        if (folder == null) throw new IOException("must be a file in a folder: `" + path + "`");
        return folder;
    }
}
