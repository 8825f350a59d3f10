package dev.sallyport.app.config.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Who can change or read a file besides the gateway's user. Symbolic links are followed: what counts is the file
/// that would be read. Complaints are lower case and say what to do. Safe on every thread.
public final class FileGuard {

    /// Bytes. Certificates, key sets and policies are far smaller.
    public static final int LARGEST = 4 << 20;

    private static final Set<PosixFilePermission> WRITABLE =
            EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    private static final Set<PosixFilePermission> OPEN = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final UserPrincipal self;

    public FileGuard(UserPrincipal self) {
        this.self = self;
    }

    /// The guard for the user that this process runs as.
    public static FileGuard ofThisProcess() throws IOException {
        return new FileGuard(Self.principal());
    }

    /// Why the file must not be trusted; empty when only the gateway's user and root can change it.
    public Optional<String> distrust(Path file) {
        return look(file, this::distrust);
    }

    /// Why the file must not hold a secret; empty when it is the gateway's own and closed to everybody else.
    public Optional<String> exposure(Path file) {
        return look(file, this::exposure);
    }

    private Optional<String> distrust(Path file, PosixFileAttributes attributes) throws IOException {
        if (attributes.permissions().stream().anyMatch(WRITABLE::contains)) {
            return Optional.of("can be written by others, run `chmod go-w` on it");
        }
        return ownedByOthers(attributes.owner())
                ? Optional.of("belongs to another user, who can write it, run `chown` on it")
                : folderDistrust(file);
    }

    private boolean ownedByOthers(UserPrincipal owner) {
        return !owner.equals(self) && !owner.getName().equals("root");
    }

    /// Whoever may write the folder can put another file in the place of this one, unless the folder is sticky.
    private static Optional<String> folderDistrust(Path file) throws IOException {
        Path folder = file.toRealPath().getParent();
        boolean open = folder != null
                && Files.getPosixFilePermissions(folder).contains(PosixFilePermission.OTHERS_WRITE)
                && !isSticky(folder);
        return open
                ? Optional.of("lies in a folder that anybody can write, run `chmod o-w` on the folder")
                : Optional.empty();
    }

    private static boolean isSticky(Path folder) throws IOException {
        int sticky = 0b1_000_000_000;
        return (((Integer) Files.getAttribute(folder, "unix:mode")) & sticky) != 0;
    }

    private Optional<String> exposure(Path file, PosixFileAttributes attributes) {
        if (attributes.permissions().stream().anyMatch(OPEN::contains)) {
            return Optional.of("can be read or written by others, run `chmod 600` on it");
        }
        return attributes.owner().equals(self)
                ? Optional.empty()
                : Optional.of("does not belong to the gateway's user, run `chown` on it");
    }

    private static Optional<String> look(Path file, Look look) {
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            if (!attributes.isRegularFile()) {
                return Optional.of("is no file");
            }
            return attributes.size() > LARGEST
                    ? Optional.of("is larger than " + LARGEST + " bytes")
                    : look.at(file, attributes);
        } catch (NoSuchFileException _) {
            return Optional.of("does not exist");
        } catch (IOException | UnsupportedOperationException _) {
            return Optional.of("cannot be looked at, its owner and permissions must be readable");
        }
    }

    @FunctionalInterface
    private interface Look {
        Optional<String> at(Path file, PosixFileAttributes attributes) throws IOException;
    }
}
