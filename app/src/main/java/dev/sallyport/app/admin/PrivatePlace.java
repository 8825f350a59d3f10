package dev.sallyport.app.admin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Set;

/// Folders and files that nobody else may open (R22).
public final class PrivatePlace {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivatePlace() {}

    /// Makes the folder (and those above it that are missing) with mode 0700, or refuses one that others may enter or
    /// that belongs to somebody else. Whoever makes the state folder first makes it with this.
    public static void folder(Path folder) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
        check(folder, FOLDER, "0700");
    }

    /// Writes a file that was not there.
    static void write(Path file, byte[] content) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE));
        Files.write(file, content);
    }

    static void close(Path file) throws IOException {
        Files.setPosixFilePermissions(file, FILE);
    }

    /// @throws IOException when somebody else owns or may open it
    static void checkFile(Path file) throws IOException {
        check(file, FILE, "0600");
    }

    private static void check(Path path, Set<PosixFilePermission> most, String mode) throws IOException {
        PosixFileAttributes found = Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (found.isSymbolicLink()) throw new IOException("must not be a link, name what it points to: `" + path + "`");
        Set<PosixFilePermission> tooMuch = EnumSet.noneOf(PosixFilePermission.class);
        tooMuch.addAll(found.permissions());
        tooMuch.removeAll(most);
        if (!tooMuch.isEmpty()) {
            throw new IOException("can be opened by others, set its mode to " + mode + ": `" + path + "`");
        }
        UserPrincipal own = Peers.self();
        if (!found.owner().equals(own)) {
            throw new IOException("belongs to user " + found.owner().getName() + ", give it to " + own.getName() + ": `"
                    + path + "`");
        }
    }
}
