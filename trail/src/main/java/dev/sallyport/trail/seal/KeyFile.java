package dev.sallyport.trail.seal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// One line of text in a file that only its owner may read.
final class KeyFile {

    private static final String PRIVATE = "rw-------";
    private static final String PUBLIC = "rw-r--r--";
    private static final int MAX_BYTES = 4096;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFile() {}

    /// @throws IOException when others could read or change it
    static String readPrivate(Path path) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path);
        if (!OWNER.containsAll(permissions))
            throw new IOException("key file must be readable by its owner alone (chmod 600), but is "
                    + PosixFilePermissions.toString(permissions) + ": `" + path + "`");
        return read(path);
    }

    static String read(Path path) throws IOException {
        if (Files.size(path) > MAX_BYTES) throw new IOException("not a key file: `" + path + "`");
        return Files.readString(path, StandardCharsets.ISO_8859_1).strip();
    }

    static void writePrivate(Path path, String text) throws IOException {
        write(path, text, PRIVATE);
    }

    static void writePublic(Path path, String text) throws IOException {
        write(path, text, PUBLIC);
    }

    /// Complete or not there at all, even when the power fails.
    private static void write(Path path, String text, String permissions) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(draft);
        try (FileChannel channel = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)))) {
            ByteBuffer bytes = ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Files such as `head.pub` and `head-2026.pub`.
    static List<Path> list(Path folder, String start, String end) throws IOException {
        if (!Files.isDirectory(folder)) return List.of();
        try (var paths = Files.list(folder)) {
            return paths.filter(path -> named(path, start, end)).sorted().toList();
        }
    }

    private static boolean named(Path path, String start, String end) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(start) && name.endsWith(end);
    }

    /// The first half of the SHA-256, in hex: names a key, and tells nothing about it.
    static String id(byte[] key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
